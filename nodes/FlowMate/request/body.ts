import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkGraph } from './graph';
import type { Item } from './item';
import { jsonObjectOf } from './json';
import { textOf } from './query';

/**
 * Keys that the server sets. Sending them does harm: an `id` redirects an update to another record, and a flow's `status` is refused,
 * or written without starting or stopping anything.
 */
const SERVER_KEYS = ['id', '_id', '__v', 'createdAt', 'updatedAt', 'startedBy'];

export const otherFieldsProperty: INodeProperties = {
	displayName: 'Other Fields (JSON)',
	name: 'otherFields',
	type: 'json',
	default: '{}',
	description:
		'Further fields as FlowMate takes them, such as owners. IDs, times and the status of flows are left out.',
};

/**
 * The body that a collection of fields stands for: what was set, and nothing else.
 *
 * @param fields the collection's value
 * @param known the entries of the collection; those of type `json` become objects, others text
 * @param withheld further keys that must not be sent
 */
export function bodyOf(
	item: Item,
	fields: IDataObject,
	known: INodeProperties[],
	withheld: string[] = [],
): IDataObject {
	const body: IDataObject = {};
	if (fields.otherFields !== undefined) {
		Object.assign(body, jsonObjectOf(item, otherFieldsProperty.displayName, fields.otherFields));
		for (const key of [...SERVER_KEYS, ...withheld]) delete body[key];
	}
	for (const { displayName, name, type } of known) {
		if (fields[name] === undefined || name === otherFieldsProperty.name) continue;
		body[name] =
			type === 'json'
				? jsonObjectOf(item, displayName, fields[name])
				: (textOf(item, displayName, fields[name]) ?? '');
	}
	if (body.graph !== undefined) checkGraph(item, jsonObjectOf(item, 'Graph', body.graph));
	return body;
}

/** The body of an update. @throws NodeOperationError when nothing is to change */
export function changesOf(item: Item, known: INodeProperties[], withheld?: string[]): IDataObject {
	const body = bodyOf(item, item.collection('updateFields'), known, withheld);
	if (Object.keys(body).length > 0) return body;
	throw item.badInput("'Update Fields' is empty", 'Add the fields that are to change');
}
