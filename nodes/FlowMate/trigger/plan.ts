import type { Calendar, Day, Window } from '../resources/execution/calendar';
import {
	addDays,
	DAY,
	earlier,
	earliestDay,
	later,
	todayIn,
	windowOf,
	windowsBetween,
} from '../resources/execution/calendar';
import type { GroupBy } from '../resources/execution/counts';
import type { Limits } from './limits';
import type { Bases, Origin, State } from './state';

/** What decides which windows are asked for and what is told about the answers. */
export interface Rules {
	triggerOn: 'executions' | 'limit' | 'snapshot';
	groupBy: GroupBy;
	/** A calendar window, or a number of days up to today. */
	window: Calendar | { lastDays: number };
	/** IANA name of the zone in which the windows turn. */
	timezone: string;
	limits: Limits;
	/** Matchable keys and user names; undefined for all. */
	only?: Set<string>;
	/** Least difference that is told before a window is over. */
	minDifference: number;
	/** Whether the first poll tells what it finds. */
	emitExisting: boolean;
}

/** A window to ask FlowMate for. */
export interface Ask {
	window: Window;
	/** Last day to ask for: days to come have no counts, and nobody knows what FlowMate makes of them. */
	until: Day;
	/** Under which day the state keeps its counts. */
	slot: Day;
	/** Whether an earlier poll has asked for days after these: the clock was put back, and a count that is less now did not fall. */
	isShort: boolean;
	/** Whether it has ended in every time zone. */
	isOver: boolean;
	/** Whether what is found is told, or only remembered to tell the difference from. */
	told: boolean;
	/** Whether what was counted before anybody looked is told as well. */
	existing: boolean;
}

/** Windows that ended earlier than so many days ago are given up when n8n was away. It is at least the previous window of each kind. */
export const CATCH_UP_DAYS = 31;

/** A sliding window has one place in the state, whatever its days. */
export const SLIDING = 'sliding';

/** What was known of it when the clock jumped. */
export const SLIDING_BEFORE = 'sliding before';

/**
 * The windows to ask for, in order of time; the last is the current one. Undefined where the clock is behind what was settled: it went back
 * by less than a day, and everything comes when it has caught up.
 *
 * FlowMate does not tell in which time zone its days begin. So a window is asked for from the moment it begins in the chosen zone, and in
 * UTC, since there is nothing to see earlier, until it has ended in all zones, and once more after that; windows that nobody asked for
 * while n8n was away are made up for.
 *
 * @param state undefined on the first poll; where the clock has jumped, that of `afterJump`
 * @param now ms since 1970
 */
export function plan(rules: Rules, state: State | undefined, now: number, hasJumped: boolean): Ask[] | undefined {
	if (!state) return firstPlan(rules, now);
	const isBehind = hasJumped && now < state.at - DAY;
	const asks = asksSince(rules, isBehind ? earliestDay(now) : state.from, now);
	if (asks.length === 0) return undefined;
	return asks.map((ask) => ({
		...ask,
		// Of windows before the known ones nothing is told: it was told, or is older than the trigger.
		told: !isBehind || ask.slot >= state.from,
		isShort: ask.until < (ask.slot === SLIDING ? state.until : earlier(ask.window.end, state.until)),
	}));
}

/**
 * The state to go on from after the clock has jumped: as it was when the clock was last steady. Which of the two times is wrong nobody
 * knows, so what is known of either is kept.
 */
export function afterJump(state: State, now: number): State {
	const origin = originOf(state, now);
	const { at, from } = origin ?? state;
	return { ...state, at, from, bases: basesAfterJump(state.bases, origin), origin: { at, from, since: now } };
}

/** Where the clock was last steady, if that was not right now. One that goes ahead again and again is right: n8n was away. */
function originOf({ at, origin }: State, now: number): Origin | undefined {
	const isOld = origin && at >= origin.at && now > at && now - origin.at > CATCH_UP_DAYS * DAY;
	return isOld ? undefined : origin;
}

/** A wrong clock has a sliding window of its own, and a low count there arms no limit again: what was told by either clock is kept. */
function basesAfterJump(bases: State['bases'], origin: Origin | undefined): State['bases'] {
	const now = bases.get(SLIDING);
	if (!now) return bases;
	const before = (origin && bases.get(SLIDING_BEFORE)) ?? now;
	const both: Bases = new Map(now);
	for (const [key, { count, told }] of before) {
		const known = now.get(key);
		both.set(key, { count: known?.count ?? count, told: new Map([...(told ?? []), ...(known?.told ?? [])]) });
	}
	return new Map(bases).set(SLIDING, both).set(SLIDING_BEFORE, both);
}

/** The windows to ask for when there is no state yet. */
export function firstPlan(rules: Rules, now: number): Ask[] {
	return asksSince(rules, earliestDay(now), now).map((ask) => ({ ...ask, told: ask.existing, isShort: false }));
}

/** What there is to ask for, whatever is known of it. */
type Unjudged = Omit<Ask, 'told' | 'isShort'>;

const asksSince = (rules: Rules, day: Day, now: number): Unjudged[] =>
	isAlone(rules) ? [current(rules, now)] : windowsSince(rules, day, now);

/** Whether the current window is all there is: a sliding one, or counts at every poll. */
const isAlone = ({ window, triggerOn }: Rules) => typeof window === 'object' || triggerOn === 'snapshot';

function current({ window: kind, timezone, emitExisting }: Rules, now: number): Unjudged {
	const today = todayIn(timezone, now);
	const slides = typeof kind === 'object';
	const window = slides ? { start: addDays(today, 1 - kind.lastDays), end: today } : windowOf(kind, today);
	const slot = slides ? SLIDING : window.start;
	return { window, until: today, slot, isOver: false, existing: emitExisting };
}

function windowsSince(rules: Rules, day: Day, now: number): Unjudged[] {
	const { window: kind, timezone, emitExisting } = rules;
	if (typeof kind === 'object') return [];
	const today = todayIn(timezone, now);
	const present = windowOf(kind, today);
	const oldest = later(addDays(today, -CATCH_UP_DAYS), day);
	return windowsBetween(kind, oldest, today).map((window) => {
		const existing = emitExisting && window.start === present.start;
		const isOver = window.end < earliestDay(now);
		return { window, until: earlier(window.end, today), slot: window.start, isOver, existing };
	});
}
