import type { IDataObject } from 'n8n-workflow';
import { checkGraph } from '../../../nodes/FlowMate/parameters/graph';
import { itemWith } from '../item';

const COMPONENT = '5ca5c44c187c040010a9bb8b';
const node = (id: string, other = {}) => ({ id, componentId: COMPONENT, function: 'trigger', ...other });
const check = (graph: IDataObject) => () => checkGraph(itemWith(), graph);

describe('A graph', () => {
	test.each([
		['one node', { nodes: [node('a')] }],
		['one node and no edges', { nodes: [node('a')], edges: [] }],
		['nodes that edges join', { nodes: [node('a'), node('b')], edges: [{ source: 'a', target: 'b' }] }],
		['fields of its own', { nodes: [node('a', { fields: { inputParameters: {} } })] }],
	])('may have %s', (_, graph) => {
		expect(check(graph)).not.toThrow();
	});

	test.each([
		['no nodes', {}, 'there are no nodes'],
		['an empty list of nodes', { nodes: [] }, 'there are no nodes'],
		['nodes that are no list', { nodes: { a: node('a') } }, 'there are no nodes'],
		['a node that is text', { nodes: ['a'] }, 'nodes[0] is not an object'],
		['a node without an id', { nodes: [node('a'), node('')] }, 'nodes[1] has no id'],
		['a node whose id is a number', { nodes: [{ ...node('a'), id: 1 }] }, 'nodes[0] has no id'],
		[
			'a node without a component',
			{ nodes: [node('a', { componentId: '' })] },
			'nodes[0] has no componentId',
		],
		['a node without a function', { nodes: [node('a', { function: '' })] }, 'nodes[0] has no function'],
		[
			'a component that is no id',
			{ nodes: [node('a', { componentId: 'webhook' })] },
			'nodes[0].componentId is not an ID',
		],
		['the same id twice', { nodes: [node('a'), node('a')] }, 'nodes[1].id is used twice'],
		[
			'several nodes without edges',
			{ nodes: [node('a'), node('b')] },
			'several nodes need edges between them',
		],
		['edges that are no list', { nodes: [node('a')], edges: {} }, 'edges is not a list'],
		[
			'an edge from nowhere',
			{ nodes: [node('a'), node('b')], edges: [{ source: 'x', target: 'b' }] },
			'edges[0].source is not the id of a node',
		],
		[
			'an edge to nowhere',
			{ nodes: [node('a'), node('b')], edges: [{ source: 'a' }] },
			'edges[0].target is not the id of a node',
		],
		[
			'an edge that is text',
			{ nodes: [node('a'), node('b')], edges: ['a-b'] },
			'edges[0].source is not the id of a node',
		],
	])('must not have %s', (_, graph, what) => {
		expect(check(graph as IDataObject)).toThrow(expect.objectContaining({ message: `'Graph': ${what}` }));
	});

	it('tells which ids an edge may name', () => {
		const graph = { nodes: [node('a'), node('b')], edges: [{ source: 'a', target: 'c' }] };
		expect(check(graph)).toThrow(expect.objectContaining({ description: 'Set it to one of a, b' }));
	});
});
