import { isRecord } from '../kit/answer';
import type { Parameter } from '../kit/parameter';
import { choice, rowsIn } from '../kit/parameters';
import { flowLocator } from '../parameters/flow';

/** Where an operation over many flows takes its flows from. */
export const flowsFrom = choice({
	displayName: 'Flows',
	name: 'flowsFrom',
	type: 'options',
	options: [
		{ name: 'From Input Items', value: 'items', description: 'Each input item holds the ID of a flow' },
		{ name: 'From List of IDs', value: 'list', description: 'All IDs in one text or list' },
		{ name: 'Select', value: 'select', description: 'Choose a few flows here' },
	],
	default: 'items',
	description: 'Where the IDs of the flows come from. One request handles hundreds of them.',
});

export const idField: Parameter<string> = {
	property: {
		displayName: 'ID Field',
		name: 'idField',
		type: 'string',
		default: 'id',
		required: true,
		displayOptions: { show: { flowsFrom: ['items'] } },
		description: 'Name of the field of the input items that holds the ID of the flow',
		builderHint: { propertyHint: 'The name of a field, such as id, and not an expression' },
	},
	reader(value, { refuse }) {
		const field = String(value ?? '').trim();
		if (field) return field;
		throw refuse("'ID Field' is empty", 'Enter the name of the field that holds the ID, such as id');
	},
};

/** The entries as they come: what is no ID keeps its place, and says what is wrong with it. */
export const flowIds: Parameter<unknown[]> = {
	property: {
		displayName: 'Flow IDs',
		name: 'flowIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 6762e154616e91cb8d8b1aaf, 673230f301bea099edcb9844',
		displayOptions: { show: { flowsFrom: ['list'] } },
		description: 'IDs separated by commas or spaces, or an expression that gives a list',
	},
	reader(value, { refuse }) {
		if (Array.isArray(value)) return value as unknown[];
		const text = typeof value === 'string' ? value.trim() : '';
		if (!text) throw refuse("'Flow IDs' is empty", 'Enter at least one ID, or an expression that gives a list of IDs');
		// A model that calls the node as a tool writes lists as JSON.
		return text
			.replace(/^\[|\]$|["']/g, '')
			.split(/[\s,;]+/)
			.filter(Boolean);
	},
};

/** What stands in each locator: an ID, or what is none. */
export const flows: Parameter<unknown[]> = {
	property: {
		displayName: 'Selected Flows',
		name: 'flows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Flow',
		displayOptions: { show: { flowsFrom: ['select'] } },
		options: [{ displayName: 'Flow', name: 'flow', values: [{ ...flowLocator.property, required: undefined }] }],
	},
	reader(value, { refuse }) {
		const rows = rowsIn(value, 'flow');
		if (rows.length === 0) throw refuse("'Selected Flows' is empty", 'Add at least one flow');
		return rows.map(({ flow }) => flowLocator.peek(flow) ?? (isRecord(flow) ? flow.value : (flow as unknown)));
	},
};

/** The parameters that name the flows, in the order of the panel. */
export const flowsParameters = [flowsFrom, idField, flowIds, flows];
