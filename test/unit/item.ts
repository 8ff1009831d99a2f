import type { IDataObject, INode } from 'n8n-workflow';
import { Item } from '../../nodes/FlowMate/kit/scope';
import { flowMate } from '../../nodes/FlowMate/service';

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
	return new Item(flowMate, {
		getNode: () => NODE,
		getTimezone: () => timezone,
		index: 0,
		input: { json: {} },
		goesOn: false,
		settings: {},
		parameter: (name) => parameters[name],
		request: async () => await Promise.reject(new Error('No request was expected')),
		credential: async () => await Promise.resolve({}),
	});
}
