import { OperationalError, sleep } from 'n8n-workflow';

/** What came of one attempt, as far as repeating it is concerned. */
export type Outcome =
	/** The server told us to slow down; nothing was done, so any request may be repeated. */
	| { kind: 'rateLimited'; retryAfter?: string }
	/** 502, 503, 504, a reset, a time-out: the request may or may not have been carried out. */
	| { kind: 'unavailable' }
	| { kind: 'final' };

/** Waits after a first, second and third failed attempt, in ms. */
const BACKOFF = [1_000, 2_000, 4_000];

/** A server that limits the rate may refuse the same request several times under load. */
const MOST_RATE_LIMIT_WAITS = 10;

/** Longest wait that a `Retry-After` may ask for before the item fails instead, in ms. */
export const LONGEST_WAIT = 120_000;

/**
 * How long to wait before the next attempt.
 *
 * @param outcome what came of the last attempt
 * @param attempts attempts made so far, at least 1
 * @param repeatable whether sending the request again does no harm if the server has already carried it out
 * @param random 0 to 1, for the jitter
 * @param now ms since 1970, to read a `Retry-After` that is a date
 * @returns ms to wait, or undefined when the outcome stands
 */
export function waitBeforeRetry(
	outcome: Outcome,
	attempts: number,
	repeatable: boolean,
	random = Math.random(),
	now = Date.now(),
): number | undefined {
	if (outcome.kind === 'final') return undefined;
	const backoff = (BACKOFF[attempts - 1] ?? BACKOFF[BACKOFF.length - 1]) * (1 + random / 4);
	if (outcome.kind === 'unavailable') {
		return repeatable && attempts <= BACKOFF.length ? backoff : undefined;
	}
	if (attempts > MOST_RATE_LIMIT_WAITS) return undefined;
	const asked = retryAfterMs(outcome.retryAfter, now);
	if (asked === undefined) return backoff;
	// Spread out what was refused together, but never come back earlier than told.
	return asked > LONGEST_WAIT ? undefined : asked + random * 250;
}

/** Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds or an HTTP date. Returns ms from now, or undefined. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
	const text = header?.trim();
	if (!text) return undefined;
	if (/^\d+$/.test(text)) return Number(text) * 1_000;
	// Date.parse reads nearly anything with a digit in it as some date; the three forms of an HTTP date begin with a weekday.
	const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The longest that a timer outlives an execution that was canceled, in ms: n8n's `sleep` cannot be ended early. */
const SLICE = 1_000;

/** Waits `ms`, or throws at once when the execution is canceled. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	stopIfCancelled(signal);
	if (!signal) return await sleep(ms);
	let wake = () => {};
	const cancelled = new Promise<void>((resolve) => {
		wake = resolve;
		signal.addEventListener('abort', wake);
	});
	// By the clock, since a timer may fire a little before its time.
	const until = Date.now() + ms;
	for (let left = ms; left > 0 && !signal.aborted; left = until - Date.now()) {
		await Promise.race([sleep(Math.min(left, SLICE)), cancelled]);
	}
	signal.removeEventListener('abort', wake);
	stopIfCancelled(signal);
}

/** Throws when the execution was canceled, so that nothing more is sent. */
export function stopIfCancelled(signal?: AbortSignal): void {
	// n8n marks an execution as canceled by this word in the message.
	if (signal?.aborted) throw new OperationalError('The execution was canceled');
}
