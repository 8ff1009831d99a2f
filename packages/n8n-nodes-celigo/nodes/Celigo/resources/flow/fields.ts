import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { integrationProperty, readIntegration } from '../../parameters/integration';
import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';
import { jsonObjectOf, jsonOf } from '../../request/json';
import { isObjectId } from '../../request/path';
import { flagOf, textOf } from '../../request/query';

/** An optional field of a flow: how it is asked for, and what it becomes in the document. */
export interface Field {
	/** Its key in Celigo's document. */
	key: string;
	property: INodeProperties;
	/** The value to send; null means that the field is to be cleared. @throws NodeOperationError that names the parameter */
	read(item: Item, displayName: string, value: unknown): unknown;
}

const text = (item: Item, displayName: string, value: unknown) =>
	textOf(item, displayName, value)?.trim() || null;

function list(item: Item, displayName: string, value: unknown): unknown {
	const parsed = jsonOf(item, displayName, value);
	if (Array.isArray(parsed) && parsed.every(isRecord)) return parsed;
	throw item.badInput(
		`'${displayName}' must be a list of objects`,
		'Enter something like [{ "key": "value" }]',
	);
}

/** Ids separated by commas, or a list of them from an expression. */
export function idsOf(item: Item, displayName: string, value: unknown): string[] {
	if (value === undefined) return [];
	const ids = (Array.isArray(value) ? value : String(value).split(','))
		.map((id) => String(id).trim())
		.filter(Boolean);
	const wrong = value === null ? '' : ids.find((id): boolean => !isObjectId(id));
	if (wrong === undefined) return ids;
	throw item.badInput(
		`'${displayName}' holds what is no ID: ${JSON.stringify(wrong.slice(0, 60))}`,
		"Celigo's IDs have 24 characters, 0 to 9 and a to f. Separate several by commas.",
	);
}

export const nameField: Field = {
	key: 'name',
	property: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Orders to NetSuite',
	},
	read: (item, _displayName, value) => nameOf(item, value),
};

/** A flow's name. @throws NodeOperationError when there is none */
export function nameOf(item: Item, value: unknown): string {
	const name = text(item, 'Name', value);
	if (name) return name;
	throw item.badInput("'Name' is empty", 'A flow cannot do without a name');
}

export const disabledField: Field = {
	key: 'disabled',
	property: {
		displayName: 'Disabled',
		name: 'disabled',
		type: 'boolean',
		default: true,
		description: 'Whether the flow is disabled: a disabled flow neither follows its schedule nor can be run',
	},
	read: flagOf,
};

export const sourcesField: Field = {
	key: 'pageGenerators',
	property: {
		displayName: 'Sources (JSON)',
		name: 'pageGenerators',
		type: 'json',
		default: '[{ "_exportId": "" }]',
		description: 'All page generators of the flow. They replace the old ones; what is left out here is gone.',
	},
	read: list,
};

export const stepsField: Field = {
	key: 'pageProcessors',
	property: {
		displayName: 'Steps (JSON)',
		name: 'pageProcessors',
		type: 'json',
		default: '[{ "type": "import", "_importId": "" }]',
		description:
			'All page processors of a flow without branches. They replace the old ones; what is left out here is gone.',
	},
	read: list,
};

export const routersField: Field = {
	key: 'routers',
	property: {
		displayName: 'Routers (JSON)',
		name: 'routers',
		type: 'json',
		default: '[]',
		description: 'All routers of a flow with branches. A flow has either steps or routers.',
	},
	read: list,
};

export const flowGroupingField: Field = {
	key: '_flowGroupingId',
	property: {
		displayName: 'Flow Group ID',
		name: 'flowGroupingId',
		type: 'string',
		default: '',
		description: 'ID of a flow group of the integration',
	},
	read: (item, displayName, value) => idsOf(item, displayName, value)[0] ?? null,
};

