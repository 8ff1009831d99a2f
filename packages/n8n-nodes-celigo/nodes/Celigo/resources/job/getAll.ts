import type { IDataObject } from 'n8n-workflow';
import { limit, output, returnAll } from '../../parameters/list';
import type { Item } from '../../request/item';
import { operation } from '../../request/operation';
import { limitOf, recordsIn } from '../../request/pages';
import { pathOf } from '../../request/path';
import { shaped } from '../../request/shape';
import { jobShape } from './document';
import { jobFilters, jobQueryOf } from './filters';

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
	shape: jobShape,
	async run(item) {
		const jobs = await listJobs(item, jobQueryOf(item), limitOf(item));
		return jobs.map((job) => shaped(item, job, jobShape));
	},
});

/**
 * Steps back in time until nothing new comes. Jobs of the very millisecond in which a page ends come twice and count once.
 *
 * @param qs filters; `createdAt_lte` moves back from page to page
 */
async function listJobs(item: Item, qs: IDataObject, wanted: number): Promise<IDataObject[]> {
	const subject = { what: 'the jobs', repeatable: true };
	const jobs = new Map<unknown, IDataObject>();
	for (let until = qs.createdAt_lte; ;) {
		const query = { ...qs, createdAt_lte: until };
		const answer = await item.send({ method: 'GET', path: pathOf('jobs'), qs: query, subject });
		const page = recordsIn(item.node, answer, { subject });
		const before = jobs.size;
		for (const job of page) {
			if (!jobs.has(job._id)) jobs.set(job._id, job);
			if (jobs.size === wanted) return [...jobs.values()];
		}
		until = oldest(page);
		if (jobs.size === before || until === undefined) return [...jobs.values()];
	}
}

function oldest(jobs: IDataObject[]): string | undefined {
	const times = jobs.map(({ createdAt }) => createdAt).filter((time) => typeof time === 'string');
	return times.sort()[0];
}
