import type { Count } from './counts';

/** How much each key may use. 0 stands for no limit. */
export interface Limits {
	/** Percentages of a limit that are told about, ascending. */
	percentages: number[];
	byDefault: number;
	/** By matchable key or user name. */
	byKey: Map<string, number>;
}

/** Keys and user names as they are compared: FlowMate keeps user names in lower case, people do not. */
export const matchable = (text: string) => text.trim().toLowerCase();

/** The limit of a key: its own, by ID or user name, or the default one. 0 for none. */
export function limitOf({ byDefault, byKey }: Limits, { key, username }: Count): number {
	if (byKey.size === 0) return byDefault;
	const own = byKey.get(matchable(key));
	return own ?? (username === undefined ? undefined : byKey.get(matchable(username))) ?? byDefault;
}

/** The percentages that lie above the count before and not above the count now, ascending. None of a limit of 0. */
export function crossed(percentages: number[], limit: number, before: number, now: number): number[] {
	return percentages.filter((percentage) => {
		const threshold = limit * percentage;
		return before * 100 < threshold && threshold <= now * 100;
	});
}
