import { newId } from '../shared/ids';
import { existing, isRecord, Refusal } from './answers';
import type { ById, Routes, Service } from './service';
import type { Flow, Job, State, StepError } from './state';
import { stepsOf } from './steps';

/** POST /flows/{id}/run: queues a job and does not wait for it. */
export const runRoutes: Routes = (app, { state, options }) => {
	app.post<ById>('/v1/flows/:id/run', async (request, reply) => {
		const flow = existing(state.flows, request.params.id);
		if (flow.disabled) throw new Refusal(422, options.disabledCode, 'Flow is disabled.');
		const wanted = exportIdsIn(flow, request.body);
		const job = queueJob(state, flow, 'flow');
		const answer = { _jobId: job._id };
		const entries = wanted.map((_exportId) => ({ ...answer, _exportId }));
		return await reply.code(201).send(options.runAnswer === 'array' ? entries : answer);
	});
};

function exportIdsIn(flow: Flow, body: unknown): string[] {
	const all = (flow.pageGenerators ?? []).map(({ _exportId }) => _exportId);
	const wanted = isRecord(body) && Array.isArray(body._exportIds) ? body._exportIds.map(String) : all;
	if (wanted.every((id) => all.includes(id))) return wanted;
	throw new Refusal(422, 'invalid_ref', 'The export is not part of the flow.', '_exportIds');
}

/** Queues a job with one of its own for each step. */
export function queueJob(state: State, flow: Flow, type: Job['type']): Job {
	const job = newJob(flow, type);
	state.jobs.set(job._id, job);
	for (const step of type === 'flow' ? stepsOf(flow) : []) {
		const reference = step.type === 'export' ? { _exportId: step.id } : { _importId: step.id };
		const child = { ...newJob(flow, step.type), ...reference, _flowJobId: job._id };
		state.jobs.set(child._id, child);
	}
	return job;
}

function newJob(flow: Flow, type: Job['type']): Job {
	return {
		_id: newId(),
		type,
		status: 'queued',
		_flowId: flow._id,
		_integrationId: flow._integrationId,
		createdAt: new Date().toISOString(),
		numSuccess: 0,
		numError: 0,
		numIgnore: 0,
		numOpenError: 0,
	};
}

/** Moves jobs on to where they are by now: queued, running, then over, as the outcome of their flow says. */
export function progress({ state, options }: Service, now = Date.now()): void {
	const over = options.jobQueued + options.jobRunning;
	for (const job of state.jobs.values()) {
		const age = now - Date.parse(job.createdAt);
		if (job.status === 'canceling') end(job, 'canceled');
		if (job.status === 'queued' && age >= options.jobQueued) {
			Object.assign(job, { status: 'running', startedAt: new Date(now).toISOString() });
		}
		if (job.status === 'running' && age >= over) finish(state, job);
	}
}

/** The last step of a flow is where records fail. */
function finish(state: State, job: Job): void {
	const outcome = state.outcomes.get(job._flowId) ?? { status: 'completed', success: 25, errors: 0 };
	const flow = state.flows.get(job._flowId);
	const last = flow && stepsOf(flow).at(-1);
	const isLast = (job._importId ?? job._exportId) === last?.id;
	const errors = job.type === 'flow' || isLast ? outcome.errors : 0;
	Object.assign(job, { numSuccess: outcome.success, numError: errors, numOpenError: errors });
	end(job, job.type === 'retry' ? 'completed' : outcome.status);
	if (job.type !== 'flow' || !flow) return;
	flow.lastExecutedAt = job.endedAt;
	if (last) addErrors(state, flow._id, last.id, job._id, errors);
}

function end(job: Job, status: 'completed' | 'failed' | 'canceled'): void {
	Object.assign(job, { status, endedAt: new Date().toISOString() });
}

function addErrors(state: State, flow: string, step: string, job: string, count: number): void {
	const { open } = errorsAt(state, flow, step);
	for (let number = 1; number <= count; number++) {
		const error: StepError = {
			errorId: `${Date.now()}${open.length}`,
			code: 'invalid_record',
			message: `Item ${1000 + number} is unknown to the destination`,
			source: 'application',
			occurredAt: new Date().toISOString(),
			traceKey: String(1000 + number),
			_flowJobId: job,
			// Not every error can be retried.
			...(number % 3 === 0 ? {} : { retryDataKey: newId() }),
		};
		open.push(error);
	}
}

/** The errors of a step of a flow. */
export function errorsAt(state: State, flow: string, step: string) {
	const key = `${flow}/${step}`;
	const known = state.errors.get(key) ?? { open: [], resolved: [] };
	state.errors.set(key, known);
	return known;
}
