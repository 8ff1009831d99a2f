/**
 * How many requests may be on their way at the same time, found out by how they fare: additive increase, multiplicative decrease, as
 * TCP's congestion control has it (RFC 5681), with slow start. What was too much is remembered: the growth is quick up to the middle
 * between that and what was borne, as in BIC (Xu et al., 2004), and the more careful there the more often it was in vain. Answers that
 * take much longer than the quickest one stop the growth, as in TCP Vegas: the server, or this process, is busy with what it has.
 */
export interface Pace {
	/** Requests that may be on their way; whole ones count. */
	readonly width: number;
	/** The most requests on their way that were all answered. */
	readonly borne: number;
	/** Halfway from there to what was too much; Infinity as long as nothing was. Below it the width grows by one with each answer. */
	readonly ceiling: number;
	/** Rounds of answers after which one more than the ceiling is tried. */
	readonly patience: number;
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
	/** Requests that were on their way when it began, itself one of them. */
	inFlight: number;
	/** Whether all places were taken then. */
	isFull: boolean;
	/** Requests that wait for a place when it ends. */
	waiting: number;
}

const FIRST_WIDTH = 10;

/** Doubled when one more was refused, halved when it was borne. */
const FIRST_PATIENCE = 2;
const LEAST_PATIENCE = 0.25;
const MOST_PATIENCE = 64;

export const firstPace: Pace = {
	width: FIRST_WIDTH,
	borne: 0,
	ceiling: Infinity,
	patience: FIRST_PATIENCE,
	quickest: Infinity,
	average: 0,
	halvedAt: -Infinity,
};

/** An average beyond twice the quickest answer and some ms means that requests queue somewhere. */
const SLACK = 10;

/** The share of the latest answer in the average. */
const WEIGHT = 0.1;

/** A round has at least so many answers. */
const ROUND = 20;

/** A refused request comes again after a second and a quarter at most. Who is done sooner gains nothing by trying. In ms. */
const COST = 1_250;

/**
 * The pace after a request.
 *
 * @param most the width is never above it
 */
export function paceAfter(pace: Pace, experience: Experience, most: number): Pace {
	return experience.isTooMuch ? halved(pace, experience, most) : learnt(pace, experience, most);
}

function halved(pace: Pace, { startedAt, endedAt, inFlight }: Experience, most: number): Pace {
	// Requests that were under way when the width was halved tell nothing new.
	if (startedAt < pace.halvedAt) return pace;
	const borne = inFlight > pace.borne ? pace.borne : Math.floor(inFlight / 2);
	return {
		...pace,
		width: Math.max(1, Math.min(pace.width, most) / 2),
		borne,
		ceiling: Math.max(1, Math.floor((borne + inFlight) / 2)),
		patience: inFlight > pace.ceiling ? Math.min(MOST_PATIENCE, 2 * pace.patience) : FIRST_PATIENCE,
		halvedAt: endedAt,
	};
}

function learnt(pace: Pace, experience: Experience, most: number): Pace {
	const { startedAt, endedAt, inFlight, isFull, waiting } = experience;
	const took = endedAt - startedAt;
	const quickest = Math.min(pace.quickest, took);
	const average = pace.average === 0 ? took : pace.average * (1 - WEIGHT) + took * WEIGHT;
	const isQuick = average <= 2 * quickest + SLACK;
	const next = { ...(startedAt < pace.halvedAt ? pace : raised(pace, inFlight)), quickest, average };
	// A width that nobody needs does not grow.
	return isQuick && isFull ? { ...next, width: Math.min(most, wider(next, waiting)) } : next;
}

/** So many were borne. */
function raised(pace: Pace, inFlight: number): Pace {
	const borne = Math.max(pace.borne, inFlight);
	if (borne <= pace.ceiling) return { ...pace, borne };
	return { ...pace, borne, ceiling: borne, patience: Math.max(LEAST_PATIENCE, pace.patience / 2) };
}

function wider({ width, ceiling, patience, average }: Pace, waiting: number): number {
	if (width < ceiling) return Math.min(ceiling, width + 1);
	const left = (waiting / width) * average;
	return left < COST ? width : Math.min(ceiling + 1, width + 1 / (patience * Math.max(width, ROUND)));
}
