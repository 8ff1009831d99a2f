import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { updateFields } from '../../kit/parameters';
import { changesOf } from '../../parameters/body';
import {
	cronField,
	descriptionField,
	entriesIn,
	flowSettingsField,
	graphField,
	nameField,
	otherFields,
	typeField,
} from '../../parameters/fields';
import { flowLocator } from '../../parameters/flow';
import { flowUpdateNotice } from '../../parameters/notices';
import { flowShape } from './shape';

/** The fields of a flow that an update may change. */
export const FLOW_FIELDS = [
	nameField,
	descriptionField,
	typeField,
	cronField,
	graphField,
	flowSettingsField,
	otherFields,
];

export const flowChanges = entriesIn(updateFields, FLOW_FIELDS);

/** FlowMate would write a status without starting or stopping anything. */
export const WITHHELD = ['status'];

/**
 * PATCH /flows/{id}. Answers 200 { data: Flow after the update, meta }; 409 while the flow is not inactive.
 * The server merges by top-level key: a key that is not sent stays, a nested object is replaced whole.
 */
export const update = operation({
	name: 'Update',
	value: 'update',
	action: 'Update flow',
	description: 'Change fields of an inactive flow',
	method: 'PATCH',
	path: ['flows', flowLocator],
	permission: 'flows.write',
	uses: [flowUpdateNotice, ...flowChanges, ...output],
	body: (item) => changesOf(item, flowChanges, WITHHELD),
	done: record('id'),
	shape: flowShape,
});
