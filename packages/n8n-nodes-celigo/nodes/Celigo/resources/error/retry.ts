import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../kit/answer';
import { isRecord } from '../../kit/answer';
import { anyJson, either, empty } from '../../kit/done';
import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import type { Subject } from '../../kit/subject';
import { stepFlowLocator } from '../../parameters/flow';
import { retryNotice } from '../../parameters/notices';
import { stepLocator } from '../../parameters/step';
import { isObjectId } from '../../service';
import { inBatches } from './batches';
import { jobBegun } from '../job/begun';
import { stepOf } from '../job/document';
import { errorKeys } from './keys';

export const retryDataKeys = errorKeys(
	{
		displayName: 'Retry Data Keys',
		name: 'retryDataKeys',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.retryDataKey }}',
		description:
			"Field 'retryDataKey' of the errors, separated by commas, or a list from an expression. Errors without one cannot be retried.",
	},
	'retryDataKey',
);

/**
 * POST /flows/{flow}/{step}/retry with { retryDataKeys: [key] }, at most 1,000 at once. Answers 2xx, mostly with the job that works on
 * them. A second one would send records twice.
 */
export const retry = operation({
	name: 'Retry',
	value: 'retry',
	action: 'Retry errors',
	description: 'Process the records of errors again; the jobs that do it are returned, one for each 1,000 keys',
	method: 'POST',
	path: ['flows', stepFlowLocator, stepLocator, 'retry'],
	findOut: "Look for its job with 'Get Many' of the resource Job",
	uses: [retryNotice, retryDataKeys],
	run: async (item, [flow, step], subject) => await retryKeys(item, flow, step, item.read(retryDataKeys), subject),
});

/** Retries errors of a step, and gives a job per batch. */
export async function retryKeys(
	scope: Scope,
	flow: string,
	step: string,
	keys: string[],
	subject: Subject,
): Promise<IDataObject[]> {
	const found = new Set<unknown>();
	const isIt = (job: IDataObject) => !found.has(job._id) && [undefined, step].includes(stepOf(job));
	return await inBatches(scope, keys, 'sent for a retry', async (batch) => {
		const path = pathOf('flows', flow, step, 'retry');
		const done = either(empty, anyJson);
		const answer = await scope.send({ method: 'POST', path, body: { retryDataKeys: batch }, subject, done });
		const job = jobIn(answer) ?? (await jobBegun(scope, answer, { _flowId: flow, type: 'retry' }, isIt));
		if (!job) throw scope.unreadable(answer, subject);
		const _jobId = idOf(job);
		found.add(_jobId);
		return { ...job, _flowId: flow, _stepId: step, ...(_jobId && { _jobId }), keysSent: batch.length };
	});
}

const idOf = ({ _jobId, _id }: IDataObject) => [_jobId, _id].find(isObjectId);

/** The job that an answer names, by itself or in a list. Where it names none, the list of jobs shows whether there is one. */
const jobIn = ({ body }: Answer): IDataObject | undefined =>
	([body].flat().filter(isRecord) as IDataObject[]).find((entry) => idOf(entry) !== undefined);
