/**
 * How many requests may be on their way at the same time, found out by how they fare: additive increase, multiplicative decrease, as
 * TCP's congestion control has it (RFC 5681), with slow start. Answers that take much longer than the quickest one stop the growth,
 * as in TCP Vegas: the server, or this process, is busy with what it has.
 */
export interface Pace {
	/** Requests that may be on their way; whole ones count. */
	readonly width: number;
	/** Below it the width grows by one with each answer; above it lies what was too much before, and the growth is careful. */
	readonly ceiling: number;
	/** The quickest answer so far and the present average, in ms. */
	readonly quickest: number;
	readonly average: number;
	/** When the width was last halved, in ms since 1970. */
	readonly halvedAt: number;
}

/** What came of a request: an answer, or a sign that there are too many of them. */
export interface Experience {
	startedAt: number;
	endedAt: number;
	/** HTTP 429 or 503, or a time-out. */
	isTooMuch: boolean;
}

const FIRST_WIDTH = 10;

export const firstPace: Pace = {
	width: FIRST_WIDTH,
	ceiling: Infinity,
	quickest: Infinity,
	average: 0,
	halvedAt: -Infinity,
};

/** An average beyond twice the quickest answer and some ms means that requests queue somewhere. */
const SLACK = 10;

/** The share of the latest answer in the average. */
const WEIGHT = 0.1;

/** Above the ceiling the width grows by one in two rounds of answers, and in no fewer answers than two rounds of so many. */
const CAREFUL = 20;

/** How close below the width that was too much the quick growth ends. */
const CAUTION = 0.9;

/**
 * The pace after a request.
 *
 * @param most the width is never above it
 * @param isFull whether all places were taken: a width that nobody needs does not grow
 */
export function paceAfter(
	pace: Pace,
	{ startedAt, endedAt, isTooMuch }: Experience,
	most: number,
	isFull: boolean,
): Pace {
	if (isTooMuch) {
		// Requests that were under way when the width was halved tell nothing new.
		if (startedAt < pace.halvedAt) return pace;
		const width = Math.min(pace.width, most);
		return {
			...pace,
			width: Math.max(1, width / 2),
			ceiling: Math.max(1, Math.min(width * CAUTION, width - 1)),
			halvedAt: endedAt,
		};
	}
	const took = endedAt - startedAt;
	const quickest = Math.min(pace.quickest, took);
	const average = pace.average === 0 ? took : pace.average * (1 - WEIGHT) + took * WEIGHT;
	const isQuick = average <= 2 * quickest + SLACK;
	return { ...pace, width: isQuick && isFull ? Math.min(most, wider(pace)) : pace.width, quickest, average };
}

function wider({ width, ceiling }: Pace): number {
	return width < ceiling ? Math.min(ceiling, width + 1) : width + 1 / (2 * Math.max(width, CAREFUL));
}
