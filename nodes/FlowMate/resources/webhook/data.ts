import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import type { Parameter } from '../../kit/parameter';
import { anything, choice, rows } from '../../kit/parameters';
import { readJson } from '../../kit/readers';
import type { Item } from '../../kit/scope';
import { mappedDataOf } from './mapping';

export const dataMode = choice({
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
});

export const dataJson: Parameter<IDataObject | IDataObject[]> = {
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
	reader(value, place) {
		const data = readJson(value, place);
		if (isRecord(data) || Array.isArray(data)) return data as IDataObject;
		throw place.refuse("'JSON' must be an object or a list", 'Enter something like { "firstName": "Ada" }');
	},
};

export const dataFields = rows(
	{
		displayName: 'Fields',
		name: 'fields',
		placeholder: 'Add Field',
		displayOptions: { show: { dataMode: ['fields'] } },
	},
	{ displayName: 'Field', name: 'field' },
	{
		name: anything({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. firstName',
		}),
		value: anything({
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada',
		}),
	},
);

/** The data to send: an object or a list. A webhook refuses anything else. */
export function dataOf(item: Item): IDataObject | IDataObject[] {
	switch (item.read(dataMode)) {
		case 'item':
			return item.input.json;
		case 'mapped':
			return mappedDataOf(item);
		case 'fields':
			return fieldsOf(item);
		case 'json':
			return item.read(dataJson);
	}
}

function fieldsOf(item: Item): IDataObject {
	const entries = item.read(dataFields).map(({ name, value }) => {
		if (typeof name === 'string' && name) return [name, value];
		throw item.badInput("A field under 'Fields' has no name", 'Name each field, or remove the ones you do not need');
	});
	if (entries.length === 0) throw item.badInput("'Fields' is empty", 'Add at least one field');
	return Object.fromEntries(entries) as IDataObject;
}
