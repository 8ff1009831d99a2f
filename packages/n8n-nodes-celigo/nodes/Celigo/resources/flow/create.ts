import type { IDataObject } from 'n8n-workflow';
import { integrationLocator } from '../../parameters/integration';
import { additionalFields, entriesIn, output } from '../../parameters/list';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { addedTo, flagOf } from '../../request/query';
import { checkFlow, flowShape, withoutNull } from './document';
import { COMMON_FIELDS, disabledField, fieldsOf, nameField, nameOf, propertiesOf } from './fields';
import { pageGeneratorsOf, pageProcessorsOf, sources, steps } from './sources';

export const name: Parameter = { property: { ...nameField.property, required: true } };

export const disabled: Parameter = { property: disabledField.property };

/**
 * POST /flows. Answers 201 Flow. Celigo's documents disagree on whether a flow without `disabled` is enabled, and an enabled flow
 * with a schedule runs, so it is always sent. They disagree on the default time zone, too.
 */
export const create = operation({
	name: 'Create',
	value: 'create',
	action: 'Create flow',
	description:
		"Create a flow from existing exports and imports. It is created disabled unless 'Disabled' is off.",
	method: 'POST',
	path: ['flows'],
	about: 'the new flow',
	uses: [
		name,
		integrationLocator,
		disabled,
		sources,
		steps,
		...entriesIn(additionalFields, propertiesOf(COMMON_FIELDS)),
		...output,
	],
	async body(item) {
		const flow: IDataObject = {
			...withoutNull(fieldsOf(item, addedTo(item, 'additionalFields'), COMMON_FIELDS)),
			...pageGeneratorsOf(item),
			...pageProcessorsOf(item),
			name: nameOf(item, item.parameter('name')),
			_integrationId: await integrationLocator.read(item),
			disabled: flagOf(item, 'Disabled', item.parameter('disabled')),
		};
		if (flow.schedule) flow.timezone ??= item.context.getTimezone();
		checkFlow(item, flow);
		return flow;
	},
	shape: flowShape,
});
