import { emptyError, isExpression, isNothing } from './empty';
import { isExact } from './json';
import type { Reader } from './parameter';
import { ofKind } from './parameter';
import { shown, sortOfValue } from './shown';

/** One reader per kind of value. Each takes what people and expressions give for that kind, and refuses everything else. */

/** Whatever stands there; whoever uses it checks it. */
export const readAnything = ofKind<unknown>('anything', (value) => value);

/** Yes or no. An expression may give the text "false", which must not count as on. */
export const readFlag = ofKind<boolean>('yes or no', (value, place) => {
	const flag = flagIn(value);
	if (flag !== undefined) return flag;
	const how = 'Use an expression that gives true or false';
	if (isNothing(value) && isExpression(place.written())) throw emptyError(place, how);
	throw place.refuse(`'${place.displayName}' must be true or false: ${shown(value)}`, how);
});

/** Undefined for what is neither yes nor no. */
export function flagIn(value: unknown): boolean | undefined {
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (word === true || word === 'true') return true;
	return word === false || word === 'false' ? false : undefined;
}

/** A text, which may be empty; a number as its digits. */
export const readText = ofKind<string>('text', (value, place) => {
	if (typeof value === 'string') return value;
	const { displayName, refuse } = place;
	if (isNothing(value)) throw emptyError(place, 'Enter a text, or use an expression that gives "" for an empty one');
	if (typeof value !== 'number' || !Number.isFinite(value))
		throw refuse(
			`'${displayName}' must be text: it is ${sortOfValue(value)}`,
			'Enter one text, not a list or an object',
		);
	// The digits of a larger number were lost on the way here.
	if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
	throw refuse(
		`'${displayName}' is a number of more digits than can be kept: ${value}`,
		'Use text instead of a number',
	);
});

/** A text that is not empty. */
export const readFilledText = ofKind<string>('text, not empty', (value, place) => {
	if (isNothing(value)) throw emptyError(place, `Enter a ${place.displayName.toLowerCase()}`);
	return readText(value, place);
});

/** A text to select by. An empty one would select everything. */
export const readFilterText = ofKind<string>('text to select by', (value, place) => {
	if (isNothing(value)) throw emptyError(place, 'Enter a text, or remove it');
	return readText(value, place);
});

/**
 * A whole number of at least `least`, also as text of digits, as expressions often give it.
 *
 * @param how what to do instead, for the error
 */
export const readWholeNumber = (least: number, how = `Enter a number such as ${least + 9}`): Reader<number> =>
	ofKind('whole number', (value, place) => {
		if (isNothing(value) && isExpression(place.written())) throw emptyError(place, how);
		const number = wholeNumberIn(value, least);
		if (number !== undefined) return number;
		const range = least === 1 ? ' above 0' : `, ${least} or more`;
		throw place.refuse(
			`'${place.displayName}' must be a whole number${range}: ${shown(value)}`,
			twoReadings(value) ?? how,
		);
	});

/** Undefined for what is no whole number of at least `least`, nor its digits. */
export function wholeNumberIn(value: unknown, least: number): number | undefined {
	const digits = least < 0 ? /^-?\d+$/ : /^\d+$/;
	const number = typeof value === 'string' && digits.test(value.trim()) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number >= least ? number : undefined;
}

/** A number, also as text in plain digits, as JSON writes it. */
export const readNumber = ofKind<number>('number', (value, place) => {
	const how = 'Enter a number such as 12.5';
	if (isNothing(value)) throw emptyError(place, how);
	const text = typeof value === 'string' ? value.trim() : '';
	const number = /^-?\d+(?:\.\d+)?$/.test(text) && !twoReadings(text) && isExact(text) ? Number(text) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw place.refuse(`'${place.displayName}' must be a number: ${shown(value)}`, twoReadings(value) ?? how);
});

/** What a number with separators may mean, which differs from country to country: `10.000` is 10000, or 10. */
function twoReadings(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	if (!/^\d{1,3}(?:[.,'’\s_]\d{3})+$/.test(text)) return undefined;
	const digits = text.replace(/\D/g, '');
	const isDecimal = /^\d+[.,]\d+$/.test(text);
	return `Enter ${digits}${isDecimal ? `, or ${Number(text.replace(',', '.'))}` : ''}, without separators`;
}

/** A number of seconds above 0, with or without a fraction. */
export const readSeconds = ofKind<number>('seconds', (value, place) => {
	const how = 'Enter a number of seconds, such as 90';
	if (isNothing(value) && isExpression(place.written())) throw emptyError(place, how);
	// Three digits behind the point may be thousands.
	const isPlain = typeof value === 'string' && /^\d+(?:\.(?!\d{3}$)\d+)?$/.test(value.trim());
	const number = isPlain ? Number(value) : value;
	if (typeof number === 'number' && number > 0 && Number.isFinite(number)) return number;
	const name = place.displayName.replace(/ \(.*/, '');
	throw place.refuse(`'${name}' must be a number above 0: ${shown(value)}`, twoReadings(value) ?? how);
});

/** One of a few values; an expression may give anything. */
export const readChoice = <T extends string>(allowed: readonly T[]): Reader<T> =>
	ofKind('choice', (value, place) => {
		if (allowed.includes(value as T)) return value as T;
		const how = 'Choose one of these values, or remove it';
		if (isNothing(value) && isExpression(place.written())) throw emptyError(place, how);
		throw place.refuse(`'${place.displayName}' is not one of ${allowed.join(', ')}: ${shown(value)}`, how);
	});

/** For what may be left out: undefined where nothing was entered. An expression that gave nothing is not that. */
export const optional = <T>(reader: Reader<T>): Reader<T | undefined> =>
	ofKind(`optional ${reader.kind}`, (value, place) => {
		const isLeftOut = value === undefined || value === '';
		return isLeftOut && !isExpression(place.written()) ? undefined : reader(value, place);
	});
