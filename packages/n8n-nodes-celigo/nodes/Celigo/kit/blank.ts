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
	const forms = [...new Set(secrets)]
		.filter(Boolean)
		// A longer one may hold a shorter one.
		.sort((a, b) => b.length - a.length)
		.flatMap(formsOf);
	return forms.length > 0 ? (blankedBy(value, forms) as T) : value;
}

/** What stands for a secret in a text: as it is, or, of a short one, as a word of its own. */
type Form = string | RegExp;

function blankedBy(value: unknown, forms: Form[]): unknown {
	if (typeof value === 'string') return forms.reduce<string>((text, form) => text.split(form).join(BLANK), value);
	if (Array.isArray(value)) return value.map((entry: unknown) => blankedBy(entry, forms));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [blankedBy(key, forms), blankedBy(entry, forms)]),
	);
}

/** A secret as it is, in JSON, in JSON that is a text of JSON, and in a URL. One of many kB, a whole body, is more than a pattern takes. */
function formsOf(secret: string): Form[] {
	const inJson = jsonOf(secret);
	// Half a character has no form in a URL.
	const inUrl = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd'));
	const forms = new Set([secret, inJson, jsonOf(inJson), inUrl]);
	return secret.length < SHORT ? [...forms].map(asWord) : [...forms];
}

const jsonOf = (text: string) => JSON.stringify(text).slice(1, -1);

function asWord(form: string): RegExp {
	const exact = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`, 'u');
}
