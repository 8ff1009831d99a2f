import {
	NodeConnectionTypes,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type NodeOutput,
} from 'n8n-workflow';

/** A source of items for tests; its parameter `items` holds them as n8n items. */
export const itemsType = 'harness.items';

/** Calls the one tool below it, once, with its parameter `input`. */
export const agentType = 'harness.agent';

function standIn(
	name: string,
	execute: INodeType['execute'],
	properties: INodeProperties[] = [],
	description: Partial<INodeType['description']> = {},
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: name,
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties,
			...description,
		},
		execute,
	};
}

const passOn = async function (this: IExecuteFunctions) {
	return [this.getInputData()];
};

/** The few built-in nodes a test workflow needs; n8n-nodes-base itself is not a dependency. */
export const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': standIn('manualTrigger', passOn, [], { inputs: [], group: ['trigger'] }),
	// `name` is what n8n's own node says: without the package's name.
	'n8n-nodes-base.noOp': standIn('noOp', passOn),
	[itemsType]: standIn(
		'items',
		async function (this: IExecuteFunctions) {
			const items = this.getNodeParameter('items', 0) as Array<INodeExecutionData | IDataObject>;
			return [items.map(toItem)];
		},
		[{ displayName: 'Items', name: 'items', type: 'json', default: [] }],
	),
	[agentType]: standIn(
		'agent',
		callTool,
		[
			{ displayName: 'By', name: 'by', type: 'string', default: 'agent' },
			{ displayName: 'Input', name: 'input', type: 'json', default: {} },
		],
		{ inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool] },
	),
};

interface ConnectedTool {
	name: string;
	description: string;
	metadata: { sourceNodeName: string };
	invoke(input: IDataObject): Promise<string>;
}

async function callTool(this: IExecuteFunctions, response?: EngineResponse): Promise<NodeOutput> {
	const connected = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
	const [tool] = connected as ConnectedTool[];
	const { name, description, metadata } = tool;
	const input = this.getNodeParameter('input', 0) as IDataObject;
	const answer = (text: string) => [[{ json: { name, description, text } }]];

	if (this.getNodeParameter('by', 0) === 'direct') {
		return answer(await tool.invoke(input).catch((error: Error) => error.message));
	}
	const result = response?.actionResponses.at(0)?.data;
	if (result) {
		const items = result.data?.ai_tool?.[0]?.map(({ json }) => json);
		return answer(JSON.stringify(items?.length ? items : { error: result.error?.message }));
	}
	return {
		actions: [
			{
				actionType: 'ExecutionNodeAction',
				nodeName: metadata.sourceNodeName,
				input,
				type: NodeConnectionTypes.AiTool,
				id: 'call',
				metadata: { itemIndex: 0 },
			},
		],
		metadata: {},
	};
}

/** A test may write an item as n8n does ({ json: … }) or as its json alone. */
export function toItem(item: INodeExecutionData | IDataObject): INodeExecutionData {
	const isItem = typeof item.json === 'object' && item.json !== null;
	return isItem ? (item as INodeExecutionData) : { json: item as IDataObject };
}
