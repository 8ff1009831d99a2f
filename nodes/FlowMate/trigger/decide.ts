import type { Day, Window } from '../resources/execution/calendar';
import { DAY, earlier, later } from '../resources/execution/calendar';
import type { Count, Counts, UnreadableRow } from '../resources/execution/counts';
import { matchable } from '../resources/execution/counts';
import { reachedOf } from '../resources/execution/reached';
import type { Told } from './limits';
import { limitOf, toldAfter, toldBefore, untold } from './limits';
import type { Ask, Rules } from './plan';
import { SLIDING, SLIDING_BEFORE } from './plan';
import type { Base, Bases, State } from './state';

/** Something to tell of a count. */
export interface Change {
	count: Count;
	window: Window;
	previousExecutions: number;
	totalExecutions: number;
	/** The limit, the percentages of it that the count has reached, and the one that this is about: null where none is. */
	limit?: number;
	reached?: number[];
	percentage?: number | null;
}

/** Something to tell of an answer that is not whole. */
export type Trouble =
	{ window: Window; unreadable: UnreadableRow[]; unreadableRows: number } | { window: Window; givenUp: string };

/** A window that was asked for. */
export interface Asked extends Ask {
	/** Whether this answer is its last: it is over, and no key is missing. */
	settled: boolean;
}

/** What came of asking for a window: its counts, or why nobody will ask for it again. */
export type Answer = Counts | { givenUp: string };

/**
 * What the answers tell, and the state after them. Changes nothing that it is given.
 *
 * @param answers by the slot of the ask; what is missing is asked for again by the next poll
 * @param at the time to remember as that of this poll, ms since 1970
 */
export function decide(
	rules: Rules,
	state: State | undefined,
	asks: Asked[],
	answers: Map<Day, Answer>,
	at: number,
): { changes: Change[]; troubles: Trouble[]; next: State } {
	const reached = progress(state, asks, answers, at);
	const oldest = earlier(reached.from, reached.origin?.from ?? reached.from);
	const bases = new Map([...(state?.bases ?? [])].filter(([slot]) => slot >= oldest));
	if (!reached.origin) bases.delete(SLIDING_BEFORE);
	const changes: Change[] = [];
	const troubles: Trouble[] = [];
	const unreadable = new Set<string>();
	for (const ask of asks) {
		const answer = answers.get(ask.slot);
		if (!answer) continue;
		if ('givenUp' in answer) {
			troubles.push({ window: ask.window, ...answer });
			continue;
		}
		const judged = judgeAll(rules, state, ask, answer);
		for (const change of judged.changes) changes.push(change);
		if (ask.slot >= oldest) bases.set(ask.slot, judged.bases);
		const fresh = untoldRows(answer, [...(state?.unreadable ?? []), ...unreadable]);
		if (fresh.length > 0)
			troubles.push({ window: ask.window, unreadable: fresh, unreadableRows: answer.unreadable.length });
		for (const { trouble } of answer.unreadable) unreadable.add(trouble);
	}
	// Windows that were not answered still have to pass by keys that are new under 'Watch Only'.
	const only = asks.every(({ slot }) => answers.has(slot)) ? rules.only && [...rules.only].sort() : state?.only;
	return { changes, troubles, next: { ...reached, only, bases, unreadable: [...unreadable].slice(0, 100) } };
}

/** How far the windows are known after these answers. */
function progress(state: State | undefined, asks: Asked[], answers: Map<Day, Answer>, at: number) {
	const current = asks[asks.length - 1];
	const open = asks.find(({ slot, settled }) => !answers.has(slot) || !settled) ?? current;
	const origin = isSteadyAgain(state, at) ? undefined : state?.origin;
	// Once a clock that jumped has been steady for a day, it is the one to go by.
	const isTrusted = !state || state.origin !== origin;
	const until = isTrusted ? current.until : later(current.until, state.until);
	return { at, from: open.slot, until, origin };
}

/** Whether polls, more than one of them, have seen the clock go on for a day since it jumped. */
const isSteadyAgain = ({ origin, at: last = 0 }: Partial<State> = {}, at: number) =>
	origin !== undefined && last > origin.since && at >= origin.since + DAY;

/** Rows that could not be read and of which that was not told before, one for each trouble. */
export function untoldRows({ unreadable }: Counts, told: string[]): UnreadableRow[] {
	const fresh = new Map(unreadable.map((row) => [row.trouble, row]));
	for (const trouble of told) fresh.delete(trouble);
	return [...fresh.values()];
}

/** Keys that an answer lacks although an earlier one for the same window had them: counts do not vanish, so it is not whole. */
export function missingKeys(state: State | undefined, { slot }: Ask, { byKey }: Counts): string[] {
	return [...(state?.bases.get(slot)?.keys() ?? [])].filter((key) => !byKey.has(key));
}

