import type { IDataObject, IHttpRequestOptions, INode } from 'n8n-workflow';
import { Limiters } from '../../nodes/FlowMate/kit/limiter';
import { Lookups } from '../../nodes/FlowMate/kit/lookups';
import type { Place, Reader } from '../../nodes/FlowMate/kit/parameter';
import { Item } from '../../nodes/FlowMate/kit/scope';
import type { ItemSource } from '../../nodes/FlowMate/kit/source';
import type { Service } from '../../nodes/FlowMate/kit/service';
import { TestClock } from './clock';
import { shelf } from './shelf/nodes/Shelf/service';

export const NODE: INode = {
	id: 'node',
	name: 'Shelf',
	type: 'n8n-nodes-shelf.shelf',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Shelf with a clock and limiters of its own. */
export const serviceWith = (other: Partial<Service> = {}): Service => ({
	...shelf,
	clock: new TestClock(),
	limiters: new Limiters(),
	lookups: new Lookups(),
	...other,
});

type Send = (options: IHttpRequestOptions) => Promise<unknown>;

/** An input item whose node has these parameters; it can send nothing unless `request` is given. */
export function itemWith(
	parameters: IDataObject = {},
	{ service = serviceWith(), ...other }: Partial<ItemSource> & { service?: Service; request?: Send } = {},
): Item {
	return new Item(service, {
		getNode: () => NODE,
		getTimezone: () => 'UTC',
		settings: {},
		parameter: (name) => parameters[name],
		request: async () => await Promise.reject(new Error('Nothing may be sent here')),
		credential: async () => await Promise.resolve({}),
		index: 0,
		input: { json: {} },
		goesOn: false,
		...other,
	});
}

/** Reads a value as a parameter with this name does. */
export function readAs<T>(reader: Reader<T>, value: unknown, displayName = 'Value', timezone = 'UTC'): T {
	const place: Place = itemWith({}, { getTimezone: () => timezone }).placeOf(displayName);
	return reader(value, place);
}

/** Reads what an expression gave for a parameter. */
export function readExpression<T>(reader: Reader<T>, value: unknown, displayName = 'Value'): T {
	const node = { ...NODE, parameters: { value: '={{ $json.value }}' } };
	return reader(value, itemWith({}, { getNode: () => node }).placeOf(displayName, 'value'));
}
