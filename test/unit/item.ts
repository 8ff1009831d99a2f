import type { IDataObject, IExecutePaginationFunctions, INode } from 'n8n-workflow';
import { Item } from '../../nodes/FlowMate/request/item';

export const NODE: INode = {
	id: 'node',
	name: 'FlowMate',
	type: 'n8n-nodes-flowmate.flowMate',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** An input item whose node has these parameters; it can send nothing. */
export function itemWith(parameters: IDataObject = {}, { timezone = 'UTC' } = {}): Item {
	const context = {
		getNode: () => NODE,
		getItemIndex: () => 0,
		getTimezone: () => timezone,
		getNodeParameter: (name: string) => parameters[name],
	};
	return new Item(context as unknown as IExecutePaginationFunctions);
}
