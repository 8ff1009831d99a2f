import type { Answer, NoAnswer } from './answer';
import { isBrokenOff, isTimeOut, retryAfterIn, saysNothing } from './answer';
import type { Clock } from './clock';
import { backoff } from './clock';
import type { Load } from './limiter';

/** What came of one attempt, as far as repeating it is concerned. */
export type Verdict =
	/** The server told us to slow down; nothing was done, so any request may be repeated. `asked`: ms to wait. */
	| { kind: 'rateLimited'; asked?: number }
	/** A gateway's refusal, a server's failure, a reset, a time-out: the request may or may not have been carried out. */
	| { kind: 'unavailable' }
	| { kind: 'final' };

/** Whether an answer settles the request or the request is worth another attempt. */
export function verdictOn(result: Answer | NoAnswer, now: number): Verdict {
	if ('code' in result) return { kind: isBrokenOff(result.code) ? 'unavailable' : 'final' };
	if (result.statusCode === 429) return { kind: 'rateLimited', asked: retryAfterIn(result, now) };
	return { kind: saysNothing(result.statusCode) || result.cutShort ? 'unavailable' : 'final' };
}

/** What one attempt tells about the server's load. @param now ms since 1970 */
export function loadIn(result: Answer | NoAnswer, now: number): Load {
	if ('code' in result) return { isTooMuch: isTimeOut(result.code) };
	const { statusCode } = result;
	if (statusCode === 429) {
		const asked = retryAfterIn(result, now);
		// What is too long to wait for is no reason for the others to wait: each is told, and fails, at once.
		const isRateLimited = asked === undefined || asked <= LONGEST_WAIT;
		return isRateLimited ? { isTooMuch: true, isRateLimited, asked } : { isTooMuch: true };
	}
	return { isTooMuch: statusCode === 503 };
}

/** How often a request is repeated that may not have arrived, and the longest wait of these and of one that came too fast, in ms. */
const MOST_REPEATS = 3;
const LONGEST_BACKOFF = 4_000;

/** A server that limits the rate may refuse the same request several times under load. */
const MOST_RATE_LIMIT_WAITS = 10;

/** Longest wait that a `Retry-After` may ask for before the item fails instead, in ms. */
export const LONGEST_WAIT = 120_000;

/**
 * How long to wait before the next attempt.
 *
 * @param attempts attempts made so far, at least 1
 * @param repeatable whether sending the request again does no harm if the server has already carried it out
 * @param clock for the jitter
 * @returns ms to wait, or undefined when the verdict stands
 */
export function waitBeforeRetry(
	verdict: Verdict,
	attempts: number,
	repeatable: boolean,
	clock: Pick<Clock, 'random'>,
): number | undefined {
	if (verdict.kind === 'final') return undefined;
	const wait = backoff(clock, attempts, LONGEST_BACKOFF);
	if (verdict.kind === 'unavailable') return repeatable && attempts <= MOST_REPEATS ? wait : undefined;
	if (attempts > MOST_RATE_LIMIT_WAITS) return undefined;
	if (verdict.asked === undefined) return wait;
	// Spread out what was refused together, but never come back earlier than told.
	return verdict.asked > LONGEST_WAIT ? undefined : verdict.asked + clock.random() * 250;
}
