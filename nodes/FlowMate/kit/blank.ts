import { isRecord } from './answer';

/** What stands in the place of a secret. */
const BLANK = '***';

/** The shortest secret that is looked for inside of words, too: a shorter one would be betrayed by what is missing. */
const SHORT = 6;

/**
 * Blanks secrets in texts of a server, which may quote the request.
 *
 * @param value a text, or JSON with texts anywhere in it
 */
export function blanked<T>(value: T, secrets: Iterable<string>): T {
	const patterns = [...new Set(secrets)]
		.filter(Boolean)
		// A longer one may hold a shorter one.
		.sort((a, b) => b.length - a.length)
		.flatMap(patternsOf);
	return patterns.length > 0 ? (blankedBy(value, patterns) as T) : value;
}

function blankedBy(value: unknown, patterns: RegExp[]): unknown {
	if (typeof value === 'string') return patterns.reduce((text, pattern) => text.replace(pattern, BLANK), value);
	if (Array.isArray(value)) return value.map((entry: unknown) => blankedBy(entry, patterns));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [blankedBy(key, patterns), blankedBy(entry, patterns)]),
	);
}

/** A secret as it is, in JSON, in JSON that is a text of JSON, and in a URL. */
function patternsOf(secret: string): RegExp[] {
	const inJson = JSON.stringify(secret).slice(1, -1);
	const forms = new Set([secret, inJson, JSON.stringify(inJson).slice(1, -1), encodeURIComponent(secret)]);
	return [...forms].map((form) => {
		const exact = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		return new RegExp(secret.length < SHORT ? `(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])` : exact, 'gu');
	});
}
