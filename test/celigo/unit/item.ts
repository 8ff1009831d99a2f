import type { IDataObject, IHttpRequestOptions, INode } from 'n8n-workflow';
import { Item } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/kit/scope';
import { celigo } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/service';

export const NODE: INode = {
	id: 'node',
	name: 'Celigo',
	type: 'n8n-nodes-celigo.celigo',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

interface Surroundings {
	timezone?: string;
	settings?: Partial<IHttpRequestOptions>;
	request?(options: IHttpRequestOptions): Promise<unknown>;
}

/** An input item whose node has these parameters; it can send nothing unless `request` does. */
export function itemWith(parameters: IDataObject = {}, surroundings: Surroundings = {}): Item {
	const { timezone = 'UTC', settings = {}, request = noRequest } = surroundings;
	return new Item(celigo, {
		getNode: () => NODE,
		getTimezone: () => timezone,
		settings,
		credential: async () => await Promise.resolve({}),
		parameter: (name) => parameters[name],
		request,
		index: 0,
		input: { json: {} },
		goesOn: false,
	});
}

async function noRequest(): Promise<never> {
	throw new Error('Nothing is sent in this test');
}
