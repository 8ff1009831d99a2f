import { OperationalError, sleep } from 'n8n-workflow';

/** Time as the kit sees it. Tests hand in one that they advance themselves. */
export interface Clock {
	/** ms since 1970. */
	now(): number;
	/** From 0 to 1, for the jitter of waits. */
	random(): number;
	sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now(), random: () => Math.random(), sleep };

/** The wait after a first attempt in vain, and what it grows to where nobody says another, in ms. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 8_000;

/**
 * How long to wait after attempts in vain, in ms: twice as long after each, and up to a quarter longer, so that many do not come back at
 * once.
 *
 * @param attempts made so far, at least 1
 */
export const backoff = (clock: Pick<Clock, 'random'>, attempts: number, longest = LONGEST_WAIT): number =>
	Math.min(FIRST_WAIT * 2 ** (attempts - 1), longest) * (1 + clock.random() / 4);

/** The longest that a timer outlives an execution that was canceled, in ms: n8n's `sleep` cannot be ended early. */
const SLICE = 1_000;

/** Waits `ms`, or throws at once when the execution is canceled. */
export async function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
	stopIfCancelled(signal);
	if (!signal) return await clock.sleep(ms);
	const { cancelled, forget } = cancelOf(signal);
	// By the clock, since a timer may fire a little before its time.
	const until = clock.now() + ms;
	for (let left = ms; left > 0 && !signal.aborted; left = until - clock.now()) {
		await Promise.race([clock.sleep(Math.min(left, SLICE)), cancelled]);
	}
	forget();
	stopIfCancelled(signal);
}

/** Who waits for a signal. One listener serves all of them: Node warns of more than ten, which may be a leak elsewhere. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** What resolves when the execution is canceled, and what to call when nobody waits for that any more. */
export function cancelOf(signal: AbortSignal): { cancelled: Promise<void>; forget: () => void } {
	const wakes = waiting.get(signal) ?? new Set();
	if (!waiting.has(signal)) {
		waiting.set(signal, wakes);
		signal.addEventListener('abort', () => wakes.forEach((each) => each()));
	}
	let wake = () => {};
	const cancelled = new Promise<void>((resolve) => (wake = resolve));
	wakes.add(wake);
	return { cancelled, forget: () => void wakes.delete(wake) };
}

/** Lets n8n do what has come up meanwhile: send, receive, cancel. Throws when the execution was canceled. */
export async function breathe(clock: Clock, signal?: AbortSignal): Promise<void> {
	await clock.sleep(0);
	stopIfCancelled(signal);
}

/** Throws when the execution was canceled, so that nothing more is sent. */
export function stopIfCancelled(signal?: AbortSignal): void {
	// n8n marks an execution as canceled by this word in the message.
	if (signal?.aborted) throw new OperationalError('The execution was canceled');
}
