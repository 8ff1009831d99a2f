import { existing, isRecord, textsIn } from './answers';
import { family, isOver, shown } from './jobView';
import { queryOf } from './lists';
import type { ById, Routes } from './service';
import type { Document, Job, State } from './state';

/** What runs now and what ran last, without a search through all jobs. */
export const jobOverviewRoutes: Routes = (app, { state, options }) => {
	/** The jobs of a flow's latest run: one for each page generator that had its turn. */
	app.get<ById>('/v1/flows/:id/jobs/latest', async (request) => {
		const flow = existing(state.flows, request.params.id);
		const limit = Number(queryOf(request).get('limit') ?? Infinity);
		return latestOf(state, flow._id)
			.slice(0, limit)
			.map((job) => shown(job, options));
	});

	app.get<ById>('/v1/integrations/:id/jobs/latest', async ({ params }) => {
		const integration = existing(state.integrations, params.id);
		const jobs = flowsOf(state, integration._id).flatMap((flow) => latestOf(state, flow));
		return jobs.map((job) => shown(job, options));
	});

	app.post('/v1/jobs/current', async ({ body }, reply) => {
		const jobs = chosen(state, body).filter((job) => !isOver(job) && hasStatus(job, body));
		if (jobs.length === 0) return await reply.code(204).send();
		return { jobs: jobs.map((job) => family(state, job, options)) };
	});

	/** The shape of a row is not documented; this one is made from the columns of Celigo's own page. */
	app.post('/v1/flows/runs/stats', async ({ body }, reply) => {
		const { time_gt: from = 0, time_lte: until = Infinity } = isRecord(body) ? body : {};
		const jobs = chosen(state, body).filter((job) => {
			const time = Date.parse(job.endedAt ?? '');
			const isDone = job.status === 'completed' || job.status === 'failed';
			return isDone && hasStatus(job, body) && time > Number(from) && time <= Number(until);
		});
		if (jobs.length === 0) return await reply.code(204).send();
		return { stats: [...new Set(jobs.map(({ _flowId }) => _flowId))].map((flow) => statsOf(flow, jobs)) };
	});
};

const flowsOf = (state: State, integration: string): string[] =>
	[...state.flows.values()]
		.filter(({ _integrationId }) => _integrationId === integration)
		.map(({ _id }) => _id);

function latestOf(state: State, flow: string): Job[] {
	const runs = runJobs(state).filter(({ _flowId }) => _flowId === flow);
	const groupOf = (job?: Job) => state.runs.get(job?._id ?? '')?.group ?? job?._id;
	const latest = groupOf(runs.at(-1));
	return runs.filter((job) => groupOf(job) === latest).reverse();
}

const runJobs = (state: State): Job[] => [...state.jobs.values()].filter(({ type }) => type === 'flow');

/** The jobs of the flows or integrations that a body names; of all if it names none. */
function chosen(state: State, body: unknown): Job[] {
	const [flows, integrations] = [textsIn(body, '_flowIds'), textsIn(body, '_integrationIds')];
	return runJobs(state).filter(
		({ _flowId, _integrationId }) =>
			(flows.length === 0 || flows.includes(_flowId)) &&
			(integrations.length === 0 || integrations.includes(_integrationId ?? 'none')),
	);
}

function hasStatus({ status }: Job, body: unknown): boolean {
	const wanted = textsIn(body, 'status');
	return wanted.length === 0 || wanted.includes(status);
}

function statsOf(flow: string, jobs: Job[]): Omit<Document, '_id'> {
	const own = jobs.filter(({ _flowId }) => _flowId === flow);
	const sum = (count: 'numSuccess' | 'numError' | 'numIgnore' | 'numOpenError') =>
		own.reduce((total, job) => total + job[count], 0);
	return {
		_flowId: flow,
		_integrationId: own[0]._integrationId,
		numRuns: own.length,
		numSuccess: sum('numSuccess'),
		numIgnore: sum('numIgnore'),
		numError: sum('numError'),
		numOpenError: sum('numOpenError'),
		lastExecutedAt: own.at(-1)?.endedAt,
	};
}
