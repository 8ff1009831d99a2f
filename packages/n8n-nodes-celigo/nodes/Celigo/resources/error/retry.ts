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
	return await inBatches(scope, keys, 'sent for a retry', async (batch) => {
		const path = pathOf('flows', flow, step, 'retry');
		const done = either(empty, anyJson);
		const answer = await scope.send({ method: 'POST', path, body: { retryDataKeys: batch }, subject, done });
		const job = jobIn(answer) ?? (await jobBegun(scope, answer, { _flowId: flow, type: 'retry' }));
		if (!job) throw scope.unreadable(answer, subject);
		const _jobId = [job._jobId, job._id].find(isObjectId);
		return { ...job, _flowId: flow, _stepId: step, ...(_jobId && { _jobId }), keysSent: batch.length };
	});
}

/** The job that an answer names. Some clients of Celigo expect none: the list of jobs shows then whether there is one. */
function jobIn({ body }: Answer): IDataObject | undefined {
	return isRecord(body) && [body._jobId, body._id].some(isObjectId) ? (body as IDataObject) : undefined;
}
