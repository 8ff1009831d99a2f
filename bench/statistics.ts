/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The exponent of the power of the size that a time grows with, by least squares on the logarithms: 1 is linear, 2 quadratic, 0 constant.
 * Undefined for fewer than two sizes.
 */
export function exponent(points: Array<{ size: number; value: number }>): number | undefined {
	if (points.length < 2) return undefined;
	const logs = points.map(({ size, value }) => ({ x: Math.log(size), y: Math.log(Math.max(value, 1)) }));
	const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
	const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
	const covariance = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
	const variance = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
	return covariance / variance;
}
