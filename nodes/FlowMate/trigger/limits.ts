import type { Count } from './counts';

/** How much each key may use. 0 stands for no limit. */
export interface Limits {
	/** Percentages of a limit that are told about, ascending. */
	percentages: number[];
	byDefault: number;
	/** By matchable key or user name. */
	byKey: Map<string, number>;
}

/** What was told of a key in a window, by percentage. */
export type Told = Map<number, Telling>;

export interface Telling {
	/** The highest limit that the percentage was told of. */
	limit: number;
	/** Whether the count was below the percentage of a higher limit since, so that reaching it is news again. */
	again: boolean;
}

/**
 * Keys and user names as they are compared: FlowMate keeps user names in lower case, people do not. A URL stands for the ID in it.
 */
export function matchable(text: string): string {
	const name = text.trim().toLowerCase();
	return (/^https?:\/\//.test(name) && /\/([\da-f]{24})(?![\da-f])/.exec(name)?.[1]) || name;
}

/** The limit of a key: its own, by ID or user name, or the default one. 0 for none. */
export function limitOf({ byDefault, byKey }: Limits, { key, username }: Count): number {
	if (byKey.size === 0) return byDefault;
	const own = byKey.get(matchable(key));
	return own ?? (username === undefined ? undefined : byKey.get(matchable(username))) ?? byDefault;
}

/** The percentages of a limit that a count has reached, ascending. None of a limit of 0. */
export function reachedOf(percentages: number[], limit: number, count: number): number[] {
	return percentages.filter((percentage) => hasReached(percentage, limit, count));
}

/**
 * Whether a count is at or above a percentage of a limit. In whole numbers: 16.1 % of 1000 is 161, not a little more.
 *
 * @param percentage with a decimal point at the most, no exponent
 */
export function hasReached(percentage: number, limit: number, count: number): boolean {
	if (limit === 0) return false;
	const [whole, decimals = ''] = String(percentage).split('.');
	const [used, needed] = [count * 100 * 10 ** decimals.length, limit * Number(whole + decimals)];
	if (Number.isSafeInteger(used) && Number.isSafeInteger(needed)) return used >= needed;
	return BigInt(count) * 100n * 10n ** BigInt(decimals.length) >= BigInt(limit) * BigInt(whole + decimals);
}

/** How much of a limit is used, in percent with two decimals, rounded down: 80 is not shown before it is reached. Null without a limit. */
export function percentageUsed(limit: number | undefined, count: number): number | null {
	return limit ? Number((BigInt(count) * 10_000n) / BigInt(limit)) / 100 : null;
}

/** The percentages that are news: not told yet, or told of a lower limit which was then raised above the count. */
export function untold(reached: number[], limit: number, told: Told): number[] {
	return reached.filter((percentage) => {
		const known = told.get(percentage);
		return !known || (known.again && limit > known.limit);
	});
}

/**
 * What there is to know before a count is judged.
 *
 * @param slides whether a percentage is told again after the count was below it, as in a sliding window
 */
export function toldBefore(told: Told, limit: number, slides: boolean, count: number): Told {
	const before: Told = new Map();
	for (const [percentage, known] of told) {
		const isBelow = limit > 0 && !hasReached(percentage, limit, count);
		if (isBelow && slides) continue;
		before.set(percentage, isBelow && limit > known.limit ? { ...known, again: true } : known);
	}
	return before;
}

/** The same after these percentages were told. */
export function toldAfter(before: Told, reached: number[], limit: number): Told {
	const after: Told = new Map(before);
	for (const percentage of reached) {
		if (limit > (before.get(percentage)?.limit ?? 0)) after.set(percentage, { limit, again: false });
	}
	return after;
}
