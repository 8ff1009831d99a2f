import type { IDataObject } from 'n8n-workflow';
import { isRecord } from './answer';
import { emptyError, isNothing } from './empty';
import type { Place } from './parameter';
import { ofKind } from './parameter';

/** Far deeper than any data, and far from where the making of JSON overflows. */
const DEEPEST = 500;

const HOW = 'Check quotes, commas and brackets, or use an expression that gives an object';

/** JSON between the fences that language models put around it. */
const FENCED = /^```(?:json)?[ \t]*\r?\n([^]*?)\r?\n?[ \t]*```$/i;

/** Numbers and brackets of a text that is JSON, and where its strings begin. */
const TOKEN = /"|-?\d[\d.eE+-]*|[[\]{}]/g;

const COLON = /\s*:/y;

/** What `tokensOf` gives for a string that is the key of an object, and for any other. */
const [KEY, STRING] = ['":', '"'];

interface Json {
	/** As it was written. */
	text: string;
	value: unknown;
}

/** JSON of any kind: text that a person typed, or what an expression gave. Refused where it would not come out as it went in. */
export const readJson = ofKind<unknown>('JSON', (value, place) => {
	if (isNothing(value)) throw emptyError(place, HOW);
	if (typeof value !== 'string') {
		textFrom(value, place);
		return value;
	}
	const { text, value: parsed } = parse(value, place);
	checkNumbers(text, place);
	checkKeys(text, parsed, place);
	return parsed;
});

/** JSON that is sent as it is: the text of an object or a list, byte for byte as it was typed. */
export const readJsonText = ofKind<string>('JSON to send', (value, place) => {
	if (isNothing(value)) throw emptyError(place, 'Enter something like { "firstName": "Ada" }');
	const text = typeof value === 'string' ? parse(value, place).text : textFrom(value, place);
	if (/^[[{]/.test(text)) return text;
	throw place.refuse(
		`'${place.displayName}' must be an object or a list`,
		'Enter something like { "firstName": "Ada" }',
	);
});

/** JSON that is an object. */
export const readJsonObject = ofKind<IDataObject>('JSON object', (value, place) => {
	const parsed = readJson(value, place);
	if (isRecord(parsed)) return parsed as IDataObject;
	throw place.refuse(`'${place.displayName}' must be a JSON object`, 'Enter something like { "key": "value" }');
});

/** JSON that is a list. */
export const readJsonList = ofKind<unknown[]>('JSON list', (value, place) => {
	const parsed = readJson(value, place);
	if (Array.isArray(parsed)) return parsed as unknown[];
	throw place.refuse(`'${place.displayName}' must be a list`, 'Enter something like ["a", "b"]');
});

/** JSON that is a list of objects. */
export const readJsonObjects = ofKind<IDataObject[]>('JSON objects', (value, place) => {
	const parsed = readJson(value, place);
	if (Array.isArray(parsed) && parsed.every(isRecord)) return parsed as IDataObject[];
	throw place.refuse(`'${place.displayName}' must be a list of objects`, 'Enter something like [{ "key": "value" }]');
});

/** The text without what a language model puts around it. */
export const unfenced = (text: string): string => {
	const trimmed = text.trim();
	return FENCED.exec(trimmed)?.[1].trim() ?? trimmed;
};

function parse(written: string, place: Place): Json {
	const text = unfenced(written);
	if (isTooDeep(text)) throw tooDeep(place);
	try {
		return { text, value: JSON.parse(text) as unknown };
	} catch (error) {
		// The parser quotes the text it stumbled over, which may hold what nobody should read in an error.
		const position = /position (\d+)/.exec((error as Error).message)?.[1];
		throw place.refuse(`'${place.displayName}' is not valid JSON${position ? ` (character ${position})` : ''}`, HOW);
	}
}

/** An object or list that an expression gave, as JSON. */
function textFrom(value: unknown, place: Place): string {
	const { displayName, refuse } = place;
	let text: string | undefined;
	try {
		text = JSON.stringify(value, (key, part: unknown) => {
			if (typeof part !== 'number' || Number.isFinite(part)) return part;
			throw refuse(`'${displayName}' holds what JSON has no number for: ${key}: ${part}`, 'Check the expression');
		});
	} catch (error) {
		if (error instanceof RangeError) throw tooDeep(place);
		throw error instanceof TypeError
			? refuse(`'${displayName}' cannot be made JSON`, 'Use an expression that gives an object, a list or text')
			: error;
	}
	if (text === undefined) throw refuse(`'${displayName}' cannot be made JSON`, HOW);
	if (isTooDeep(text)) throw tooDeep(place);
	return text;
}

const tooDeep = ({ displayName, refuse }: Place) =>
	refuse(`'${displayName}' is nested too deeply`, `At most ${DEEPEST} lists and objects may stand in one another`);

function isTooDeep(text: string): boolean {
	let depth = 0;
	for (const token of tokensOf(text)) {
		if (token === '[' || token === '{') depth++;
		if (token === ']' || token === '}') depth--;
		if (depth > DEEPEST) return true;
	}
	return false;
}

/** Numbers, brackets and strings of a text that is JSON. A pattern for whole strings overflows over one of some MB, as files are. */
function* tokensOf(text: string): Generator<string> {
	const pattern = new RegExp(TOKEN);
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
		const [token] = match;
		if (token === STRING) pattern.lastIndex = endOfString(text, pattern.lastIndex);
		COLON.lastIndex = pattern.lastIndex;
		yield token === STRING && COLON.test(text) ? KEY : token;
	}
}

/** The place behind the quotation mark that ends a string. @param from behind the one that begins it */
function endOfString(text: string, from: number): number {
	for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
		let slashes = 0;
		while (text[end - 1 - slashes] === '\\') slashes++;
		if (slashes % 2 === 0) return end + 1;
	}
	return text.length;
}

/** @throws NodeOperationError for a number that would become another one: JavaScript's have about 16 digits */
function checkNumbers(text: string, { displayName, refuse }: Place): void {
	const numbers = [...tokensOf(text)].filter((token) => /^[-\d]/.test(token));
	const lost = numbers.find((number) => !isExact(number))?.slice(0, 60);
	if (lost === undefined) return;
	throw refuse(`'${displayName}' holds a number that would be changed: ${lost}`, `Put it in quotes, as in "${lost}"`);
}

/** @throws NodeOperationError for an object that has a key twice: one of the two values would be lost */
function checkKeys(text: string, parsed: unknown, { displayName, refuse }: Place): void {
	if ([...tokensOf(text)].filter((token) => token === KEY).length === keysIn(parsed)) return;
	throw refuse(`'${displayName}' has a key twice`, 'Give each key of an object once');
}

function keysIn(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	const below = Object.values(value).reduce<number>((sum, part) => sum + keysIn(part), 0);
	return Array.isArray(value) ? below : below + Object.keys(value).length;
}

/** Whether a number of a JSON text is the same number once it was read. */
export const isExact = (written: string): boolean => digitsOf(written) === digitsOf(String(Number(written)));

/** A number's digits and its power of ten, whatever way it is written: `-123e-2`. */
function digitsOf(written: string): string {
	const [, sign, whole, fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(written) ?? [];
	const digits = `${whole}${fraction}`.replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	return significant && `${sign}${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}
