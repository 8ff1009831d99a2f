/* eslint-disable @n8n/community-nodes/node-usable-as-tool -- part of the benchmark, never published */
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** Gives as many items as asked for, each with the ID of a flow and, if wanted, some bytes to send. */
export class Items implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Items',
		name: 'items',
		group: ['input'],
		version: 1,
		description: 'Input for a measurement',
		defaults: { name: 'Items' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Count', name: 'count', type: 'number', default: 1 },
			{ displayName: 'Bytes', name: 'bytes', type: 'number', default: 0 },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const bytes = this.getNodeParameter('bytes', 0) as number;
		const items = Array.from({ length: this.getNodeParameter('count', 0) as number }, (_, index) => ({
			json: {
				flowId: (index + 1).toString(16).padStart(24, '0'),
				...(bytes > 0 && { text: String(index).padEnd(bytes, 'abcdefghij') }),
			},
		}));
		return [items];
	}
}
