import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';
import { jsonOf } from '../../request/json';
import type { Parameter } from '../../request/operation';
import { oneOf } from '../../request/query';

export const dataMode: Parameter = {
	property: {
		displayName: 'Data',
		name: 'dataMode',
		type: 'options',
		options: [
			{ name: 'Input Item', value: 'item', description: 'Send the fields of the input item as they are' },
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'json',
	},
};

export const dataJson: Parameter = {
	property: {
		displayName: 'JSON',
		name: 'json',
		type: 'json',
		default: '{\n  "firstName": "Ada"\n}',
		displayOptions: { show: { dataMode: ['json'] } },
		description: "The data to send. The flow's 'inputParameters' tell which fields it wants.",
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

/** The data to send: an object or an array. A webhook refuses anything else. */
export function dataOf(item: Item): IDataObject | IDataObject[] {
	switch (oneOf(item, 'Data', item.parameter('dataMode'), ['item', 'fields', 'json'])) {
		case 'item':
			return item.input.json;
		case 'fields':
			return fieldsOf(item);
		default: {
			const data = jsonOf(item, 'JSON', item.parameter('json'));
			if (isRecord(data) || Array.isArray(data)) return data as IDataObject;
			throw item.badInput(
				"'JSON' must be an object or an array",
				'Enter something like { "firstName": "Ada" }',
			);
		}
	}
}

function fieldsOf(item: Item): IDataObject {
	const { field } = item.collection('fields');
	const entries = (Array.isArray(field) ? (field as IDataObject[]) : []).map(({ name, value }) => {
		if (typeof name !== 'string' || !name) {
			throw item.badInput(
				"A field under 'Fields' has no name",
				'Name each field, or remove the ones you do not need',
			);
		}
		return [name, value];
	});
	if (entries.length === 0) throw item.badInput("'Fields' is empty", 'Add at least one field');
	return Object.fromEntries(entries) as IDataObject;
}
