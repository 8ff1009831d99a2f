import { existing, Refusal } from './answers';
import { queryOf } from './lists';
import type { ById, Routes } from './service';
import type { Job } from './state';

/** A list of jobs needs one of these. */
const NEEDED = [
	'_integrationId',
	'_flowId',
	'_exportId',
	'_importId',
	'_flowJobId',
	'createdAt_gte',
	'createdAt_lte',
];

export const jobRoutes: Routes = (app, { state, options }) => {
	/** Newest first, so many at a time, and no link to the next page. */
	app.get('/v1/jobs', async (request, reply) => {
		const query = queryOf(request);
		if (!NEEDED.some((key) => query.has(key)))
			throw new Refusal(400, 'invalid_query', `One of ${NEEDED.join(', ')} is required.`);
		const jobs = [...state.jobs.values()]
			.filter(filterOf(query))
			.sort((a, b) => b.createdAt.localeCompare(a.createdAt))
			.slice(0, options.jobPageSize);
		return jobs.length === 0 ? await reply.code(204).send() : jobs;
	});

	app.get<ById>('/v1/jobs/:id', async (request) => existing(state.jobs, request.params.id));

	app.get<ById>('/v1/jobs/:id/family', async (request) => {
		const job = existing(state.jobs, request.params.id);
		const children = [...state.jobs.values()].filter(({ _flowJobId }) => _flowJobId === job._id);
		return { ...job, children };
	});

	app.put<ById>('/v1/jobs/:id/cancel', async (request) => {
		const job = existing(state.jobs, request.params.id);
		if (job.status !== 'queued' && job.status !== 'running')
			throw new Refusal(422, 'invalid_job_status', 'Only a queued or running job can be canceled.');
		job.status = 'canceling';
		return job;
	});
};

function filterOf(query: URLSearchParams): (job: Job) => boolean {
	const type = query.get('type');
	if (
		(type === 'export' || type === 'import') &&
		!['_flowJobId', '_exportId', '_importId'].some((key) => query.has(key))
	)
		throw new Refusal(400, 'invalid_query', '_flowJobId or a resource id is required for this type.');
	return (job) =>
		[...query].every(([key, value]) => {
			const [field, operator] = key.split(/_(?=[gl]te$)/);
			const own = job[field];
			if (operator === undefined) return String(own) === value;
			const difference = typeof own === 'number' ? own - Number(value) : String(own).localeCompare(value);
			return operator === 'gte' ? difference >= 0 : difference <= 0;
		});
}
