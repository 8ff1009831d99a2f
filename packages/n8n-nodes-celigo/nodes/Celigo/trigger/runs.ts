import type { IDataObject } from 'n8n-workflow';
import { success } from '../kit/done';
import { listRequest } from '../parameters/search';
import { isOver, outcomeOf } from '../resources/job/document';
import { jobList } from '../resources/job/getAll';
import type { Settings } from './settings';
import { timeIn } from './time';
import type { Seen, Watch } from './watch';

export interface KnownRuns {
	/** Runs that were created before, in ms since 1970, are over or given up. */
	from: number;
	/** Set where no run was seen yet that would tell Celigo's time: then that is by n8n's clock, which may have been ahead. */
	isGuess?: boolean;
	/** IDs of those since then that are over and need not be told again. */
	over: string[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A run may be listed a little later than it was created. */
const OVERLAP = 10 * MINUTE;

/** How long a run is waited for: one that hangs must not make every poll read weeks of jobs. */
const LONGEST_RUN = 7 * DAY;

/** GET /jobs?type=flow, of a flow or an integration, since the oldest run that is not over. */
export const watchRuns: Watch<KnownRuns> = async (scope, settings, state, { now, deadline }) => {
	const from = askedFrom(state, now);
	const { of } = settings;
	const scopeOf = of && 'flow' in of ? { _flowId: of.flow } : { _integrationId: of?.integration };
	const qs = { type: 'flow', ...scopeOf, createdAt_gte: new Date(from).toISOString() };
	const request = { ...listRequest('jobs', qs), done: success, deadline };
	const jobs = await jobList(scope, request, { wanted: Infinity });
	return decideRuns(state, jobs, settings.outcome, now);
};

/**
 * Which runs have come to their end. A run that was under way at the first poll is told when it is over.
 *
 * @param state left by the poll before; undefined on the first one, which tells nothing
 * @param jobs all that were created since `state.from`
 */
export function decideRuns(
	state: KnownRuns | undefined,
	jobs: IDataObject[],
	outcome: Settings['outcome'],
	now: number,
): Seen<KnownRuns> {
	const known = new Set(state?.over);
	const over = jobs.filter(isOver).sort((a, b) => endOf(a) - endOf(b));
	const counts = over.filter((job) => isWanted(job, outcome));
	const times = jobs.map(createdAt).filter((time) => !Number.isNaN(time));
	const from = startOf(askedFrom(state, now), jobs, times);
	const isGuess = times.length === 0 && (state === undefined || state.isGuess);
	// A run without a time may have been created at any.
	const since = over.filter((job) => !(createdAt(job) < from)).map(({ _id }) => String(_id));
	// One that is missing in a list may come back, and is not new then.
	const missing = from === state?.from ? state.over : [];
	return {
		found: state ? counts.filter(({ _id }) => !known.has(String(_id))).map(itemOf) : [],
		next: { from, over: [...new Set([...since, ...missing])], ...(isGuess && { isGuess }) },
		sample: [...counts, ...over].map(itemOf).at(-1),
	};
}

function askedFrom(state: KnownRuns | undefined, now: number): number {
	if (!state) return now - DAY;
	return state.isGuess ? Math.min(state.from, now - DAY) : state.from;
}

/** @param times at which the jobs were created, by Celigo's clock: that of n8n may be another one */
function startOf(asked: number, jobs: IDataObject[], times: number[]): number {
	if (times.length === 0) return asked;
	const newest = times.reduce((latest, time) => Math.max(latest, time));
	const open = jobs.filter((job) => !isOver(job)).map((job) => createdAt(job) || 0);
	const oldestOpen = open.reduce((oldest, time) => Math.min(oldest, time), newest - OVERLAP);
	return Math.max(asked, oldestOpen, newest - LONGEST_RUN);
}

/** NaN where there is none. */
const createdAt = (job: IDataObject) => timeIn(job.createdAt);

const endOf = (job: IDataObject) => timeIn(job.endedAt ?? job.lastModified) || createdAt(job) || 0;

function isWanted(job: IDataObject, outcome: Settings['outcome']): boolean {
	const ended = outcomeOf(job);
	if (outcome === 'any') return true;
	return ended === 'failed' || (outcome === 'errors' && ended === 'completedWithErrors');
}

function itemOf(job: IDataObject): IDataObject {
	const { _id, _flowId, _integrationId, status, numSuccess, numError, numIgnore, startedAt, endedAt } = job;
	return {
		event: 'runFinished',
		_jobId: _id,
		_flowId,
		_integrationId,
		outcome: outcomeOf(job),
		status,
		numSuccess,
		numError,
		numIgnore,
		startedAt,
		endedAt,
	};
}
