import { emptyError, isExpression, isNothing } from './empty';
import { idIn } from './ids';
import { unfenced } from './json';
import type { Place, Reader } from './parameter';
import { ofKind } from './parameter';
import type { IdForm } from './service';
import { shown } from './shown';

/** Blanks inside belong to the name. */
const SEPARATORS = /,|\r\n|\r|\n/;

const HOW = 'Enter them with commas between them, or use an expression that gives a list';

/**
 * Names, keys or the like: a list, the same written as JSON, or text with commas or line ends between them. None where none was entered.
 * @throws NodeOperationError for an expression that gave nothing, and for a list that holds anything but texts and numbers
 */
export const readNames = ofKind<string[]>('names', (value, place) => {
	if (value === null || (value === undefined && isExpression(place.written()))) throw emptyError(place, HOW);
	const entries = entriesOf(value ?? '', place);
	return entries.map((entry, index) => nameFrom(entry, index, place)).filter((name) => name !== '');
});

/** Names, at least one: an empty filter would select everything. @param how what to do instead, for the error */
export const readFilledNames = (how = 'Enter at least one, or remove it'): Reader<string[]> =>
	ofKind('names, at least one', (value, place) => {
		const found = isNothing(value) ? [] : readNames(value, place);
		if (found.length > 0) return found;
		throw emptyError(place, how);
	});

/** IDs of a service, as it writes them itself. */
export const idsReader = ({ name, ids }: { name: string; ids: IdForm }): Reader<string[]> =>
	ofKind('IDs', (value, place) =>
		readNames(value, place).map((text) => {
			const id = idIn(text, ids);
			if (id !== undefined) return id;
			throw place.refuse(
				`'${place.displayName}' holds what is no ID: ${shown(text)}`,
				`${name}'s IDs have ${ids.inWords}. Separate several by commas.`,
			);
		}),
	);

/** What a list holds, in whichever form it came. */
export function entriesOf(value: unknown, place: Place): unknown[] {
	if (Array.isArray(value)) return value as unknown[];
	if (typeof value === 'number') return [value];
	if (typeof value !== 'string') {
		throw place.refuse(`'${place.displayName}' is neither text nor a list: ${shown(value)}`, HOW);
	}
	const text = unfenced(value);
	return /^\[[^]*\]$/.test(text) ? listFrom(text, place) : value.split(SEPARATORS);
}

/** A list that a language model wrote as JSON. */
function listFrom(text: string, place: Place): unknown[] {
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		throw place.refuse(
			`'${place.displayName}' looks like a JSON list but is none: ${shown(text)}`,
			'Put each entry in double quotes, as in ["a", "b"], or leave the brackets out',
		);
	}
}

function nameFrom(entry: unknown, index: number, { displayName, refuse }: Place): string {
	if (typeof entry === 'string') return entry.trim();
	// The digits of a larger number were lost on the way here.
	if (typeof entry === 'number' && Number.isSafeInteger(entry)) return String(entry);
	throw refuse(`'${displayName}' holds what is no text: ${shown(entry)} (entry ${index + 1})`, HOW);
}
