/**
 * How far apart requests begin where a server counts them by time, such as twenty a second or a hundred a minute. Fewer in flight do not
 * help there: what comes before its time is refused, even alone. So all wait, the longer the more were refused in a row. What was
 * accepted in the time from one such wait to the next is what the server bears, and requests begin at that rate from then on.
 * It rises while nothing is refused: quickly where it is well below what was too much, slowly close to that.
 */
export interface Rate {
	/** From one begin to the next, in ms; 0 as long as nothing shows that the server counts by time. */
	readonly gap: number;
	/** The gap that was too small last. */
	readonly tooSmall: number;
	/** Since when requests are counted, in ms since 1970, and how many were accepted. */
	readonly since: number;
	readonly accepted: number;
	/** Refusals in a row, each of which made all wait. When the first and the last of them came. */
	readonly waits: number;
	readonly refusedFrom: number;
	readonly refusedAt: number;
}

export function firstRate(now: number): Rate {
	return { gap: 0, tooSmall: 0, since: now, accepted: 0, waits: 0, refusedFrom: now, refusedAt: -Infinity };
}

/** By what a gap is multiplied that was too small: in between by the rate that was borne. */
const LEAST_STEP = 1.05;
const LARGEST_STEP = 1.5;

/** By what a gap is multiplied with each request that was accepted: far from what was too small, and close to it. */
const FAR = 0.98;
const CLOSE = 0.9998;

/** ms. A smaller gap is none. */
const SMALLEST_GAP = 1;

/** The rate after a request that was accepted. */
export function rateAfterAccepting(rate: Rate, now: number): Rate {
	const accepted = rate.accepted + 1;
	if (rate.waits === 0) return { ...rate, gap: narrower(rate), accepted };
	const gap = wider(rate, (now - rate.since) / accepted);
	return { ...rate, gap, tooSmall: rate.gap, since: now, accepted: 0, waits: 0 };
}

/** The rate after a request that began at `startedAt` was refused. Those that were on their way when all began to wait tell nothing new. */
export function rateAfterRefusing(rate: Rate, startedAt: number, now: number): Rate {
	if (startedAt < rate.refusedAt) return rate;
	const refusedFrom = rate.waits === 0 ? now : rate.refusedFrom;
	return { ...rate, waits: rate.waits + 1, refusedFrom, refusedAt: now };
}

/** Whether a server is known to count by time. */
export const isCounting = ({ gap, waits }: Rate) => gap > 0 || waits > 0;

const wider = ({ gap }: Rate, borne: number) =>
	gap === 0 ? borne : Math.min(Math.max(borne, gap * LEAST_STEP), gap * LARGEST_STEP);

function narrower({ gap, tooSmall }: Rate): number {
	const isClose = tooSmall / LEAST_STEP < gap && gap < tooSmall * LEAST_STEP ** 2;
	const next = gap * (isClose ? CLOSE : FAR);
	return next < SMALLEST_GAP ? 0 : next;
}