/** What one answer tells, and what is known of its keys afterwards. */
function judgeAll(
	rules: Rules,
	state: State | undefined,
	ask: Ask,
	answer: Counts,
): { changes: Change[]; bases: Bases } {
	const { window, slot, existing, isShort } = ask;
	const { totalExecutions } = answer;
	const known = state?.bases.get(slot);
	const wanted = wantedBy(rules.only);
	const wasWanted = state ? wantedBy(state.only && new Set(state.only)) : wanted;
	// No row in a calendar window says nothing. In a sliding window it says that nothing ran for so many days.
	const bases: Bases = new Map(slot === SLIDING && !isShort ? undefined : known);
	const changes: Change[] = [];
	for (const count of answer.byKey.values()) {
		if (!wanted(count)) {
			bases.delete(count.key);
			continue;
		}
		const isNew = !wasWanted(count) && !bases.has(count.key);
		const base = isNew ? NO_BASE : (known?.get(count.key) ?? NO_BASE);
		const { told, after } = judge(rules, ask, count, base, isNew ? existing : ask.told);
		// Something that did not run needs no base. One of 0 is that of a count which is held back.
		if (count.executions > 0 || after.count > 0 || after.told) bases.set(count.key, after);
		else bases.delete(count.key);
		const previousExecutions = Math.min(base.count, count.executions);
		for (const reached of told) changes.push({ count, window, previousExecutions, totalExecutions, ...reached });
	}
	return { changes, bases };
}

const NO_BASE: Base = { count: 0 };
const NONE_TOLD: Told = new Map();

type Limited = Pick<Change, 'limit' | 'reached' | 'percentage'>;

/** What is told about one count, an entry for each thing to tell, and what is known of it afterwards. */
function judge(
	rules: Rules,
	{ slot, isOver, isShort }: Ask,
	{ executions, ...count }: Count,
	base: Base,
	isTold: boolean,
): { told: Limited[]; after: Base } {
	const nothing: Limited[] = [];
	// A count of fewer days did not fall.
	const known = isShort ? Math.max(base.count, executions) : executions;
	switch (rules.triggerOn) {
		case 'snapshot':
			return { told: isTold ? [{}] : nothing, after: { count: executions } };
		case 'executions': {
			const difference = executions - base.count;
			if (!isTold) return { told: nothing, after: { count: known } };
			const isEnough = difference >= rules.minDifference || (isOver && difference > 0);
			// What is too little to tell is not forgotten: it adds up until it is enough. A count that fell begins from where it is.
			return isEnough
				? { told: [{}], after: { count: executions } }
				: { told: nothing, after: { count: Math.min(base.count, known) } };
		}
		case 'limit': {
			const limit = limitOf(rules.limits, { executions, ...count });
			const reached = reachedOf(rules.limits.percentages, limit, executions);
			const before = toldBefore(base.told ?? NONE_TOLD, limit, slot === SLIDING, known);
			const after = toldAfter(before, reached, limit);
			return {
				told: isTold ? untold(reached, limit, before).map((percentage) => ({ limit, reached, percentage })) : nothing,
				after: { count: known, ...(after.size > 0 && { told: after }) },
			};
		}
	}
}

/** For a test in the editor: the largest count, as if it had just come up. Undefined where there is none. */
export function sample(rules: Rules, { window }: Ask, { byKey, totalExecutions }: Counts): Change | undefined {
	const isWanted = wantedBy(rules.only);
	const isLimit = rules.triggerOn === 'limit';
	let best: Change | undefined;
	for (const count of byKey.values()) {
		if (!isWanted(count)) continue;
		const limit = isLimit ? limitOf(rules.limits, count) : undefined;
		if (limit === 0 || (best && best.count.executions >= count.executions)) continue;
		best = { count, window, previousExecutions: 0, totalExecutions, limit };
	}
	if (best?.limit === undefined) return best;
	const reached = reachedOf(rules.limits.percentages, best.limit, best.count.executions);
	return { ...best, reached, percentage: reached[reached.length - 1] ?? null };
}

/** Keys and user names of the settings that nothing in an answer bears: a slip of the pen, or something that did not run yet. */
export function unmatchedKeys({ only, limits }: Rules, { byKey }: Counts): string[] {
	const names = new Set([...byKey.values()].flatMap(({ key, username = '' }) => [matchable(key), matchable(username)]));
	return [...new Set([...(only ?? []), ...limits.byKey.keys()])].filter((name) => !names.has(name));
}

function wantedBy(only: Set<string> | undefined): (count: Count) => boolean {
	if (!only) return () => true;
	return ({ key, username }) => only.has(matchable(key)) || (username !== undefined && only.has(matchable(username)));
}
