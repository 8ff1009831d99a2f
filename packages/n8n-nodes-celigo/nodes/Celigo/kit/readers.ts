import type { IDataObject } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';
import { isRecord } from './answer';
import type { Place, Reader } from './parameter';

/** One reader per kind of value. Each takes what people and expressions give for that kind, and refuses everything else. */

/** A value in a message, short. */
export const shown = (value: unknown): string => String(JSON.stringify(value)).slice(0, 60);

/** Yes or no. An expression may give the text "false", which must not count as on. */
export const readFlag: Reader<boolean> = (value, { displayName, refuse }) => {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (word === 'true' || word === 'false') return word === 'true';
	throw refuse(`'${displayName}' must be true or false`, 'Use an expression that gives true or false');
};

/** A text; a number as its digits. */
export const readText: Reader<string> = (value, { displayName, refuse }) => {
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw refuse(`'${displayName}' must be text`, 'Enter one text, not a list or an object');
};

/** A text that is not empty. */
export const readFilledText: Reader<string> = (value, { displayName, refuse }) => {
	if ((typeof value === 'string' && value.trim()) || typeof value === 'number') return String(value);
	throw refuse(`'${displayName}' is empty`, `Enter a ${displayName.toLowerCase()}`);
};

/**
 * A whole number of at least `least`, also as text, as expressions often give it.
 *
 * @param how what to do instead, for the error
 */
export const readWholeNumber =
	(least: number, how = `Enter a number such as ${least + 9}`): Reader<number> =>
	(value, { displayName, refuse }) => {
		const number = typeof value === 'string' && value.trim() ? Number(value) : value;
		if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
		const range = least === 1 ? ' above 0' : `, ${least} or more`;
		throw refuse(`'${displayName}' must be a whole number${range}`, how);
	};

/** A number of seconds above 0. */
export const readSeconds: Reader<number> = (value, { displayName, refuse }) => {
	const seconds = Number(value);
	if (seconds > 0) return seconds;
	throw refuse(`'${displayName.replace(/ \(.*/, '')}' must be a number above 0`, 'Enter a number of seconds');
};

/** One of a few values; an expression may give anything. */
export const readChoice =
	<T extends string>(allowed: readonly T[]): Reader<T> =>
	(value, { displayName, refuse }) => {
		if (allowed.includes(value as T)) return value as T;
		throw refuse(
			`'${displayName}' is not one of ${allowed.join(', ')}: ${shown(value)}`,
			'Choose one of these values, or remove it',
		);
	};

/** JSON: text that a person typed, or an object or list that an expression gave. */
export const readJson: Reader<unknown> = (value, { displayName, refuse }) => {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		// The parser quotes the text it stumbled over, which may hold what nobody should read in an error.
		const position = /position (\d+)/.exec((error as Error).message)?.[1];
		throw refuse(
			`'${displayName}' is not valid JSON${position ? ` (character ${position})` : ''}`,
			'Check quotes, commas and brackets, or use an expression that gives an object',
		);
	}
};

/** JSON that is an object. */
export const readJsonObject: Reader<IDataObject> = (value, place) => {
	const parsed = readJson(value, place);
	if (isRecord(parsed)) return parsed as IDataObject;
	throw place.refuse(`'${place.displayName}' must be a JSON object`, 'Enter something like { "key": "value" }');
};

/** JSON that is a list of objects. */
export const readJsonObjects: Reader<IDataObject[]> = (value, place) => {
	const parsed = readJson(value, place);
	if (Array.isArray(parsed) && parsed.every(isRecord)) return parsed as IDataObject[];
	throw place.refuse(`'${place.displayName}' must be a list of objects`, 'Enter something like [{ "key": "value" }]');
};

/** The calendar day, YYYY-MM-DD, of a date in any form that n8n knows, in the workflow's time zone. A day by itself stays that day. */
export const readDay: Reader<string> = (value, place) =>
	dateOf(value, place, 'Enter a date such as 2026-11-01, or use an expression such as {{ $now.startOf("month") }}')
		.setZone(place.timezone)
		.toFormat('yyyy-MM-dd');

/** An instant in UTC, such as 2026-11-01T00:00:00.000Z, from a date in any form that n8n knows, in the workflow's time zone. */
export const readInstant: Reader<string> = (value, place) =>
	String(
		dateOf(
			value,
			place,
			'Enter a date such as 2026-11-01T08:00, or use an expression such as {{ $now.minus({ days: 1 }) }}',
		)
			.toUTC()
			.toISO(),
	);

function dateOf(value: unknown, { displayName, timezone, refuse }: Place, how: string) {
	try {
		return tryToParseDateTime(value, timezone);
	} catch {
		throw refuse(`'${displayName}' is not a date: ${shown(value)}`, how);
	}
}

/** Names separated by commas, or a list of them from an expression. None where nothing was entered. */
export const readNames: Reader<string[]> = (value) =>
	(Array.isArray(value) ? (value as unknown[]) : String(value ?? '').split(','))
		.map((name) => String(name ?? '').trim())
		.filter(Boolean);

/** Names, at least one: an empty filter would select everything. @param how what to do instead, for the error */
export const readFilledNames =
	(how = 'Enter at least one, or remove it'): Reader<string[]> =>
	(value, place) => {
		const found = readNames(value, place);
		if (found.length > 0) return found;
		throw place.refuse(`'${place.displayName}' is empty`, how);
	};

/** For an optional value: nothing, or nothing but '', is undefined. */
export const orUndefined =
	<T>(reader: Reader<T>): Reader<T | undefined> =>
	(value, place) =>
		value === undefined || value === null || value === '' ? undefined : reader(value, place);

/** For an optional text: '' is undefined. An expression that found nothing is not. */
export const orEmpty =
	<T>(reader: Reader<T>): Reader<T | undefined> =>
	(value, place) =>
		value === '' ? undefined : reader(value, place);
