import type { INodeProperties } from 'n8n-workflow';
import type { Entry, Parameter } from '../request/operation';

export const returnAll: Parameter = {
	property: {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
};

export const limit: Parameter = {
	property: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
};

const simplify: Parameter = {
	property: {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { hide: { '@tool': [true] } },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
};

const toolOutput: Parameter = {
	property: {
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw', description: 'All that Celigo sends' },
			{ name: 'Selected Fields', value: 'selected', description: 'Some fields, and always the ID' },
			{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
		],
		default: 'simplified',
		displayOptions: { show: { '@tool': [true] } },
		description: 'How much of each record the model gets to read',
	},
};

const outputFields: Parameter = {
	property: {
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. name, disabled',
		displayOptions: { show: { '@tool': [true], output: ['selected'] } },
		description: 'Names of fields separated by commas. The ID always comes.',
	},
};

/** How much of each record is returned: a switch for people, a choice for models, whose reading costs. */
export const output = [simplify, toolOutput, outputFields];

/** A collection of optional entries. Its entries come from the operations that use them. */
function collection(property: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'>): Parameter {
	return { property: { ...property, type: 'collection', default: {}, options: [] } };
}

export const filters = collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' });

export const options = collection({ displayName: 'Options', name: 'options', placeholder: 'Add Option' });

export const updateFields = collection({
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add Field',
});

export const additionalFields = collection({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	placeholder: 'Add Field',
});

/** The properties as entries of a collection. */
export const entriesIn = (where: Parameter, properties: INodeProperties[]): Entry[] =>
	properties.map((property) => ({ collection: where, property }));
