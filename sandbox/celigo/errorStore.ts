import { newId } from '../shared/ids';
import { childrenOf, stepOf } from './jobView';
import type { ErrorList, Job, State, StepError } from './state';

let lastErrorId = 1_700_000_000_000;

/** The errors of a step of a flow. */
export function errorsAt(state: State, flow: string, step: string): ErrorList {
	const key = `${flow}/${step}`;
	const known = state.errors.get(key) ?? { open: [], resolved: [] };
	state.errors.set(key, known);
	return known;
}

/** Errors of records that a run could not bring to the destination; two of three can be retried. */
export function addErrors(state: State, job: Job, step: string, count: number): void {
	const { open } = errorsAt(state, job._flowId, step);
	for (let number = 1; number <= count; number++) {
		const record = String(1000 + number);
		const error: StepError = {
			errorId: String(++lastErrorId),
			code: 'invalid_record',
			message: `Item ${record} is unknown to the destination`,
			source: 'application',
			classification: 'missing',
			occurredAt: new Date().toISOString(),
			traceKey: record,
			oIndex: String(number - 1),
			_flowJobId: job._id,
			...(number % 3 === 0 ? {} : { retryDataKey: newId() }),
		};
		if (error.retryDataKey !== undefined) keepRecord(state, error.retryDataKey, record);
		open.push(error);
	}
}

/** The error of a source that could not be read: there is no record to retry. */
export function addSourceError(state: State, job: Job, step: string): void {
	errorsAt(state, job._flowId, step).open.push({
		errorId: String(++lastErrorId),
		code: '503',
		message: 'The source did not answer',
		source: 'connection',
		classification: 'connection',
		occurredAt: new Date().toISOString(),
		_flowJobId: job._id,
	});
}

function keepRecord(state: State, key: string, record: string): void {
	const document = { traceKey: record, data: { id: record, sku: `SKU-${record}`, quantity: 1 } };
	state.retryData.set(key, { document, changed: false });
}

/** An error of a record that failed again: a new one, which names no job. */
export function failAgain(error: StepError): StepError {
	const again = { ...error, errorId: String(++lastErrorId), occurredAt: new Date().toISOString() };
	delete again._flowJobId;
	delete again.retryAt;
	return again;
}

/** Moves the chosen errors of a step to the resolved ones, and counts that where their run is. @returns how many */
export function resolve(
	state: State,
	flow: string,
	step: string,
	resolvedBy: string,
	isChosen: (error: StepError) => boolean,
): number {
	const errors = errorsAt(state, flow, step);
	const chosen = errors.open.filter(isChosen);
	errors.open = errors.open.filter((error) => !isChosen(error));
	const resolvedAt = new Date().toISOString();
	errors.resolved.push(...chosen.map((error) => ({ ...error, resolvedAt, resolvedBy })));
	for (const { _flowJobId } of chosen) {
		for (const job of jobsWith(state, _flowJobId ?? '', step)) {
			job.numOpenError = Math.max(0, job.numOpenError - 1);
			job.numResolved = (job.numResolved ?? 0) + 1;
		}
	}
	return chosen.length;
}

/** The job of a run and that of one of its steps. */
function jobsWith(state: State, id: string, step: string): Job[] {
	const run = state.jobs.get(id);
	return run ? [run, ...childrenOf(state, run).filter((child) => stepOf(child) === step)] : [];
}
