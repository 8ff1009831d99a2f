import { addErrors, addSourceError, errorsAt, failAgain, resolve } from './errorStore';
import { childrenOf, stepOf } from './jobView';
import { queueJob, queueRun } from './runs';
import type { Service } from './service';
import { type Flow, type Job, type JobStatus, type Outcome, type State, type StepError, USER } from './state';
import { processorsOf, type StepRef } from './steps';

const USUAL: Outcome = { status: 'completed', success: 25, errors: 0 };

const PAGE = 20;

/** Moves jobs on to where they are by now: queued, running, then over, as the outcome of their flow says. */
export function progress(service: Service, now = Date.now()): void {
	for (const job of [...service.state.jobs.values()]) {
		if (job._flowJobId === undefined) advance(service, job, now);
	}
}

function advance(service: Service, job: Job, now: number): void {
	const { state, options } = service;
	const age = now - Date.parse(job.createdAt);
	const outcome = state.outcomes.get(job._flowId) ?? USUAL;
	if (job.status === 'canceling') return endAll(state, job, 'canceled', { canceledBy: USER._id });
	if (job.status === 'queued' && age >= options.jobQueued) begin(state, job, now);
	if (job.status !== 'running' || age < options.jobQueued + (outcome.running ?? options.jobRunning)) return;
	if (job.type === 'retry') finishRetry(state, job, outcome);
	else finishRun(service, job, outcome);
}

/** A job has no children before it runs. */
function begin(state: State, job: Job, now: number): void {
	const startedAt = new Date(now).toISOString();
	Object.assign(job, { status: 'running', startedAt, lastModified: startedAt });
	const flow = state.flows.get(job._flowId);
	if (job.type !== 'flow' || !flow) return;
	stepsOfRun(flow, state.runs.get(job._id)?.generator).forEach(({ type, id }, oIndex) => {
		const step = type === 'export' ? { _exportId: id } : { _importId: id };
		const name = state[`${type}s`].get(id)?.name;
		queueJob(state, flow, { type, name, ...step, _flowJobId: job._id, oIndex, status: 'running', startedAt });
	});
}

const stepsOfRun = (flow: Flow, generator?: string): StepRef[] => [
	...(generator === undefined ? [] : [{ type: 'export' as const, id: generator }]),
	...processorsOf(flow),
];

function finishRun(service: Service, job: Job, outcome: Outcome): void {
	const { state } = service;
	const generator = state.runs.get(job._id)?.generator;
	const children = childrenOf(state, job);
	const last = children.at(-1);
	const isSource = outcome.failsAt === 'source';
	const { success, errors } = isSource ? { success: 0, errors: 0 } : outcome;
	for (const child of children) Object.assign(child, countsOf(child, success, child === last ? errors : 0));
	const numPagesGenerated = Math.ceil((success + errors) / PAGE);
	Object.assign(job, counts(success, isSource ? outcome.errors : errors), { numPagesGenerated });
	endAll(state, job, outcome.status);
	if (isSource && generator !== undefined) addSourceError(state, job, generator);
	else if (last) addErrors(state, job, stepOf(last), errors);
	goOn(service, job);
}

const counts = (numSuccess: number, numError: number) => ({ numSuccess, numError, numOpenError: numError });

function countsOf(child: Job, success: number, errors: number) {
	const pages = Math.ceil((success + errors) / PAGE);
	return {
		...counts(success, errors),
		retriable: errors > 0,
		...(child.type === 'export'
			? { numExport: success + errors, numPagesGenerated: pages }
			: { numPagesProcessed: pages }),
	};
}

/** Notes how far the flow has exported, and lets the next page generator have its turn. */
function goOn(service: Service, job: Job): void {
	const { state } = service;
	const flow = state.flows.get(job._flowId);
	if (!flow) return;
	const run = state.runs.get(job._id);
	flow.lastExecutedAt = job.endedAt;
	state.lastExports.set(flow._id, run?.until ?? job.startedAt ?? job.createdAt);
	const [generator, ...waiting] = run?.waiting ?? [];
	if (run && generator !== undefined) queueRun(service, flow, { ...run, generator, waiting });
}

/** What succeeds is resolved; what fails again is a new error. */
function finishRetry(state: State, job: Job, { retries = 'succeed' }: Outcome): void {
	const errors = errorsAt(state, job._flowId, stepOf(job));
	const ids = state.retries.get(job._id) ?? [];
	const isRetried = ({ errorId }: StepError) => ids.includes(errorId);
	const isChanged = ({ retryDataKey = '' }: StepError) => state.retryData.get(retryDataKey)?.changed === true;
	const succeeds = (error: StepError) =>
		isRetried(error) && (retries === 'succeed' || (retries === 'succeedIfChanged' && isChanged(error)));
	const numResolved = resolve(state, job._flowId, stepOf(job), 'auto', succeeds);
	const failed = errors.open.filter(isRetried);
	errors.open = [...errors.open.filter((error) => !isRetried(error)), ...failed.map(failAgain)];
	const done = {
		numSuccess: numResolved,
		numResolved,
		numError: failed.length,
		numPagesGenerated: Math.ceil(ids.length / PAGE),
	};
	endAll(state, job, 'completed', done);
}

/** Ends a job and those of its steps. */
function endAll(state: State, job: Job, status: JobStatus, fields: Partial<Job> = {}): void {
	const endedAt = new Date().toISOString();
	for (const each of [...childrenOf(state, job), job]) {
		Object.assign(each, { status, endedAt, lastModified: endedAt });
	}
	Object.assign(job, fields);
}
