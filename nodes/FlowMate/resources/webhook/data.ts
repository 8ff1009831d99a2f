import type { IDataObject } from 'n8n-workflow';
import { isNothing } from '../../kit/empty';
import { readJsonText } from '../../kit/json';
import type { Parameter } from '../../kit/parameter';
import { entry, ofKind } from '../../kit/parameter';
import { anything, choice, flag, options, rows } from '../../kit/parameters';
import { readText } from '../../kit/readers';
import type { Item } from '../../kit/scope';
import { askedData, fitted } from './asked';
import { isMappedForAnother, mappedDataOf, mappedFields } from './mapping';

export const dataMode = choice({
	displayName: 'Data',
	name: 'dataMode',
	type: 'options',
	options: [
		{ name: 'Input Item', value: 'item', description: 'Send the fields of the input item as they are' },
		{ name: 'Mapped Fields', value: 'mapped', description: 'Map the fields that the flow asks for' },
		{ name: 'Using Fields Below', value: 'fields', description: 'Name the fields and enter their values' },
		{ name: 'Using JSON', value: 'json', description: 'Enter an object or a list' },
		{
			name: 'What Each Flow Asks For',
			value: 'flow',
			description: "Send the fields of the input item that are named like the flow's input parameters",
		},
	],
	default: 'flow',
	description: "What to send. A flow's input parameters tell which fields it wants.",
});

/** Text, since JSON that was typed is sent byte for byte. */
export const dataJson: Parameter<string> = {
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
	reader: readJsonText,
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
		name: {
			property: {
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. firstName',
			},
			reader: ofKind<string>('text, not empty', (value, place) => {
				if (!isNothing(value)) return readText(value, place);
				throw place.refuse("A field under 'Fields' has no name", 'Name each field, or remove the ones you do not need');
			}),
		},
		value: anything({
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada',
		}),
	},
);

export const sendEmpty = entry(
	options,
	flag({
		displayName: 'Send Empty Data',
		name: 'sendEmpty',
		type: 'boolean',
		default: true,
		description: 'Whether to send an empty object or list, which otherwise is refused',
	}),
);

/** The parameters that say what is sent, in the order of the panel. */
export const dataParameters = [dataMode, dataJson, dataFields, mappedFields];

/** Looks at the flow that gets the data, where it is not known yet. */
type Look = () => Promise<IDataObject>;

/** The data to send as JSON: an object or a list. A webhook refuses anything else. */
export async function dataOf(item: Item, look: Look): Promise<string> {
	const text = await textOf(item, look);
	if (!/^(\{\s*\}|\[\s*\])$/.test(text) || item.read(sendEmpty)) return text;
	throw item.badInput(
		'There is no data to send: it is empty',
		"Check 'Data' and the fields of the item, or add 'Send Empty Data' under 'Options'",
	);
}

/** Refuses what would be refused for every flow, before any is looked up. */
export function checkData(item: Item): void {
	const mode = item.read(dataMode);
	if (mode === 'json') item.read(dataJson);
	if (mode === 'fields') fieldsOf(item);
}

async function textOf(item: Item, look: Look): Promise<string> {
	switch (item.read(dataMode)) {
		case 'flow':
			return jsonOf(item, askedData(item, await look()));
		case 'item':
			return jsonOf(item, item.input.json);
		case 'mapped':
			return jsonOf(item, await mappedFor(item, look));
		case 'fields':
			return jsonOf(item, fieldsOf(item));
		case 'json':
			return item.read(dataJson);
	}
}

/** @throws NodeOperationError for what would be lost in JSON, such as NaN */
const jsonOf = (item: Item, data: IDataObject): string =>
	readJsonText(data, item.placeOf(dataMode.property.displayName));

async function mappedFor(item: Item, look: Look): Promise<IDataObject> {
	const data = mappedDataOf(item);
	return isMappedForAnother(item) ? fitted(item, data, await look()) : data;
}

function fieldsOf(item: Item): IDataObject {
	const fields = item.read(dataFields);
	if (fields.length === 0) throw item.badInput("'Fields' is empty", 'Add at least one field');
	const data = new Map(fields.map(({ name, value }) => [name, value]));
	if (data.size < fields.length) throw item.badInput("'Fields' has a name twice", 'Give each field a name of its own');
	if (fields.every(({ value }) => value === undefined)) {
		throw item.badInput(
			"'Fields' is empty: its expressions gave nothing for this item",
			"Check whether this item has the fields that the expressions under 'Fields' name",
		);
	}
	return Object.fromEntries(data) as IDataObject;
}
