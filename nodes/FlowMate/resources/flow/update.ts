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
import { output } from '../../parameters/list';
import { flowUpdateNotice } from '../../parameters/notices';
import { changesOf, otherFieldsProperty } from '../../request/body';
import { operation } from '../../request/operation';
import { flowShape } from './shape';

/** The fields of a flow that an update may change. */
export const FLOW_FIELDS = [
	nameProperty,
	descriptionProperty,
	typeProperty,
	cronProperty,
	graphProperty,
	flowSettingsProperty,
	otherFieldsProperty,
];

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
	uses: [flowUpdateNotice, ...entriesIn(updateFields, FLOW_FIELDS), ...output],
	body: (item) => changesOf(item, FLOW_FIELDS, ['status']),
	shape: flowShape,
});
