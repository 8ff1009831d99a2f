import type { Calendar, Day, Window } from './calendar';
import { addDays, dayIn, earliestDay, windowOf, windowsBetween } from './calendar';
import type { Count, Counts, GroupBy } from './counts';
import type { Limits } from './limits';
import { crossed, limitOf, matchable } from './limits';
import type { Bases, State } from './state';

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
	/** Least difference that is told before a window is settled. */
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
	/** Whether it has ended in every time zone, so that this answer is its last. */
	settled: boolean;
	/** Whether what is found is told, or only remembered to tell the difference from. */
	told: boolean;
}

/** Something to tell. */
export interface Change {
	count: Count;
	window: Window;
	previousExecutions: number;
	totalExecutions: number;
	/** The limit and the percentage of it that was reached. */
	limit?: number;
	percentage?: number;
}

/** Windows that ended earlier than so many days ago are given up when n8n was away. It is at least the previous window of each kind. */
export const CATCH_UP_DAYS = 31;

/** A sliding window has one place in the state, whatever its days. */
const SLIDING = 'sliding';

/**
 * The windows to ask for, in order of time.
 *
 * FlowMate does not tell in which time zone its days begin. So a window is asked for from the moment it begins in the chosen zone until
 * it has ended in all of them, and once more after that; windows that nobody asked for while n8n was away are made up for.
 *
 * @param state undefined on the first poll
 * @param now ms since 1970
 */
export function plan(rules: Rules, state: State | undefined, now: number): Ask[] {
	const { window: kind, timezone, triggerOn, emitExisting } = rules;
	const today = dayIn(timezone, now);
	const begins = state === undefined;
	if (typeof kind === 'object') {
		const window = { start: addDays(today, 1 - kind.lastDays), end: today };
		return [{ window, until: today, slot: SLIDING, settled: false, told: !begins || emitExisting }];
	}
	const current = windowOf(kind, today);
	if (triggerOn === 'snapshot') {
		const told = !begins || emitExisting;
		return [{ window: current, until: today, slot: current.start, settled: false, told }];
	}
	const earliest = earliestDay(now);
	const oldest = latest(addDays(today, -CATCH_UP_DAYS), state?.from ?? earliest);
	return windowsBetween(kind, earlier(oldest, today), today).map((window) => ({
		window,
		until: earlier(window.end, today),
		slot: window.start,
		settled: window.end < earliest,
		told: begins ? emitExisting && window.start === current.start : window.start >= state.from,
	}));
}

/**
 * What the answers tell, and the state after them. Changes nothing that it is given.
 *
 * @param answers to the first of the asks; where some are missing, the next poll asks for the rest
 */
export function decide(
	rules: Rules,
	state: State | undefined,
	asks: Ask[],
	answers: Counts[],
): { changes: Change[]; next: State } {
	const open = asks.find(({ settled }, index) => index >= answers.length || !settled);
	const from = (open ?? asks[asks.length - 1]).slot;
	const bases = new Map([...(state?.bases ?? [])].filter(([slot]) => slot >= from));
	const changes: Change[] = [];
	for (const [index, answer] of answers.entries()) {
		const ask = asks[index];
		const known = state?.bases.get(ask.slot);
		// No row in a calendar window says nothing: counts do not vanish. In a sliding window it says that nothing ran for so many days.
		const base: Bases = new Map(ask.slot === SLIDING ? undefined : known);
		for (const count of answer.byKey.values()) {
			if (!isWanted(rules, count)) continue;
			const before = known?.get(count.key) ?? 0;
			const { told, after } = ask.told ? judge(rules, ask, count, before) : { told: [], after: count.executions };
			base.set(count.key, after);
			const { window } = ask;
			const { totalExecutions } = answer;
			for (const reached of told)
				changes.push({ count, window, previousExecutions: before, totalExecutions, ...reached });
		}
		if (ask.slot >= from) bases.set(ask.slot, base);
	}
	return { changes, next: { from, bases } };
}

type Reached = Pick<Change, 'limit' | 'percentage'>;

/** What is told about one count, an entry for each thing to tell, and the count that the next one is compared with. */
function judge(rules: Rules, { slot, settled }: Ask, count: Count, before: number): { told: Reached[]; after: number } {
	const now = count.executions;
	switch (rules.triggerOn) {
		case 'snapshot':
			return { told: [{}], after: now };
		case 'executions': {
			const difference = now - before;
			const isEnough = difference >= rules.minDifference || (settled && difference > 0);
			// What is too little to tell is not forgotten: it adds up until it is enough. A count that fell begins from where it is.
			return isEnough ? { told: [{}], after: now } : { told: [], after: Math.min(before, now) };
		}
		case 'limit': {
			const limit = limitOf(rules.limits, count);
			const percentages = crossed(rules.limits.percentages, limit, before, now);
			// In a calendar window a percentage is reached once; in a sliding one again after the count was below it.
			const after = slot === SLIDING ? now : Math.max(before, now);
			return { told: percentages.map((percentage) => ({ limit, percentage })), after };
		}
	}
}

/** For a test in the editor: the largest count, as if it had just come up. Undefined where there is none. */
export function sample(rules: Rules, { window }: Ask, { byKey, totalExecutions }: Counts): Change | undefined {
	const isLimit = rules.triggerOn === 'limit';
	let best: Change | undefined;
	for (const count of byKey.values()) {
		if (!isWanted(rules, count)) continue;
		const limit = isLimit ? limitOf(rules.limits, count) : undefined;
		if (limit === 0 || (best && best.count.executions >= count.executions)) continue;
		best = { count, window, previousExecutions: 0, totalExecutions, limit };
	}
	if (best?.limit === undefined) return best;
	const { percentages } = rules.limits;
	const reached = crossed(percentages, best.limit, 0, best.count.executions);
	return { ...best, percentage: reached[reached.length - 1] ?? percentages[0] };
}

function isWanted({ only }: Rules, { key, username }: Count): boolean {
	if (!only || only.has(matchable(key))) return true;
	return username !== undefined && only.has(matchable(username));
}

const earlier = (a: Day, b: Day) => (a < b ? a : b);
const latest = (a: Day, b: Day) => (a > b ? a : b);
