import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from './answer';
import type { Parameter, Place, Reader } from './parameter';
import { ofKind } from './parameter';
import { readDay, readInstant } from './dates';
import { emptyError, isExpression, isNothing, partOf } from './empty';
import { readJson, readJsonObject, readJsonObjects } from './json';
import { readFilledNames, readNames } from './names';
import {
	optional,
	readAnything,
	readChoice,
	readFilledText,
	readFilterText,
	readFlag,
	readSeconds,
	readText,
	readWholeNumber,
} from './readers';

/** Makers of parameters, one per kind of value: the panel's property as n8n wants it, joined with its reader. */
const maker =
	<T>(reader: Reader<T>) =>
	(property: INodeProperties): Parameter<T> => ({ property, reader });

/** Whatever stands there; whoever uses it checks it. */
export const anything = maker(readAnything);

/** A switch. */
export const flag = maker(readFlag);

/** One text; may be empty. */
export const text = maker(readText);

/** One text; undefined where none was entered. */
export const optionalText = maker(optional(readText));

/** One text to select by. An empty one would select everything. */
export const filterText = maker(readFilterText);

/** One text that must not be empty. */
export const filledText = maker(readFilledText);

/** JSON of any kind. */
export const json = maker(readJson);

export const jsonObject = maker(readJsonObject);

/** A list of JSON objects. */
export const jsonObjects = maker(readJsonObjects);

/** A calendar day, or nothing. */
export const day = maker(optional(readDay));

/** A point in time. Nothing is refused: to leave out a start would run without one. */
export const instant = maker(readInstant);

/** Names separated by commas. */
export const names = maker(readNames);

/** Names separated by commas, at least one. */
export const filledNames = (property: INodeProperties, how?: string): Parameter<string[]> => ({
	property,
	reader: readFilledNames(how),
});

/** A number of seconds above 0. */
export const seconds = maker(readSeconds);

export const wholeNumber = (property: INodeProperties, least = 1, how?: string): Parameter<number> => ({
	property,
	reader: readWholeNumber(least, how),
});

interface Choices<T extends string> extends Omit<INodeProperties, 'options'> {
	options: Array<{ name: string; value: T; description?: string }>;
}

/** One of the options. */
export const choice = <const T extends string>(property: Choices<T>): Parameter<T> => ({
	property,
	reader: readChoice(property.options.map(({ value }) => value)),
});

/** A box in the panel, for a choice whose consequences nobody would guess. */
export const notice = (name: string, displayName: string): Parameter<void> => ({
	property: { displayName, name, type: 'notice', default: '' },
	reader: ofKind('notice', () => undefined),
});

/** What has been added to a collection, or nothing. */
const readCollection: Reader<IDataObject> = ofKind('collection', (value) =>
	isRecord(value) ? (value as IDataObject) : {},
);

/** A collection of optional entries. Its entries come from the operations that use them. */
export const collection = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'>,
): Parameter<IDataObject> => ({
	property: { ...property, type: 'collection', default: {}, options: [] },
	reader: readCollection,
});

type Columns = Record<string, Parameter>;
type Row<C extends Columns> = { [K in keyof C]: C[K] extends Parameter<infer T> ? T : never };

/** A parameter of several rows, and what stands in each. */
interface Rows<C extends Columns> extends Parameter<Array<Row<C>>> {
	columns: C;
}

/**
 * A list that a person adds rows to (n8n's fixedCollection with multiple values).
 *
 * @param columns what a row holds, by the name that it has in the panel
 */
export function rows<const C extends Columns>(
	property: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description' | 'displayOptions'>,
	group: { displayName: string; name: string },
	columns: C,
): Rows<C> {
	const values = Object.entries(columns).map(([name, column]) => ({ ...column.property, name }));
	return {
		columns,
		property: {
			...property,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			options: [{ ...group, values }],
		},
		reader: ofKind('rows', (value, place) =>
			rowsOf(value, group.name, place).map(([row, at]) => readRow(row, columns, at)),
		),
	};
}

/** The raw rows of one group in what n8n gives for a fixedCollection. */
export function rowsIn(value: unknown, group: string): IDataObject[] {
	const given = isRecord(value) && Object.hasOwn(value, group) ? value[group] : undefined;
	return (Array.isArray(given) ? (given as unknown[]) : []).filter(isRecord) as IDataObject[];
}

/** The same with the place of each row. */
export function rowsOf(value: unknown, group: string, place: Place): Array<[IDataObject, Place]> {
	if (isNothing(value) && isExpression(place.written())) throw emptyError(place, 'Add what is needed');
	return rowsIn(value, group).map((row, index) => [
		row,
		{ ...place, written: () => partOf(place.written(), group, index) },
	]);
}

/** The place of one cell of a row. */
export const cellOf = (row: Place, name: string, displayName: string): Place => ({
	...row,
	displayName,
	written: () => partOf(row.written(), name),
});

function readRow<C extends Columns>(row: IDataObject, columns: C, place: Place): Row<C> {
	const cells = Object.entries(columns).map(([name, { property, reader }]) => [
		name,
		// Rows that an expression gives need not have all columns.
		reader(Object.hasOwn(row, name) ? row[name] : property.default, cellOf(place, name, property.displayName)),
	]);
	return Object.fromEntries(cells) as Row<C>;
}

export const filters = collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' });

export const options = collection({ displayName: 'Options', name: 'options', placeholder: 'Add Option' });

export const sort = collection({ displayName: 'Sort', name: 'sort', placeholder: 'Add Sort' });

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
