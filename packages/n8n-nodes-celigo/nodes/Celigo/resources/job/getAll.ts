import type { IDataObject } from 'n8n-workflow';
import { success } from '../../kit/done';
import type { List, RecordsIn } from '../../kit/list';
import { checkSize, limit, repeatedPageError, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { recordsUnder } from '../../service';
import { jobShape } from './document';
import { jobFilters, jobQueryOf } from './filters';

/** Behind a page of so many there may be more. */
const FULL_PAGE = 1_000;

const IGNORED = 'It ignores the time that jobs were created at, or more of them were created at once than it lists.';

/**
 * Steps back in time until nothing new comes. Jobs of the very millisecond in which a page ends come twice and count once.
 * `createdAt_lte` moves back from page to page.
 */
export const jobsOf =
	(recordsIn: RecordsIn): List =>
	async (scope, request, { wanted }) => {
		const jobs = new Map<unknown, IDataObject>();
		for (let until = request.qs?.createdAt_lte; ;) {
			const answer = await scope.send({ ...request, qs: { ...request.qs, createdAt_lte: until }, done: success });
			const page = recordsIn(scope, answer, request);
			const before = jobs.size;
			for (const job of page) {
				if (!jobs.has(job._id)) jobs.set(job._id, job);
				if (jobs.size === wanted) return [...jobs.values()];
			}
			checkSize(scope, jobs.size, request);
			until = oldest(page);
			if (jobs.size > before && until !== undefined) continue;
			if (before > 0 && page.length >= FULL_PAGE) throw repeatedPageError(scope, request, IGNORED);
			return [...jobs.values()];
		}
	};

export const jobList = jobsOf(recordsUnder());

function oldest(jobs: IDataObject[]): string | undefined {
	const times = jobs.map(({ createdAt }) => createdAt).filter((time) => typeof time === 'string');
	return times.sort()[0];
}

/**
 * GET /jobs. Answers 200 [Job], newest first, or 204. It gives about a thousand at a time and no Link to the next page: the
 * older ones are asked for by the time of the last one.
 */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many jobs',
	description: 'Retrieve jobs, newest first, such as the runs of a flow in which records failed',
	method: 'GET',
	path: ['jobs'],
	uses: [returnAll, limit, ...jobFilters, ...output],
	query: jobQueryOf,
	list: jobList,
	shape: jobShape,
});
