import type { IDataObject } from 'n8n-workflow';
import { emptyError, isNothing } from '../../kit/empty';
import type { Parameter } from '../../kit/parameter';
import { ofKind, varied } from '../../kit/parameter';
import { flag, jsonObject, jsonObjects, text } from '../../kit/parameters';
import { readFilledText, readText } from '../../kit/readers';
import { readIds, readOptionalId } from '../../parameters/ids';
import { integrationLocator } from '../../parameters/integration';

/** An optional field of a flow. It gives the value to send; null means that the field is to be cleared. */
export interface Field extends Parameter<IDataObject[string]> {
	/** Its key in Celigo's document. */
	key: string;
}

const field = (parameter: Parameter<IDataObject[string]>, key = parameter.property.name): Field => ({
	...parameter,
	key,
});

/** A text; an empty one clears the field. */
const readClearable = ofKind<string | null>('text', (value, place) => readText(value, place).trim() || null);

const readName = ofKind<string>('text, not empty', (value, place) => {
	if (isNothing(value)) throw emptyError(place, 'A flow cannot do without a name');
	return readFilledText(value, place).trim();
});

export const nameParameter: Parameter<string> = {
	property: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Orders to NetSuite',
	},
	reader: readName,
};

export const nameField = field(nameParameter);

export const disabledParameter = flag({
	displayName: 'Disabled',
	name: 'disabled',
	type: 'boolean',
	default: true,
	description: 'Whether the flow is disabled: a disabled flow neither follows its schedule nor can be run',
});

export const disabledField = field(disabledParameter);

export const sourcesField = field(
	jsonObjects({
		displayName: 'Sources (JSON)',
		name: 'pageGenerators',
		type: 'json',
		default: '[{ "_exportId": "" }]',
		description: 'All page generators of the flow. They replace the old ones; what is left out here is gone.',
	}),
);

export const stepsField = field(
	jsonObjects({
		displayName: 'Steps (JSON)',
		name: 'pageProcessors',
		type: 'json',
		default: '[{ "type": "import", "_importId": "" }]',
		description:
			'All page processors of a flow without branches. They replace the old ones; what is left out here is gone.',
	}),
);

export const flowGroupingField = field(
	{
		property: {
			displayName: 'Flow Group ID',
			name: 'flowGroupingId',
			type: 'string',
			default: '',
			description: 'ID of a flow group of the integration',
		},
		reader: ofKind('ID, or none', (value, place) => readOptionalId(value, place) ?? null),
	},
	'_flowGroupingId',
);

const scheduleField = field({
	property: {
		displayName: 'Schedule',
		name: 'schedule',
		type: 'string',
		default: '',
		placeholder: 'e.g. ? 0 2 ? * *',
		description:
			'Six parts: ?, minute, hour, day of month, month, day of week (0 is Sunday). ' +
			'"? 0 2 ? * *" is 02:00 every day, "? 5 9 ? * 1,2,3,4,5" is 09:05 on weekdays, "? 0,15,30,45 * ? * *" is ' +
			'every quarter of an hour. Empty for a flow that is run on demand.',
		builderHint: {
			propertyHint: 'Six parts separated by spaces, of which the first is always a question mark',
		},
	},
	reader: readClearable,
});

/** Fields that Create and Update offer alike. */
export const COMMON_FIELDS: Field[] = [
	field(text({ displayName: 'Description', name: 'description', type: 'string', default: '' })),
	scheduleField,
	field({
		property: {
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description: 'Time zone of the schedule, by its IANA name',
		},
		reader: readClearable,
	}),
	field(
		flag({
			displayName: 'Skip Retries',
			name: 'skipRetries',
			type: 'boolean',
			default: false,
			description: 'Whether Celigo leaves failed records alone instead of keeping them for a retry',
		}),
	),
	field(
		flag({
			displayName: 'Run Sources in Parallel',
			name: 'runPageGeneratorsInParallel',
			type: 'boolean',
			default: false,
			description: 'Whether all sources run at the same time instead of one after the other',
		}),
	),
	field(
		flag({
			displayName: 'Resolve Errors with Matching Trace Keys',
			name: 'autoResolveMatchingTraceKeys',
			type: 'boolean',
			default: true,
			description: 'Whether an open error is resolved when a record with the same trace key goes through',
		}),
	),
	flowGroupingField,
	field(
		{
			property: {
				displayName: 'Next Flow IDs',
				name: 'runNextFlowIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5f3c1e2a9b8d7c6e5f4a3b2c, 5f3c1e2a9b8d7c6e5f4a3b2d',
				description: 'IDs of the flows that run after this one, separated by commas',
			},
			reader: readIds,
		},
		'_runNextFlowIds',
	),
	field(
		jsonObjects({
			displayName: 'Routers (JSON)',
			name: 'routers',
			type: 'json',
			default: '[]',
			description: 'All routers of a flow with branches. A flow has either steps or routers.',
		}),
	),
	field(
		jsonObject({
			displayName: 'Settings (JSON)',
			name: 'settings',
			type: 'json',
			default: '{}',
			description: 'Custom settings of the flow. They replace the old ones.',
		}),
	),
];

/** Moving a flow, which is not offered where the integration is a parameter of its own. */
export const integrationField = field(
	varied(integrationLocator, { required: undefined, description: 'The integration to move the flow to' }),
	'_integrationId',
);
