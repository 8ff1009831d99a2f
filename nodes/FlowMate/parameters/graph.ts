import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import type { Scope } from '../kit/scope';
import { isObjectId } from './objectId';

/**
 * Checks a graph as FlowMate would (its answers name no place, and generating a flow from a bad template gives none at all).
 *
 * @param graph `{ nodes: [{ id, componentId, function }], edges: [{ source, target }] }`
 * @throws NodeOperationError that says what is wrong where
 */
export function checkGraph(scope: Scope, graph: IDataObject): void {
	const fail = (what: string, how: string) => {
		throw scope.badInput(`'Graph': ${what}`, how);
	};
	const nodes = listOf(graph.nodes);
	if (!nodes || nodes.length === 0)
		return fail('there are no nodes', 'Add at least one node with id, componentId and function');
	const ids = new Set<string>();
	for (const [index, node] of nodes.entries()) {
		const place = `nodes[${index}]`;
		if (!isRecord(node))
			return fail(
				`${place} is not an object`,
				'A node looks like { "id": "step_1", "componentId": "…", "function": "…" }',
			);
		for (const key of ['id', 'componentId', 'function']) {
			if (typeof node[key] !== 'string' || !node[key]) fail(`${place} has no ${key}`, `Give it ${key} as text`);
		}
		if (!isObjectId(node.componentId))
			fail(`${place}.componentId is not an ID`, 'IDs have 24 characters, 0 to 9 and a to f');
		if (ids.has(String(node.id))) fail(`${place}.id is used twice`, 'Give each node an id of its own');
		ids.add(String(node.id));
	}
	const edges = graph.edges === undefined ? [] : listOf(graph.edges);
	if (!edges) return fail('edges is not a list', 'Edges look like [{ "source": "step_1", "target": "step_2" }]');
	if (nodes.length > 1 && edges.length === 0)
		return fail('several nodes need edges between them', 'Add an edge with source and target');
	for (const [index, edge] of edges.entries()) {
		for (const end of ['source', 'target']) {
			const node = isRecord(edge) ? edge[end] : undefined;
			if (typeof node !== 'string' || !ids.has(node)) {
				fail(`edges[${index}].${end} is not the id of a node`, `Set it to one of ${[...ids].slice(0, 10).join(', ')}`);
			}
		}
	}
}

const listOf = (value: unknown): unknown[] | undefined => (Array.isArray(value) ? (value as unknown[]) : undefined);
