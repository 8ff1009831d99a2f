import { isRecord } from '../kit/answer';
import { emptyError, isNothing } from '../kit/empty';
import { entriesOf } from '../kit/names';
import type { Parameter } from '../kit/parameter';
import { ofKind } from '../kit/parameter';
import { choice, rowsIn } from '../kit/parameters';
import { readText } from '../kit/readers';
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
	reader: ofKind('text, not empty', (value, place) => {
		if (isNothing(value)) throw emptyError(place, 'Enter the name of the field that holds the ID, such as id');
		return readText(value, place).trim();
	}),
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
		description: 'IDs with commas or line ends between them, or an expression that gives a list',
	},
	reader: ofKind('entries', (value, place) => {
		const how = 'Enter at least one ID, or an expression that gives a list of IDs';
		if (isNothing(value)) throw emptyError(place, how);
		if (Array.isArray(value)) return value as unknown[];
		const entries = entriesOf(value, place).filter((entry) => !isNothing(entry));
		if (entries.length === 0) throw emptyError(place, how);
		return entries;
	}),
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
	reader: ofKind('rows', (value, place) => {
		const rows = rowsIn(value, 'flow');
		if (rows.length === 0) throw emptyError(place, 'Add at least one flow');
		return rows.map(({ flow }) => flowLocator.peek(flow) ?? (isRecord(flow) ? flow.value : (flow as unknown)));
	}),
};

/** The parameters that name the flows, in the order of the panel. */
export const flowsParameters = [flowsFrom, idField, flowIds, flows];
