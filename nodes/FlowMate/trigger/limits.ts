import type { Count } from './counts';

/** How much each key may use. 0 stands for no limit. */
export interface Limits {
	/** Percentages of a limit that are told about, ascending. */
	percentages: number[];
	byDefault: number;
	/** By matchable key or user name. */
	byKey: Map<string, number>;
}

/** What was told of a key in a window: of each percentage the highest limit that it was told for. */
export type Told = Map<number, number>;

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

/** The percentages that were not told yet of a limit as high as this. */
export function untold(reached: number[], limit: number, told: Told): number[] {
	return reached.filter((percentage) => (told.get(percentage) ?? 0) < limit);
}

/**
 * What is known to be told after these percentages were.
 *
 * @param slides whether a percentage is told again after the count was below it, as in a sliding window
 */
export function toldAfter(told: Told, reached: number[], limit: number, slides: boolean, count: number): Told {
	const after: Told = new Map(
		[...told].filter(([percentage]) => !slides || limit === 0 || hasReached(percentage, limit, count)),
	);
	for (const percentage of reached) after.set(percentage, Math.max(limit, after.get(percentage) ?? 0));
	return after;
}
