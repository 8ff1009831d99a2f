import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';
import { jsonOf } from '../../request/json';
import type { Parameter } from '../../request/operation';
import { oneOf } from '../../request/query';
import { mappedDataOf } from './mapping';

export const dataMode: Parameter = {
	property: {
		displayName: 'Data',
		name: 'dataMode',
		type: 'options',
		options: [
			{ name: 'Input Item', value: 'item', description: 'Send the fields of the input item as they are' },
			{ name: 'Mapped Fields', value: 'mapped', description: 'Map the fields that the flow asks for' },
			{ name: 'Using Fields Below', value: 'fields', description: 'Name the fields and enter their values' },
			{ name: 'Using JSON', value: 'json', description: 'Enter an object or a list' },
		],
		default: 'json',
		description: "What to send. The flow's input parameters tell which fields it wants.",
	},
};

export const dataJson: Parameter = {
	property: {
		displayName: 'JSON',
		name: 'json',
		type: 'json',
		default: '{}',
		required: true,
		displayOptions: { show: { dataMode: ['json'] } },
		description: 'The data to send: an object such as { "firstName": "Ada" }, or a list',
		builderHint: { propertyHint: "Its fields are the flow's inputParameters, which Get of a flow tells" },
	},
};

export const dataFields: Parameter = {
	property: {
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Field',
		displayOptions: { show: { dataMode: ['fields'] } },
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. firstName' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. Ada' },
				],
			},
		],
	},
};

/** The data to send: an object or a list. A webhook refuses anything else. */
export function dataOf(item: Item): IDataObject | IDataObject[] {
	switch (oneOf(item, 'Data', item.parameter('dataMode'), ['item', 'fields', 'mapped', 'json'])) {
		case 'item':
			return item.input.json;
		case 'mapped':
			return mappedDataOf(item);
		case 'fields':
			return fieldsOf(item);
		default: {
			const data = jsonOf(item, 'JSON', item.parameter('json'));
			if (isRecord(data) || Array.isArray(data)) return data as IDataObject;
			throw item.badInput(
				"'JSON' must be an object or a list",
				'Enter something like { "firstName": "Ada" }',
			);
		}
	}
}

function fieldsOf(item: Item): IDataObject {
	const { field } = item.collection('fields');
	const entries = (Array.isArray(field) ? (field as IDataObject[]) : []).map(({ name, value }) => {
		if (typeof name === 'string' && name) return [name, value];
		throw item.badInput(
			"A field under 'Fields' has no name",
			'Name each field, or remove the ones you do not need',
		);
	});
	if (entries.length === 0) throw item.badInput("'Fields' is empty", 'Add at least one field');
	return Object.fromEntries(entries) as IDataObject;
}
