import type { IDataObject, IExecutePaginationFunctions, INode } from 'n8n-workflow';
import { Item } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/request/item';

export const NODE: INode = {
	id: 'node',
	name: 'Celigo',
	type: 'n8n-nodes-celigo.celigo',
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
