import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

/** A source of items for tests; its parameter `items` holds them as n8n items. */
export const itemsType = 'harness.items';

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
};

/** A test may write an item as n8n does ({ json: … }) or as its json alone. */
export function toItem(item: INodeExecutionData | IDataObject): INodeExecutionData {
	const isItem = typeof item.json === 'object' && item.json !== null;
	return isItem ? (item as INodeExecutionData) : { json: item as IDataObject };
}
