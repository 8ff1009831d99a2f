import type { IDataObject, INode } from 'n8n-workflow';
import type { FlowMateSandbox } from '../../sandbox/flowmate';
import type { Credential, Execution, N8n, Workflow, WorkflowJson } from '../../scripts/n8n';

/** The two ways of executing: in the server, whose memory outlives an execution, and in a process that ends with it. */
export const WAYS: Array<[string, (n8n: N8n, workflowId: string) => Promise<Execution>]> = [
	['inside the server', async (n8n, id) => await n8n.rest.runWorkflow(id)],
	['by n8n execute', async (n8n, id) => await n8n.executeInOwnProcess(id)],
];

export const FLOWMATE = 'FlowMate';

/** A workflow that gives these items to a FlowMate node. */
export function itemsToFlowMate(
	items: IDataObject[],
	parameters: INode['parameters'],
	{ id, name, type }: Credential,
): WorkflowJson {
	return chain('Items to FlowMate', [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} },
		},
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'items', options: {} },
		},
		{
			name: FLOWMATE,
			type: 'n8n-nodes-flowmate.flowMate',
			typeVersion: 1,
			parameters,
			credentials: { [type]: { id, name } },
		},
	]);
}

/** Nodes one behind the other. */
export function chain(name: string, nodes: Array<Omit<INode, 'id' | 'position'>>): WorkflowJson {
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, id: `node-${index}`, position: [220 * index, 0] })),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map((node, index) => [
					nodes[index].name,
					{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
				]),
		),
	};
}

export const WHO_AM_I = { resource: 'user', operation: 'getCurrent' };

/** The fields of a credential that logs in to this sandbox. */
export const loginTo = ({ url, partner }: FlowMateSandbox): IDataObject => ({
	authentication: 'login',
	baseUrl: url,
	...partner,
});

export const numbered = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ number: index + 1 }));

/** A workflow of a trigger that polls once a minute, and a node that does nothing. */
export const polling = (
	name: string,
	type: string,
	parameters: object,
	{ id, name: credential, type: credentialType }: Credential,
): WorkflowJson => ({
	...chain(name, [
		{
			name: 'Trigger',
			type,
			typeVersion: 1,
			parameters: { ...parameters, pollTimes: { item: [{ mode: 'everyMinute' }] } },
			credentials: { [credentialType]: { id, name: credential } },
		},
		{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	]),
	settings: { executionOrder: 'v1' },
});

/** Gives the trigger of a workflow another name, without publishing it. */
export async function renamedNode({ rest }: N8n, { id }: Workflow, name: string): Promise<Workflow> {
	const { nodes, connections, versionId } = await rest.getWorkflow(id);
	const [trigger, ...others] = nodes;
	return await rest.request('PATCH', `/workflows/${id}`, {
		nodes: [{ ...trigger, name }, ...others],
		connections: { [name]: connections[trigger.name] },
		versionId,
	});
}
