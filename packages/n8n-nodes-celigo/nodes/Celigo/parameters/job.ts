import type { IDataObject } from 'n8n-workflow';
import { listSearch, matching } from '../kit/editor';
import { celigo, locator } from '../service';
import { fetchPage, listRequest } from './search';

export const jobLocator = locator({
	displayName: 'Job',
	name: 'job',
	noun: 'job',
	search: 'searchJobs',
	urlWords: ['jobs'],
	urlExample: 'https://api.integrator.io/v1/jobs/5f3c1e2a9b8d7c6e5f4a3b2c',
	description: 'A run of a flow. The list has those of the last seven days; an older one is found by its ID.',
});

const WEEK = 7 * 24 * 60 * 60 * 1_000;

/** Fills the list of jobs with the runs of the last seven days, newest first. */
export const searchJobs = listSearch(celigo, async (scope, filter) => {
	const createdAt_gte = new Date(celigo.clock.now() - WEEK).toISOString();
	const [jobs, flows] = await Promise.all([
		fetchPage(scope, listRequest('jobs', { type: 'flow', createdAt_gte })),
		fetchPage(scope, listRequest('flows')),
	]);
	const names = new Map(flows.records.map(({ _id, name }) => [_id, name]));
	const results = jobs.records.map((job) => ({ name: labelOf(job, names), value: String(job._id) }));
	return { results: results.filter(matching(filter)) };
});

/** `Orders to NetSuite, 2026-11-22 02:00 UTC (completed)` */
function labelOf({ _flowId, createdAt, status }: IDataObject, names: Map<unknown, unknown>): string {
	const flow = String(names.get(_flowId) ?? _flowId);
	return `${flow}, ${String(createdAt).slice(0, 16).replace('T', ' ')} UTC (${String(status)})`;
}
