import { flowLocator } from '../parameters/flow';
import type { Parameter } from '../request/operation';

/** Where an operation over many flows takes its flows from. */
export const flowsFrom: Parameter = {
	property: {
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
	},
};

export const idField: Parameter = {
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
};

export const flowIds: Parameter = {
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
};

export const flows: Parameter = {
	property: {
		displayName: 'Selected Flows',
		name: 'flows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Flow',
		displayOptions: { show: { flowsFrom: ['select'] } },
		options: [
			{ displayName: 'Flow', name: 'flow', values: [{ ...flowLocator.property, required: undefined }] },
		],
	},
};

/** The parameters that name the flows, in the order of the panel. */
export const flowsParameters = [flowsFrom, idField, flowIds, flows];
