/** Characters that nobody sees, or that look like a plain blank. */
const INVISIBLE = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

const LONGEST = 60;

/** A value in a message: short, and with each character that nobody sees as its code point, as in `"10\u{a0}000"`. */
export function shown(value: unknown): string {
	const start = typeof value === 'string' ? JSON.stringify(cut(value)) : cut(textOf(value));
	return start.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function cut(text: string): string {
	const characters = [...text.slice(0, 2 * LONGEST + 2)];
	return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}

function textOf(value: unknown): string {
	// JSON has null for NaN.
	if (typeof value === 'number') return String(value);
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		// A number of any length, or an object that holds itself.
		return typeof value === 'object' ? 'an object' : String(value);
	}
}

/** What a value is, without what it holds: for what nobody should read in a message. */
export function sortOfValue(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value === 'number') return String(value);
	return typeof value === 'function' ? 'a function' : shown(value);
}
