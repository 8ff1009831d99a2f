import type { Count } from '../resources/execution/counts';
import { matchable } from '../resources/execution/counts';
import { hasReached } from '../resources/execution/reached';

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

/** The limit of a key: its own, by ID or user name, or the default one. 0 for none. */
export function limitOf({ byDefault, byKey }: Limits, { key, username }: Count): number {
	if (byKey.size === 0) return byDefault;
	const own = byKey.get(matchable(key));
	return own ?? (username === undefined ? undefined : byKey.get(matchable(username))) ?? byDefault;
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
