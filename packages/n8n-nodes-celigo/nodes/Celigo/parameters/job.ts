import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import type { Request } from '../kit/request';
import { success } from '../kit/done';
import { listSearch, matching } from '../kit/editor';
import type { Scope } from '../kit/scope';
import { celigo, list, locator, recordsUnder } from '../service';
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

/** Flows of which runs are looked for by their name. */
const MOST_FLOWS = 20;

/**
 * Fills the list of jobs with the runs of the last seven days, newest first. A text is looked for in their labels, and in the names of
 * all flows, whose runs are then asked for.
 */
export const searchJobs = listSearch(celigo, async (scope, filter) => {
	const flows = await list(scope, listRequest('flows'), { wanted: Infinity });
	const named = new Map(flows.map(({ _id, name }) => [_id, String(name)]));
	const wanted = filter.toLowerCase();
	const ofFlows = wanted ? flows.filter(({ name }) => String(name).toLowerCase().includes(wanted)) : [];
	const found = await Promise.all([
		recentRuns(scope),
		...ofFlows.slice(0, MOST_FLOWS).map(async ({ _id }) => await runsWith(scope, { _flowId: _id })),
	]);
	return { results: entriesOf(found.flat(), named).filter(matching(filter)) };
});

/** Each job once, newest first. */
function entriesOf(jobs: IDataObject[], named: Map<unknown, string>): INodeListSearchItems[] {
	const byId = new Map(jobs.map((job) => [job._id, job]));
	return [...byId.values()]
		.sort((a, b) => (String(a.createdAt) < String(b.createdAt) ? 1 : -1))
		.map((job) => ({ name: labelOf(job, named), value: String(job._id) }));
}

/**
 * The runs of all flows. Celigo's documents disagree on whether it lists them; where it refuses, each integration is asked for its own,
 * and those flows that are in none.
 */
async function recentRuns(scope: Scope): Promise<IDataObject[]> {
	const request = requestFor({});
	const answer = await scope.send({ ...request, accept: [400], done: success });
	if (answer.statusCode !== 400) return recordsUnder()(scope, answer, request);
	const integrations = await list(scope, listRequest('integrations'), { wanted: Infinity });
	const ids = [...integrations.map(({ _id }) => _id), 'none'];
	const found = await Promise.all(ids.map(async (_integrationId) => await runsWith(scope, { _integrationId })));
	return found.flat();
}

/** The runs of the last seven days, as many as one request gives. */
async function runsWith(scope: Scope, qs: IDataObject): Promise<IDataObject[]> {
	return (await fetchPage(scope, requestFor(qs))).records;
}

const requestFor = (qs: IDataObject): Request =>
	listRequest('jobs', { type: 'flow', ...qs, createdAt_gte: new Date(celigo.clock.now() - WEEK).toISOString() });

/** `Orders to NetSuite, 2026-11-22 02:00 UTC (completed)` */
function labelOf({ _flowId, createdAt, status }: IDataObject, named: Map<unknown, string>): string {
	const flow = named.get(_flowId) ?? String(_flowId);
	return `${flow}, ${String(createdAt).slice(0, 16).replace('T', ' ')} UTC (${String(status)})`;
}
