import { NodeApiError } from 'n8n-workflow';
import type { Tick } from '../kit/tick';
import type { Scope } from '../kit/scope';
import { flowMate } from '../service';
import type { Day } from '../resources/execution/calendar';
import type { Answer, Asked } from './decide';
import { missingKeys, untoldRows } from './decide';
import { fetchCounts, UNKNOWN_FORM, unreadableRows } from './fetch';
import type { Ask } from './plan';
import type { Settings } from './settings';
import type { State } from './state';

/** Polls in a row that a window of the past may fail, although the current one does not, before it is given up. */
const MOST_REFUSALS = 3;

/** Polls in a row that a window that is over may lack keys which it had, before it is taken as it is: something was deleted. */
const MOST_GAPS = 60;

/**
 * Asks for windows, the current one first: where that fails, everything does.
 * What a long absence has left over when half of the time is up is made up for by the next poll.
 *
 * @returns the asks with whether each is to be the last for its window, and what came of it
 */
export async function answersTo(
	scope: Scope,
	settings: Settings,
	state: State | undefined,
	asks: Ask[],
	tick: Tick,
): Promise<{ asks: Asked[]; answers: Map<Day, Answer> }> {
	const answers = new Map<Day, Answer>();
	const current = asks[asks.length - 1];
	answers.set(current.slot, await fetchCounts(scope, settings, current, tick.deadline));
	const past = asks.slice(0, -1);
	for (const ask of [...past.filter(({ isOver }) => !isOver), ...past.filter(({ isOver }) => isOver)]) {
		if (ask.isOver && flowMate.clock.now() > tick.halfTime) break;
		const answer = await answerOfThePast(scope, settings, ask, tick);
		if (answer) answers.set(ask.slot, answer);
	}
	refuseFreshRows(scope, state, answers, tick);
	return { asks: asks.map((ask) => ({ ...ask, settled: ask.isOver && isWhole(state, ask, answers, tick) })), answers };
}

/** One window that FlowMate cannot answer for must not keep the others from being told. */
async function answerOfThePast(scope: Scope, settings: Settings, ask: Ask, tick: Tick): Promise<Answer | undefined> {
	const what = `refused ${ask.slot}`;
	return await fetchCounts(scope, settings, ask, tick.deadline).then(
		(counts) => {
			tick.over(what);
			return counts;
		},
		(error: unknown) => {
			if (isGeneral(error)) throw error;
			return tick.again(what) >= MOST_REFUSALS && ask.isOver ? { givenUp: (error as Error).message } : undefined;
		},
	);
}

/** Whether a failure says nothing about the window that was asked for. */
function isGeneral(error: unknown): boolean {
	return (
		!(error instanceof NodeApiError) ||
		['401', '403', '429'].includes(String(error.httpCode)) ||
		error.failure?.cause === 'credential-invalid'
	);
}

/**
 * Rows that cannot be read fail one poll, which may have been unlucky. The next one sets them aside; but an answer of which nothing can be
 * read is no answer.
 */
function refuseFreshRows(scope: Scope, state: State | undefined, answers: Map<Day, Answer>, tick: Tick): void {
	const told = state?.unreadable ?? [];
	const all = [...answers.values()].filter((answer) => 'byKey' in answer);
	const foreign = all.find(({ byKey, unreadable }) => byKey.size === 0 && unreadable.length > 0);
	const fresh = foreign?.unreadable ?? all.flatMap((counts) => untoldRows(counts, told));
	if (fresh.length === 0) return tick.over('rows');
	const isFirst = tick.again('rows') === 1;
	if (!isFirst && !foreign) return;
	const error = unreadableRows(scope, fresh, foreign ? UNKNOWN_FORM : SET_ASIDE);
	throw isFirst ? tick.atOnce(error) : error;
}

const SET_ASIDE =
	'If the next poll finds it as well, it is set aside and given as an item of its own, and the other rows are told';

function isWhole(state: State | undefined, ask: Ask, answers: Map<Day, Answer>, tick: Tick): boolean {
	const answer = answers.get(ask.slot);
	const what = `gaps ${ask.slot}`;
	if (answer && 'byKey' in answer && missingKeys(state, ask, answer).length > 0) return tick.again(what) >= MOST_GAPS;
	tick.over(what);
	return true;
}
