import type { IDataObject } from 'n8n-workflow';
import { flowLocator } from '../../parameters/flow';
import { entriesIn, output, updateFields } from '../../parameters/list';
import { isRecord } from '../../request/answer';
import type { Subject } from '../../request/errors';
import type { Item } from '../../request/item';
import { operation } from '../../request/operation';
import { pathOf } from '../../request/path';
import { addedTo } from '../../request/query';
import { shaped } from '../../request/shape';
import { checkFlow, checkSteps, fetchFlow, flowShape, merged } from './document';
import {
	COMMON_FIELDS,
	disabledField,
	fieldsOf,
	integrationField,
	nameField,
	propertiesOf,
	sourcesField,
	stepsField,
} from './fields';
import { isPatchable, patchOf } from './patch';

const FIELDS = [nameField, disabledField, integrationField, sourcesField, stepsField, ...COMMON_FIELDS];

/**
 * GET and PUT /flows/{id}, or PATCH where name, description and state are all that changes. A PUT replaces the whole flow, so what
 * was read is sent back with the changes. Celigo knows no condition on a version: of two changes at the same time the later wins.
 */
export const update = operation({
	name: 'Update',
	value: 'update',
	action: 'Update flow',
	description: 'Change fields of a flow and leave all others as they are',
	method: 'PUT',
	path: ['flows', flowLocator],
	uses: [...entriesIn(updateFields, propertiesOf(FIELDS)), ...output],
	shape: flowShape,
	async run(item, [id], subject) {
		const changes = fieldsOf(item, addedTo(item, 'updateFields'), FIELDS);
		if (Object.keys(changes).length === 0)
			throw item.badInput("'Update Fields' is empty", 'Add the fields that are to change');
		checkFlow(item, changes);
		const flow = isPatchable(changes)
			? await patch(item, id, changes, subject)
			: await replace(item, id, changes, subject);
		return shaped(item, flow, flowShape);
	},
});

async function patch(item: Item, id: string, changes: IDataObject, subject: Subject): Promise<IDataObject> {
	await item.send({ method: 'PATCH', path: pathOf('flows', id), body: patchOf(changes), subject });
	return await fetchFlow(item, id);
}

async function replace(item: Item, id: string, changes: IDataObject, subject: Subject): Promise<IDataObject> {
	const flow = merged(await fetchFlow(item, id), changes);
	checkSteps(item, flow);
	const { body } = await item.send({ method: 'PUT', path: pathOf('flows', id), body: flow, subject });
	return isRecord(body) ? (body as IDataObject) : await fetchFlow(item, id);
}
