import type { IDataObject } from 'n8n-workflow';
import {
	cronProperty,
	descriptionProperty,
	entriesIn,
	flowSettingsProperty,
	graphProperty,
	nameProperty,
	typeProperty,
	updateFields,
} from '../../parameters/fields';
import { flowLocator } from '../../parameters/flow';
import { simplify } from '../../parameters/list';
import { checkGraph } from '../../request/graph';
import type { Item } from '../../request/item';
import { jsonObjectOf } from '../../request/json';
import { operation } from '../../request/operation';
import { textOf } from '../../request/query';
import { simplifiedFlow } from './simplified';

/**
 * PATCH /flows/{id}. Answers 200 { data: Flow after the update, meta }; 409 while the flow is not inactive.
 * The server merges by top-level key, so a key that is not sent stays; a nested object is replaced whole. An `id` in the body would
 * redirect the update to another flow, so the body holds nothing but the fields below.
 */
export const update = operation({
	name: 'Update',
	value: 'update',
	action: 'Update flow',
	description: 'Change fields of an inactive flow. The account becomes an owner of the flow.',
	method: 'PATCH',
	path: ['flows', flowLocator],
	permission: 'flows.write',
	uses: [
		...entriesIn(updateFields, [
			nameProperty,
			descriptionProperty,
			typeProperty,
			cronProperty,
			graphProperty,
			flowSettingsProperty,
		]),
		simplify,
	],
	body: changes,
	result: simplifiedFlow,
});

/** The fields that were set, and no others. */
function changes(item: Item): IDataObject {
	const fields = item.collection('updateFields');
	if (Object.keys(fields).length === 0) {
		throw item.badInput("'Update Fields' is empty", 'Add the fields that are to change');
	}
	const body: IDataObject = {};
	for (const { displayName, name, type } of [
		nameProperty,
		descriptionProperty,
		typeProperty,
		cronProperty,
		graphProperty,
		flowSettingsProperty,
	]) {
		if (fields[name] === undefined) continue;
		body[name] =
			type === 'json'
				? jsonObjectOf(item, displayName, fields[name])
				: (textOf(item, displayName, fields[name]) ?? '');
	}
	if (body.graph) checkGraph(item, body.graph as IDataObject);
	return body;
}
