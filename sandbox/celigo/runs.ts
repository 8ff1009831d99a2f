import { newId } from '../shared/ids';
import { existing, isRecord, Refusal, textsIn } from './answers';
import type { ById, Routes, Service } from './service';
import { type Flow, type Job, type Run, type State, USER } from './state';
import { generatorsOf } from './steps';

/**
 * POST /flows/{id}/run: queues a job and does not wait for it. A flow has one job for each page generator, the next one queued when the
 * present one is over; where the answer is a list, each has been queued and is in it.
 */
export const runRoutes: Routes = (app, service) => {
	const { state, options } = service;
	app.post<ById>('/v1/flows/:id/run', async (request, reply) => {
		const flow = existing(state.flows, request.params.id);
		if (flow.disabled) throw new Refusal(422, options.disabledCode, 'Flow is disabled.');
		const [generator, ...others] = generatorsFor(flow, request.body);
		const run: Run = { group: newId(), generator, waiting: others, until: endDateIn(request.body) };
		reply.code(201);
		if (options.runAnswer === 'array') {
			const runs = [generator, ...others].map((each) => ({ ...run, generator: each, waiting: [] }));
			return await reply.send(
				runs.map((each) => answerOf(service, queueRun(service, flow, each), each, true)),
			);
		}
		const job = queueRun(service, flow, run);
		return await reply.send(options.runAnswer === 'empty' ? undefined : answerOf(service, job, run));
	});
};

function answerOf({ options }: Service, { _id }: Job, { group, generator }: Run, withExport = false) {
	if (options.detail === 'more') return { _jobId: _id, _exportId: generator, flowExecutionGroupId: group };
	return { _jobId: _id, ...(withExport && { _exportId: generator }) };
}

/** All page generators of a flow, or those that the body chooses. @throws Refusal */
function generatorsFor(flow: Flow, body: unknown): string[] {
	const all = generatorsOf(flow).map(({ id }) => id);
	const wanted = isRecord(body) && body._exportIds !== undefined ? textsIn(body, '_exportIds') : all;
	if (wanted.every((id) => all.includes(id))) return wanted;
	throw new Refusal(422, 'invalid_ref', 'The export is not part of the flow.', '_exportIds');
}

/** `export.endDate` of a body; dates at the top have no effect. */
function endDateIn(body: unknown): string | undefined {
	const range = isRecord(body) && isRecord(body.export) ? body.export : {};
	return typeof range.endDate === 'string' ? range.endDate : undefined;
}

export function queueRun({ state, options }: Service, flow: Flow, run: Run): Job {
	const { generator: _exportId, group: flowExecutionGroupId } = run;
	const more = options.detail === 'more' ? { _exportId, flowExecutionGroupId } : {};
	const job = queueJob(state, flow, { type: 'flow', ...more });
	state.runs.set(job._id, run);
	return job;
}

/** Queues a job of a flow with these fields. */
export function queueJob(state: State, flow: Flow, fields: Partial<Job> & Pick<Job, 'type'>): Job {
	const now = new Date().toISOString();
	const job: Job = {
		_id: newId(),
		_userId: USER._id,
		status: 'queued',
		_flowId: flow._id,
		_integrationId: flow._integrationId,
		createdAt: now,
		lastModified: now,
		numSuccess: 0,
		numError: 0,
		numIgnore: 0,
		numOpenError: 0,
		numResolved: 0,
		...fields,
	};
	state.jobs.set(job._id, job);
	return job;
}
