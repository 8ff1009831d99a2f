import type { IDataObject } from 'n8n-workflow';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { varied } from '../../kit/parameter';
import { additionalFields } from '../../kit/parameters';
import { integrationLocator } from '../../parameters/integration';
import { fieldsIn } from './fieldEntries';
import { checkedFlow, flowShape, withoutNull } from './document';
import { COMMON_FIELDS, disabledParameter, nameParameter } from './fields';
import { pageGeneratorsOf, pageProcessorsOf, sources, steps } from './sources';

export const name = varied(nameParameter, { required: true });

export const disabled = disabledParameter;

const FIELDS = fieldsIn(additionalFields, COMMON_FIELDS);

/**
 * POST /flows. Answers 201 Flow. Celigo's documents disagree on whether a flow without `disabled` is enabled, and an enabled flow
 * with a schedule runs, so it is always sent. They disagree on the default time zone, too.
 */
export const create = operation({
	name: 'Create',
	value: 'create',
	action: 'Create flow',
	description: "Create a flow from existing exports and imports. It is created disabled unless 'Disabled' is off.",
	method: 'POST',
	path: ['flows'],
	about: 'the new flow',
	findOut: "Look for the flow with 'Get Many'",
	uses: [name, integrationLocator, disabled, sources, steps, ...FIELDS.entries, ...output],
	body(item) {
		const flow: IDataObject = {
			...withoutNull(FIELDS.read(item)),
			...pageGeneratorsOf(item),
			...pageProcessorsOf(item),
			name: item.read(name),
			_integrationId: item.read(integrationLocator),
			disabled: item.read(disabled),
		};
		if (flow.schedule) flow.timezone ??= item.timezone;
		return checkedFlow(item, flow);
	},
	done: record('_id'),
	shape: flowShape,
});
