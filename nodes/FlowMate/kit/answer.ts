import type { Failure } from 'n8n-workflow';

/** An HTTP answer, whatever its status. `body` is parsed JSON where the body was JSON, else text; '' for a 204. */
export interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
	/** Set where the body says that it is JSON but could not be parsed: the end of it got lost on the way. */
	cutShort?: true;
}

/** Why no answer came. `code` is that of the connection, such as ECONNRESET. */
export interface NoAnswer {
	code: string;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a body is a web page: the answer of a gateway, a proxy or a wrong host, never of an API. */
export function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*<(!doctype|html|head|body)\b/i.test(body);
}

/** Reads the text of an answer: as JSON where it is JSON, whatever its content type says. */
export function readAnswer({ statusCode, headers, body }: Answer): Answer {
	if (typeof body !== 'string' || body === '') return { statusCode, headers, body };
	try {
		return { statusCode, headers, body: JSON.parse(body) as unknown };
	} catch {
		const claimsJson = /\bjson\b/i.test(String(headers['content-type'] ?? ''));
		return { statusCode, headers, body, ...(claimsJson && !isWebPage(body) && { cutShort: true }) };
	}
}

/** Whether a status tells nothing of what became of the request: it may have been carried out, and another attempt may succeed. */
export const saysNothing = (statusCode: number): boolean =>
	[408, 425, 499].includes(statusCode) || (statusCode >= 500 && statusCode !== 501);

const TIMED_OUT = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT']);
const BROKEN_OFF = new Set([
	'ECONNRESET',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_STREAM_PREMATURE_CLOSE',
	'UND_ERR_SOCKET',
	// A compressed answer whose end is missing.
	'Z_BUF_ERROR',
	'Z_DATA_ERROR',
]);
const NEVER_LEFT = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);
const UNTRUSTED = /CERT|SELF_SIGNED|VERIFY/;

export const isTimeOut = (code: string) => TIMED_OUT.has(code);

/** Whether the connection was lost on the way, so that another attempt may succeed. */
export const isBrokenOff = (code: string) => TIMED_OUT.has(code) || BROKEN_OFF.has(code);

/** Whether no connection came about, so that nothing can have arrived. */
export const neverLeft = (code: string) => NEVER_LEFT.has(code) || isUntrusted(code);

/** Whether the server's certificate was refused, which happens before anything is sent. */
export const isUntrusted = (code: string) => UNTRUSTED.test(code);

/**
 * The code of a failed connection, from whatever n8n's request helpers threw (an axios error, or a NodeApiError around one).
 * Returns undefined when the error is not about the connection.
 */
export function connectionCode(error: unknown): string | undefined {
	for (const level of levelsOf(error)) {
		// An answer that was cut off comes with what there was of it; its status says nothing against another attempt.
		if (isRecord(level.response) && Number(level.response.status) >= 400) return undefined;
		if (typeof level.code === 'string' && level.code !== 'ERR_BAD_REQUEST') return level.code;
	}
	return undefined;
}

/** The answer of status 401 in what n8n threw: it throws that one where it has renewed the session in vain, whatever it was told. */
export function rejectedAnswer(error: unknown): Answer | undefined {
	for (const { response } of levelsOf(error)) {
		if (isRecord(response) && response.status === 401) {
			return { statusCode: 401, headers: {}, body: response.data };
		}
	}
	return undefined;
}

/** What an error declares as its reason, or what caused it: a login that failed because the service is away is no refused credential. */
export function declaredFailure(error: unknown): Failure | undefined {
	for (const { failure } of levelsOf(error)) {
		if (isRecord(failure) && typeof failure.cause === 'string') return failure as Failure;
	}
	return undefined;
}

/** An error and what caused it, outermost first. */
function levelsOf(error: unknown): Array<Record<string, unknown>> {
	const levels: Array<Record<string, unknown>> = [];
	for (let level = error; isRecord(level) && levels.length < 5; level = level.cause) levels.push(level);
	return levels;
}

/** The time in a field of an answer, in ms since 1970; NaN where there is none. */
export const timeIn = (value: unknown): number =>
	typeof value === 'string' || typeof value === 'number' ? new Date(value).getTime() : NaN;

/** `Retry-After` in ms from now, as a header of an answer has it. */
export function retryAfterIn({ headers }: Answer, now: number): number | undefined {
	const header = headers['retry-after'];
	return typeof header === 'string' ? retryAfterMs(header, now) : undefined;
}

/** Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds or an HTTP date. Returns ms from now, or undefined. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	const text = header?.trim();
	if (!text) return undefined;
	if (/^\d+$/.test(text)) return Number(text) * 1_000;
	// Date.parse reads nearly anything with a digit in it as some date; the three forms of an HTTP date begin with a weekday.
	const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