/** Fields that Create and Update offer alike. */
export const COMMON_FIELDS: Field[] = [
	{
		key: 'description',
		property: { displayName: 'Description', name: 'description', type: 'string', default: '' },
		read: (item, displayName, value) => textOf(item, displayName, value) ?? '',
	},
	{
		key: 'schedule',
		property: {
			displayName: 'Schedule',
			name: 'schedule',
			type: 'string',
			default: '',
			placeholder: 'e.g. ? 0 2 ? * *',
			description:
				'Six parts: ?, minute, hour, day of month, month, day of week (0 is Sunday). "? 0 2 ? * *" is 02:00 every day, "? 5 9 ? * 1,2,3,4,5" is 09:05 on weekdays, "? 0,15,30,45 * ? * *" is every quarter of an hour. Empty for a flow that is run on demand.',
			builderHint: {
				propertyHint: 'Six parts separated by spaces, of which the first is always a question mark',
			},
		},
		read: text,
	},
	{
		key: 'timezone',
		property: {
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description: 'Time zone of the schedule, by its IANA name',
		},
		read: text,
	},
	{
		key: 'skipRetries',
		property: {
			displayName: 'Skip Retries',
			name: 'skipRetries',
			type: 'boolean',
			default: false,
			description: 'Whether Celigo leaves failed records alone instead of keeping them for a retry',
		},
		read: flagOf,
	},
	{
		key: 'runPageGeneratorsInParallel',
		property: {
			displayName: 'Run Sources in Parallel',
			name: 'runPageGeneratorsInParallel',
			type: 'boolean',
			default: false,
			description: 'Whether all sources run at the same time instead of one after the other',
		},
		read: flagOf,
	},
	{
		key: 'autoResolveMatchingTraceKeys',
		property: {
			displayName: 'Resolve Errors with Matching Trace Keys',
			name: 'autoResolveMatchingTraceKeys',
			type: 'boolean',
			default: true,
			description: 'Whether an open error is resolved when a record with the same trace key goes through',
		},
		read: flagOf,
	},
	flowGroupingField,
	{
		key: '_runNextFlowIds',
		property: {
			displayName: 'Next Flow IDs',
			name: 'runNextFlowIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5f3c1e2a9b8d7c6e5f4a3b2c, 5f3c1e2a9b8d7c6e5f4a3b2d',
			description: 'IDs of the flows that run after this one, separated by commas',
		},
		read: idsOf,
	},
	routersField,
	{
		key: 'settings',
		property: {
			displayName: 'Settings (JSON)',
			name: 'settings',
			type: 'json',
			default: '{}',
			description: 'Custom settings of the flow. They replace the old ones.',
		},
		read: jsonObjectOf,
	},
];

/** Moving a flow, which is not offered where the integration is a parameter of its own. */
export const integrationField: Field = {
	key: '_integrationId',
	property: { ...integrationProperty, description: 'The integration to move the flow to' },
	read: (item, _displayName, value) => readIntegration(item, value),
};

export const otherFieldsProperty: INodeProperties = {
	displayName: 'Other Fields (JSON)',
	name: 'otherFields',
	type: 'json',
	default: '{}',
	description:
		'Further fields of the flow as Celigo writes them, such as { "logging": { "mode": "basic" } }. On an update, null clears a field. IDs and times that Celigo sets itself are left out.',
};

/** Celigo sets these itself. */
const READ_ONLY = [
	'_id',
	'_userId',
	'createdAt',
	'lastModified',
	'lastExecutedAt',
	'resolvedAt',
	'deletedAt',
	'free',
	'_templateId',
	'_sourceId',
	'numInstances',
];

/** What a collection of fields says about a flow, by the keys of Celigo's document; null where a field is to be cleared. */
export function fieldsOf(item: Item, given: IDataObject, fields: Field[]): IDataObject {
	const values: IDataObject = {};
	if (given.otherFields !== undefined) {
		Object.assign(values, jsonObjectOf(item, otherFieldsProperty.displayName, given.otherFields));
		for (const key of READ_ONLY) delete values[key];
	}
	for (const { key, property, read } of fields) {
		const value = given[property.name];
		if (value !== undefined) values[key] = read(item, property.displayName, value) as IDataObject[string];
	}
	return values;
}

/** The properties of fields, as entries of a collection want them. */
export const propertiesOf = (fields: Field[], otherFields = otherFieldsProperty): INodeProperties[] => [
	...fields.map(({ property }) => property),
	otherFields,
];
