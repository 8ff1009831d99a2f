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
