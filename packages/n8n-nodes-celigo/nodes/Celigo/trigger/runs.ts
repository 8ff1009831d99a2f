import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../kit/answer';
import { success } from '../kit/done';
import type { Request } from '../kit/request';
import { listRequest } from '../parameters/search';
import { isOver, outcomeOf } from '../resources/job/document';
import { jobsOf } from '../resources/job/getAll';
import { isName } from './rows';
import type { Settings } from './settings';
import type { Seen, Watch } from './watch';

export interface KnownRuns {
	/** Runs that were created before, in ms since 1970 by Celigo's clock, are over or given up. */
	from: number;
	/** IDs of those since then that are over and need not be told again, and of some before. */
	over: string[];
	/** Those that are waited for, with the time at which they were created. One that is missing in a list may come back. */
	open?: Record<string, number>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A run may be listed a little later than it was created. */
const OVERLAP = 10 * MINUTE;

/** Most IDs that are kept of runs that are over, but for those that may be listed again. */
const MOST_IDS = 1_000;

/** How long a run is waited for: one that hangs must not make every poll read weeks of jobs. */
const LONGEST_RUN = 7 * DAY;

/**
 * GET /jobs?type=flow, of a flow or an integration, since the oldest run that is not over. The first look asks for the newest one as well:
 * n8n's clock may be wrong.
 */
export const watchRuns: Watch<KnownRuns> = async (scope, settings, state, { time: { deadline }, rows }) => {
	const { of, outcome } = settings;
	const scopeOf = of && 'flow' in of ? { _flowId: of.flow } : { _integrationId: of?.integration };
	const recordsIn = rows.under({ _id: isName, status: isName });
	const requestFor = (qs: IDataObject = {}): Request => ({
		...listRequest('jobs', { type: 'flow', ...scopeOf, ...qs }),
		done: success,
		deadline,
	});
	const newest = async () => {
		const request = requestFor();
		return newestOf(recordsIn(scope, await scope.send(request), request)) - DAY;
	};
	const from = state?.from ?? Math.max(0, await newest());
	const request = requestFor({ createdAt_gte: new Date(from).toISOString() });
	return decideRuns(state, await jobsOf(recordsIn)(scope, request, { wanted: Infinity }), outcome, from);
};

/**
 * Which runs have come to their end. A run that was under way at the first poll is told when it is over.
 *
 * @param state left by the poll before; undefined on the first one, which tells nothing
 * @param jobs all that were created since `asked`, in ms since 1970
 */
export function decideRuns(
	state: KnownRuns | undefined,
	jobs: IDataObject[],
	outcome: Settings['outcome'],
	asked = state?.from ?? 0,
): Seen<KnownRuns> {
	const known = new Set(state?.over);
	const over = jobs.filter(isOver).sort((a, b) => endOf(a) - endOf(b));
	const counts = over.filter((job) => isWanted(job, outcome));
	const open = stillOpen(state?.open, jobs);
	const from = startOf(asked, jobs, Object.values(open));
	// A run without a time may have been created at any.
	const since = over.filter((job) => !(createdAt(job) < from)).map(({ _id }) => String(_id));
	// One that is missing in a list may come back, and is not new then.
	const all = [...new Set([...since, ...(state?.over ?? [])])];
	return {
		found: state ? counts.filter(({ _id }) => !known.has(String(_id))).map(itemOf) : [],
		next: {
			from,
			over: all.slice(0, Math.max(since.length, MOST_IDS)),
			open: Object.fromEntries(Object.entries(open).filter(([, time]) => time >= from)),
		},
		sample: [...counts, ...over].map(itemOf).at(-1),
	};
}

/** @param before those that were waited for */
function stillOpen(before: KnownRuns['open'], jobs: IDataObject[]): Record<string, number> {
	const open = new Map(Object.entries(before ?? {}));
	for (const job of jobs)
		if (isOver(job)) open.delete(String(job._id));
		else open.set(String(job._id), createdAt(job) || 0);
	return Object.fromEntries(open);
}

/** @param open when the runs that are waited for were created */
function startOf(asked: number, jobs: IDataObject[], open: number[]): number {
	const newest = newestOf(jobs);
	const oldestOpen = open.reduce((oldest, time) => Math.min(oldest, time), newest - OVERLAP);
	return Math.max(asked, oldestOpen, newest - LONGEST_RUN);
}

/** When the last of them was created; -Infinity where none says. */
const newestOf = (jobs: IDataObject[]) =>
	jobs.map(createdAt).reduce((latest, time) => (time > latest ? time : latest), -Infinity);

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
