import type { INodeProperties } from 'n8n-workflow';
import { flowLocator } from '../parameters/flow';

import { userLocator } from '../parameters/user';
import { groupBy } from '../resources/execution/getCounts';

const when = (show: NonNullable<INodeProperties['displayOptions']>['show']) => ({ displayOptions: { show } });

const number = (property: Omit<INodeProperties, 'type'>): INodeProperties => ({
	...property,
	type: 'number',
});

const CALENDAR = [
	{ name: 'Day', value: 'day', description: 'From midnight to midnight' },
	{ name: 'Month', value: 'month', description: 'From the first to the last day of a month' },
	{ name: 'Week', value: 'week', description: 'From Monday to Sunday' },
];

const ANY_WINDOW = [
	...CALENDAR,
	{ name: 'Last Days', value: 'lastDays', description: 'A number of days up to and including today' },
];

const triggerOn: INodeProperties = {
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
			name: 'Limit Reached',
			value: 'limit',
			description:
				'Gives each user, flow or component that reached a percentage of its limit, once per window',
		},
	],
	default: 'executions',
};

const calendarWindow: INodeProperties = {
	displayName: 'Window',
	name: 'window',
	type: 'options',
	...when({ triggerOn: ['executions'] }),
	options: CALENDAR,
	default: 'day',
	description: 'Period that executions are counted in. Counts begin at 0 with each window.',
};

const anyWindow: INodeProperties = {
	displayName: 'Window',
	name: 'window',
	type: 'options',
	...when({ triggerOn: ['limit', 'snapshot'] }),
	options: ANY_WINDOW,
	default: 'month',
	description: 'Period that executions are counted in',
};

const days = number({
	displayName: 'Days',
	name: 'days',
	...when({ triggerOn: ['limit', 'snapshot'], window: ['lastDays'] }),
	typeOptions: { minValue: 1 },
	default: 30,
	description: 'How many days the window has, today included',
});

const timezone: INodeProperties = {
	displayName: 'Timezone',
	name: 'timezone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Berlin',
	description: 'Time zone in which the windows begin. Leave empty for the time zone of the workflow.',
};

const limit = number({
	displayName: 'Limit',
	name: 'limit',
	...when({ triggerOn: ['limit'] }),
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'Executions that each user, flow or component may use in a window',
	hint: "With 0, only those under 'Limits per Key' are watched",
});

const percentages: INodeProperties = {
	displayName: 'Percentages',
	name: 'percentages',
	type: 'string',
	...when({ triggerOn: ['limit'] }),
	required: true,
	default: '80, 100',
	placeholder: 'e.g. 80, 100',
	description:
		'Percentages of the limit to tell about, with commas between them. Each one that is reached gives an item.',
};

const keyLimits: INodeProperties = {
	displayName: 'Limits per Key',
	name: 'keyLimits',
	type: 'fixedCollection',
	...when({ triggerOn: ['limit'] }),
	typeOptions: { multipleValues: true },
	placeholder: 'Add Limit',
	default: {},
	description: "Limits of single users, flows or components, instead of 'Limit'",
	options: [
		{
			displayName: 'JSON',
			name: 'json',
			values: [
				{
					displayName: 'JSON',
					name: 'json',
					type: 'json',
					default: '{}',
					description:
						'Limits by key, as in { "customer-1001": 5000 }, or an array of { "key": …, "limit": … }',
				},
			],
		},
		{
			displayName: 'Limit',
			name: 'limits',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer-1001',
					description: 'ID of the user, flow or component, or a user name',
				},
				number({
					displayName: 'Limit',
					name: 'limit',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'Executions that it may use in a window. Enter 0 for no limit.',
				}),
			],
		},
	],
};

const keys: INodeProperties = {
	displayName: 'Only These',
	name: 'keys',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Filter',
	default: {},
	description: 'Users, flows or components to keep to. Leave empty for all.',
	options: [
		{
			displayName: 'IDs',
			name: 'ids',
			values: [
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer-1001, customer-1002',
					description: 'IDs or user names, with commas between them',
				},
			],
		},
		{
			displayName: 'Single',
			name: 'selected',
			values: [
				{ ...userLocator.property, required: undefined, ...when({ '/groupBy': ['user'] }) },
				{ ...flowLocator.property, required: undefined, ...when({ '/groupBy': ['flow'] }) },
				{
					displayName: 'Component ID',
					name: 'component',
					type: 'string',
					...when({ '/groupBy': ['component'] }),
					default: '',
					placeholder: 'e.g. 6762e154616e91cb8d8b1aaf',
				},
			],
		},
	],
};

const minDifference = number({
	displayName: 'Minimum Difference',
	name: 'minDifference',
	...when({ triggerOn: ['executions'] }),
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'How far a count must rise to give an item. Less than that adds up until it is enough; what is left comes when the window is over.',
});

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Add Names',
			name: 'addNames',
			type: 'boolean',
			...when({ '/groupBy': ['user', 'flow'] }),
			default: false,
			description:
				'Whether to look up the names of users or flows. It takes a request for all users, or one for a thousand flows, whenever there is something to tell.',
		},
		{
			displayName: 'Combine Changes',
			name: 'combine',
			type: 'boolean',
			default: false,
			description: 'Whether to give all changes of a poll as one item, in the field changes',
		},
		{
			displayName: 'Include Existing Counts',
			name: 'emitExisting',
			type: 'boolean',
			default: false,
			description:
				'Whether the first poll gives what was counted in the current window before it. Otherwise that is only remembered.',
		},
	],
};

/** The panel, from broad to narrow. */
export const properties: INodeProperties[] = [
	triggerOn,
	groupBy.property,
	calendarWindow,
	anyWindow,
	days,
	limit,
	percentages,
	keyLimits,
	minDifference,
	keys,
	timezone,
	options,
];
