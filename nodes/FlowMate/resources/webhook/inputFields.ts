import type { FieldType, IDataObject, ResourceMapperField } from 'n8n-workflow';
import { readZonedInstant } from '../../kit/dates';
import { isNothing } from '../../kit/empty';
import { readJsonList, readJsonObject } from '../../kit/json';
import type { Reader } from '../../kit/parameter';
import { readAnything, readFlag, readNumber, readText } from '../../kit/readers';
import type { Item } from '../../kit/scope';
import { comparable } from '../../parameters/search';
import type { InputParameter } from '../flow/inputParameters';

/** A type of a field: n8n's name for it, its reader, and how a value looks. */
interface Type {
	type: FieldType;
	reader: Reader<unknown>;
	example: string;
}

const TEXT: Type = { type: 'string', reader: readText, example: 'text, not a list or an object' };

const NUMBER: Type = {
	type: 'number',
	reader: readNumber,
	example: 'a number such as 12.5, without separators',
};

const BOOLEAN: Type = { type: 'boolean', reader: readFlag, example: 'true or false' };

const DATE: Type = {
	type: 'dateTime',
	reader: readZonedInstant,
	example: 'a date such as {{ $now }} or 2026-11-30T08:00',
};

/** By FlowMate's names of types, and what others call them. */
const TYPES = new Map<string, Type>([
	['string', TEXT],
	['text', TEXT],
	...['number', 'integer', 'int', 'long', 'float', 'double', 'decimal'].map((name): [string, Type] => [name, NUMBER]),
	['boolean', BOOLEAN],
	['bool', BOOLEAN],
	['object', { type: 'object', reader: readJsonObject, example: 'an object such as { "key": "value" }' }],
	['array', { type: 'array', reader: readJsonList, example: 'a list such as ["a", "b"]' }],
	...['date', 'datetime', 'date-time'].map((name): [string, Type] => [name, DATE]),
]);

/** Of a type that nobody knows, a value is passed on as it is. */
const ANYTHING: Type = { type: 'string', reader: readAnything, example: '' };

const typeNamed = (name: FieldType | undefined): Type =>
	name === undefined ? ANYTHING : ([...TYPES.values()].find(({ type }) => type === name) ?? TEXT);

/** An input parameter of a flow as n8n's mapper has it, without a type where that is none of n8n's. */
export const fieldOfParameter = ({ name, type, required }: InputParameter): ResourceMapperField => ({
	id: name,
	displayName: name,
	type: TYPES.get(type.toLowerCase())?.type,
	required,
	defaultMatch: false,
	display: true,
});

/** Who asks for the fields, in messages. */
export interface Asker {
	/** Behind the name of a field: `under 'Mapped Fields'`. */
	where: string;
	/** Behind `The item has no field with a name that`: `the flow wants under 'Mapped Fields'`. */
	wants: string;
	/** Why a field may be empty, if that is known: `: its expression gave nothing for this item`. */
	why?(field: string): string;
}

/** The values of the fields, by name, each in its type; those that may be left out are where the source has none. */
export function pickedFrom(item: Item, source: IDataObject, fields: ResourceMapperField[], asker: Asker): IDataObject {
	const wanted = fields.filter(({ removed }) => !removed);
	return Object.fromEntries(wanted.flatMap((field) => pick(item, source, field, asker))) as IDataObject;
}

/** The refusal of an item none of whose fields is asked for. */
export function noMatch(item: Item, source: IDataObject, fields: ResourceMapperField[], { wants }: Asker) {
	return item.badInput(
		`No field of the item has a name that ${wants}: ${listed(fields.map(({ id }) => id))}`,
		`The item has ${listed(Object.keys(source)) || 'no fields'}. Upper and lower case count: rename the fields, or map each of them by hand.`,
	);
}

/**
 * Refuses an item that spells a field another way than the flow: what it holds would not be sent, and nobody would notice.
 * @throws NodeOperationError that names both
 */
export function checkSpelling(item: Item, source: IDataObject, fields: ResourceMapperField[], { wants }: Asker): void {
	const ids = new Set(fields.map(({ id }) => id));
	const others = new Map(
		Object.keys(source)
			.filter((name) => !ids.has(name) && !isNothing(source[name]))
			.map((name) => [spelled(name), name]),
	);
	for (const { id, removed } of fields) {
		const other = removed || Object.hasOwn(source, id) ? undefined : others.get(spelled(id));
		if (other === undefined) continue;
		throw item.badInput(
			`The item has a field '${other}', but what ${wants} is spelled '${id}'`,
			'Upper and lower case count, and so do blanks at the ends: rename the field, or remove it if something else is meant',
		);
	}
}

const spelled = (name: string) => comparable(name).trim();

/** The name and value of a field to send; none where nothing was given for a field that may be left out. */
function pick(
	item: Item,
	source: IDataObject,
	{ id, type, required }: ResourceMapperField,
	asker: Asker,
): Array<[string, unknown]> {
	const given = Object.hasOwn(source, id) ? source[id] : undefined;
	if (!isNothing(given)) return [[id, typed(item, id, given, typeNamed(type), asker)]];
	if (!required) return typeof given === 'string' && typeNamed(type) === TEXT ? [[id, given]] : [];
	throw item.badInput(
		`The field '${id}' ${asker.where} is empty${asker.why?.(id) ?? ''}`,
		'The flow demands it. Enter a value, or check the fields of the item.',
	);
}

/** A value in its type. What is sent never becomes part of an error. */
function typed(item: Item, name: string, value: unknown, { type, reader, example }: Type, { where }: Asker): unknown {
	const refuse = () =>
		item.badInput(
			`The field '${name}' ${where} is not of the type ${type}`,
			`The flow asks for a value of the type ${type}: ${example}`,
		);
	return reader(value, { ...item.placeOf(name), refuse });
}

const listed = (names: string[]) => `${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
