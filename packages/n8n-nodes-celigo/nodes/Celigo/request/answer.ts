import type { Outcome } from './retry';

/** An HTTP answer, whatever its status. `body` is parsed JSON where the body was JSON, else text; '' for a 204. */
export interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** Why no answer came. `code` is that of the connection, such as ECONNRESET. */
export interface NoAnswer {
	code: string;
}

const TIMED_OUT = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT']);
const BROKEN_OFF = new Set([
	'ECONNRESET',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_STREAM_PREMATURE_CLOSE',
	'UND_ERR_SOCKET',
]);

export const isTimeOut = (code: string) => TIMED_OUT.has(code);

/** Whether an answer settles the request or the request is worth another attempt. Celigo calls all of 5xx transient. */
export function outcomeOf(result: Answer | NoAnswer): Outcome {
	if ('code' in result) {
		const transient = isTimeOut(result.code) || BROKEN_OFF.has(result.code);
		return { kind: transient ? 'unavailable' : 'final' };
	}
	if (result.statusCode === 429) {
		const retryAfter = result.headers['retry-after'];
		return { kind: 'rateLimited', retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined };
	}
	return { kind: result.statusCode >= 500 || isCutShort(result) ? 'unavailable' : 'final' };
}

/** A body that says it is JSON but could not be parsed: the end of it got lost on the way. */
function isCutShort({ headers, body }: Answer): boolean {
	return typeof body === 'string' && body !== '' && /\bjson\b/i.test(String(headers['content-type'] ?? ''));
}

/**
 * The code of a failed connection, from whatever n8n's request helpers threw (an axios error, or a NodeApiError around one).
 * Returns undefined when the error is not about the connection.
 */
export function connectionCode(error: unknown): string | undefined {
	for (let level = error, depth = 0; isRecord(level) && depth < 5; level = level.cause, depth++) {
		// An answer that was cut off comes with what there was of it; its status says nothing against another attempt.
		if (isRecord(level.response) && Number(level.response.status) >= 400) return undefined;
		if (typeof level.code === 'string' && level.code !== 'ERR_BAD_REQUEST') return level.code;
	}
	return undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a body is a web page: the answer of a gateway, a proxy or a wrong host, never of the API. */
export function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*<(!doctype|html|head|body)\b/i.test(body);
}
