import type { Answer, NoAnswer } from '../kit/answer';
import { isUntrusted, neverLeft } from '../kit/answer';
import type { Clock } from '../kit/clock';
import { backoff } from '../kit/clock';
import { verdictOn, waitBeforeRetry } from '../kit/retry';

/** How long a login goes on trying: for an execution through a restart of the server, for a person in front of the editor not as long. */

/** ms that one attempt may take, and all of them together. */
const ATTEMPT = 30_000;
const IN_ALL = { hurried: 30_000, patient: 60_000 };

/** How often a login without an answer is repeated. */
const MOST_REPEATS = 4;

/** How long to wait for an answer, in ms. @param chosen the time-out that the user has set */
export function attemptTimeout(elapsed: number, hurried: boolean, chosen = ATTEMPT): number {
	const left = IN_ALL[hurried ? 'hurried' : 'patient'] - elapsed;
	return hurried ? Math.max(1, Math.min(chosen, left)) : chosen;
}

interface Progress {
	result: Answer | NoAnswer;
	/** Attempts made so far, at least 1. */
	attempts: number;
	/** ms since the first of them. */
	elapsed: number;
	hurried: boolean;
}

/** ms to wait before the next attempt to log in; undefined when it was the last. A login may be repeated whatever became of it. */
export function waitBefore({ result, attempts, elapsed, hurried }: Progress, clock: Clock): number | undefined {
	const verdict = verdictOn(result, clock.now());
	const wait =
		verdict.kind === 'rateLimited'
			? waitBeforeRetry(verdict, attempts, true, clock)
			: verdict.kind === 'unavailable' || (!hurried && isUnreachable(result))
				? waitUnanswered(attempts, clock)
				: undefined;
	if (wait === undefined) return undefined;
	// A server that says how long to wait is worth it, if nobody sits and waits.
	const bounded = hurried || verdict.kind !== 'rateLimited';
	return bounded && elapsed + wait >= IN_ALL[hurried ? 'hurried' : 'patient'] ? undefined : wait;
}

const waitUnanswered = (attempts: number, clock: Clock) =>
	attempts <= MOST_REPEATS ? backoff(clock, attempts) : undefined;

/** Whether nobody listens, as while a server starts anew. A host that is not found is a mistyped one. */
const isUnreachable = (result: Answer | NoAnswer) =>
	'code' in result && neverLeft(result.code) && !isUntrusted(result.code) && result.code !== 'ENOTFOUND';
