import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isExpression } from '../kit/empty';
import type { Parameter } from '../kit/parameter';
import { entry, ofKind, varied } from '../kit/parameter';
import { choice, collection, filters, flag, wholeNumber } from '../kit/parameters';
import { readWholeNumber } from '../kit/readers';
import { groupBy } from '../resources/execution/getCounts';
import { addNames as addNamesOfCounts } from '../resources/execution/names';
import { CALENDAR, timezone as timezoneOfWindows } from '../resources/execution/window';
import type { Calendar } from '../resources/execution/calendar';
import { changes, flowIds, flowTemplate, flowUser } from './eventParameters';
import { keys } from './keys';
import { keyLimits, percentages } from './limitParameters';

const ANY_WINDOW: Array<{ name: string; value: Calendar | 'lastDays'; description: string }> = [
	...CALENDAR,
	{ name: 'Last Days', value: 'lastDays', description: 'A number of days up to and including today' },
];

export const triggerOn = choice({
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'options',
	options: [
		{
			name: 'Every Poll',
			value: 'snapshot',
			description: 'Gives the counts of all users, flows or components at every poll',
		},
		{
			name: 'Executions Counted',
			value: 'executions',
			description: 'Gives each user, flow or component whose count rose',
		},
		{
			name: 'Flow Created',
			value: 'flowCreated',
			description: 'Gives each new flow',
		},
		{
			name: 'Flow Status Changed',
			value: 'flowStatus',
			description: 'Gives each flow that was switched on or off, or that did not start',
		},
		{
			name: 'Limit Reached',
			value: 'limit',
			description: 'Gives each user, flow or component that reached a percentage of its limit, once per window',
		},
		{
			name: 'User Created',
			value: 'userCreated',
			description: 'Gives each new user',
		},
	],
	default: 'limit',
});

const TITLES = Object.fromEntries(
	(triggerOn.property.options as INodePropertyOptions[]).map(({ name, value }) => [value, name]),
);

/** What stands under the node's name: what it triggers on. */
export const subtitle = `={{ (${JSON.stringify(TITLES)})[$parameter["triggerOn"]] }}`;

const OF_COUNTS = { show: { triggerOn: ['executions', 'limit', 'snapshot'] } };

const calendarWindow = choice({
	displayName: 'Window',
	name: 'window',
	type: 'options',
	displayOptions: { show: { triggerOn: ['executions'] } },
	options: CALENDAR,
	default: 'day',
	description: 'Period that executions are counted in. Counts begin at 0 with each window.',
});

/** 'Window' in all its forms. */
export const anyWindow = choice({
	displayName: 'Window',
	name: 'window',
	type: 'options',
	displayOptions: { show: { triggerOn: ['limit', 'snapshot'] } },
	options: ANY_WINDOW,
	default: 'month',
	description: 'Period that executions are counted in',
});

/** Ten years. */
export const MOST_DAYS = 3_650;

export const days = wholeNumber({
	displayName: 'Days',
	name: 'days',
	type: 'number',
	displayOptions: { show: { triggerOn: ['limit', 'snapshot'], window: ['lastDays'] } },
	typeOptions: { minValue: 1, maxValue: MOST_DAYS },
	default: 30,
	description: 'How many days the window has, today included',
});

export const timezone = varied(timezoneOfWindows, { displayOptions: OF_COUNTS });

/** A text, since that is the only thing to count with that n8n refuses to publish while it is empty. */
export const limit: Parameter<number> = {
	property: {
		displayName: 'Limit',
		name: 'limit',
		type: 'string',
		displayOptions: { show: { triggerOn: ['limit'] } },
		required: true,
		default: '',
		placeholder: 'e.g. 10000',
		description: 'Executions that each user, flow or component may use in a window',
		hint: "Enter 0 to watch only those under 'Individual Limits'",
	},
	reader: ofKind('limit', (value, place) =>
		value === '' && !isExpression(place.written()) ? 0 : readWholeNumber(0)(value, place),
	),
};

export const minDifference = wholeNumber({
	displayName: 'Minimum Difference',
	name: 'minDifference',
	type: 'number',
	displayOptions: { show: { triggerOn: ['executions'] } },
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'How far a count must rise to give an item. Less than that adds up until it is enough; what is left comes when the window is over.',
});

const options = varied(collection({ displayName: 'Options', name: 'options', placeholder: 'Add Option' }), {
	displayOptions: OF_COUNTS,
});

const flowFilters = varied(filters, { displayOptions: { show: { triggerOn: ['flowCreated', 'flowStatus'] } } });

export const addNames = entry(options, addNamesOfCounts, {
	description:
		'Whether to look up the names of users or flows. It takes a request for all users, or one for a thousand ' +
		'flows, whenever there is something to tell.',
});

export const combine = entry(
	options,
	flag({
		displayName: 'Combine Changes',
		name: 'combine',
		type: 'boolean',
		default: false,
		description: 'Whether to give all changes of a poll as one item, in the field changes',
	}),
);

export const emitExisting = entry(
	options,
	flag({
		displayName: 'Include Existing Counts',
		name: 'emitExisting',
		type: 'boolean',
		default: false,
		description:
			'Whether the first poll gives what was counted in the current window before it. Otherwise that is only remembered.',
	}),
);

const withEntries = (of: Parameter, ...entries: Parameter[]): Parameter =>
	varied(of, { options: entries.map(({ property }) => property) });

/** The panel, from broad to narrow. */
export const properties: INodeProperties[] = [
	triggerOn,
	changes,
	varied(groupBy, { displayOptions: OF_COUNTS }),
	calendarWindow,
	anyWindow,
	days,
	limit,
	percentages,
	keyLimits,
	minDifference,
	varied(keys, { displayOptions: OF_COUNTS }),
	timezone,
	withEntries(flowFilters, flowIds, flowTemplate, flowUser),
	withEntries(options, addNames, combine, emitExisting),
].map(({ property }) => property);
