import { emptyError, isNothing } from '../../kit/empty';
import type { Parameter } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { shown } from '../../kit/shown';

/** Percentages from `80, 100`, from a number, or from an array of either; ascending and each once. Text must rise: `80,5` is one number. */
export const percentages: Parameter<number[]> = {
	property: {
		displayName: 'Percentages',
		name: 'percentages',
		type: 'string',
		required: true,
		default: '80, 100',
		placeholder: 'e.g. 80, 100',
		description: 'Rising percentages of the limit, with commas between them and points before decimals',
	},
	reader: ofKind('percentages', (value, place) => {
		const how = 'Enter rising percentages with commas between them and points before decimals, such as 80, 99.5, 100';
		if (isNothing(value)) throw emptyError(place, how);
		const numbers = percentagesIn(value);
		if (numbers && numbers.length > 0) return numbers;
		throw place.refuse(`'Percentages' is not a list of rising numbers above 0: ${shown(value)}`, how);
	}),
};

/** The numbers, rising; undefined for what is no such list. */
function percentagesIn(value: unknown): number[] | undefined {
	const isText = typeof value === 'string' && !/^\s*\[/.test(value);
	const parts: unknown[] = isText ? partsOf(value) : Array.isArray(value) ? value : listIn(value);
	const numbers = parts.map(percentageIn);
	if (!numbers.every((number) => number > 0 && /^[\d.]+$/.test(String(number)))) return undefined;
	// Of a list, nobody can mistake a separator for a decimal point.
	if (!isText) return [...new Set(numbers)].sort((a, b) => a - b);
	return numbers.every((number, index) => index === 0 || number > numbers[index - 1]) ? numbers : undefined;
}

/** Commas, semicolons or line ends: where there is more than one of them, a comma may stand before decimals. */
function partsOf(text: string): string[] {
	const separators = [/,/, /;/, /[\r\n]+/].filter((separator) => separator.test(text.trim()));
	return separators.length > 1 ? [text] : text.trim().split(separators[0] ?? /,/);
}

/** A number by itself, or a list that a language model wrote as JSON. */
function listIn(value: unknown): unknown[] {
	if (typeof value !== 'string') return [value];
	try {
		return [JSON.parse(value) as unknown].flat();
	} catch {
		return [value];
	}
}

const percentageIn = (part: unknown): number =>
	typeof part === 'number'
		? part
		: typeof part === 'string' && /^\s*\d+(?:\.(?!\d{3}\b)\d+)?\s*%?\s*$/.test(part)
			? parseFloat(part)
			: NaN;
