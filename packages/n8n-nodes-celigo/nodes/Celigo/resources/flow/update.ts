import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { operation } from '../../kit/operation';
import { output, shaped } from '../../kit/output';
import { updateFields } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import type { Subject } from '../../kit/subject';
import { flowLocator } from '../../parameters/flow';
import { fieldsIn } from './fieldEntries';
import { checkedFlow, checkSteps, fetchFlow, flowShape, merged } from './document';
import { COMMON_FIELDS, disabledField, integrationField, nameField, sourcesField, stepsField } from './fields';
import { isPatchable, patchOf } from './patch';
import { changedTo, checkChanged, seenAfter, seenAs } from './seen';

const FIELDS = fieldsIn(updateFields, [
	nameField,
	disabledField,
	integrationField,
	sourcesField,
	stepsField,
	...COMMON_FIELDS,
]);

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
	uses: [...FIELDS.entries, ...output],
	shape: flowShape,
	async run(item, [id], subject) {
		const changes = checkedFlow(item, FIELDS.read(item));
		if (Object.keys(changes).length === 0)
			throw item.badInput("'Update Fields' is empty", 'Add the fields that are to change');
		const flow = isPatchable(changes)
			? await patch(item, id, changes, subject)
			: await replace(item, id, changes, subject);
		return shaped(item, flow, flowShape);
	},
});

async function patch(scope: Scope, id: string, changes: IDataObject, subject: Subject): Promise<IDataObject> {
	await scope.send({
		method: 'PATCH',
		path: pathOf('flows', id),
		body: patchOf(changes),
		subject,
		done: changedTo(id),
	});
	return await seenAs(scope, id, changes);
}

async function replace(scope: Scope, id: string, changes: IDataObject, subject: Subject): Promise<IDataObject> {
	const before = await fetchFlow(scope, id);
	const flow = merged(before, changes);
	checkSteps(scope, flow);
	const { body } = await scope.send({
		method: 'PUT',
		path: pathOf('flows', id),
		body: flow,
		subject,
		done: changedTo(id),
	});
	const after = isRecord(body) ? (body as IDataObject) : await seenAfter(scope, before);
	checkChanged(scope, before, flow, after, Object.keys(changes));
	return after;
}
