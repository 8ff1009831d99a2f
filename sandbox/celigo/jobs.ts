import { existing, notFound, Refusal } from './answers';
import { jobsAskedFor } from './jobQuery';
import { family, isOver, shown } from './jobView';
import { queryOf } from './lists';
import type { ById, Routes } from './service';
import type { Job } from './state';

export const jobRoutes: Routes = (app, { state, options }) => {
	/** Newest first, so many at a time, and no link to the next page. */
	app.get('/v1/jobs', async (request, reply) => {
		const jobs = jobsAskedFor(state, queryOf(request), options).slice(0, options.jobPageSize);
		return jobs.length === 0 ? await reply.code(204).send() : jobs;
	});

	app.get<ById>('/v1/jobs/:id', async ({ params }) => shown(existing(state.jobs, params.id), options));

	app.get<ById>('/v1/jobs/:id/family', async ({ params }) =>
		family(state, existing(state.jobs, params.id), options),
	);

	/** The families of several jobs, whose ids are the body; those that are not there are left out. */
	app.post('/v1/jobs/family', async ({ body }) => {
		if (!Array.isArray(body)) throw new Refusal(400, 'invalid_body', 'The body must be an array of ids.');
		const jobs = body.flatMap((id) => state.jobs.get(String(id)) ?? []);
		if (jobs.length === 0 && body.length > 0) throw notFound();
		return jobs.map((job) => family(state, job, options));
	});

	app.put<ById>('/v1/jobs/:id/cancel', async (request, reply) => {
		const job = existing(state.jobs, request.params.id);
		if (!cancel(job))
			throw new Refusal(422, 'invalid_job_status', 'Only a queued or running job can be canceled.');
		return await (options.cancelAnswer === 'empty'
			? reply.code(204).send()
			: reply.send(shown(job, options)));
	});

	app.post<ById>('/v1/flows/:id/jobs/cancel', async (request, reply) => {
		const flow = existing(state.flows, request.params.id);
		for (const job of state.jobs.values()) if (job._flowId === flow._id && !isOver(job)) cancel(job);
		return await reply.code(204).send();
	});
};

function cancel(job: Job): boolean {
	const isPossible = job.status === 'queued' || job.status === 'running';
	if (isPossible) job.status = 'canceling';
	return isPossible;
}
