import { isRecord } from '../../kit/answer';
import { operation } from '../../kit/operation';
import { stepFlowLocator } from '../../parameters/flow';
import { retryNotice } from '../../parameters/notices';
import { stepLocator } from '../../parameters/step';
import { isObjectId } from '../../service';
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

/** POST /flows/{flow}/{step}/retry with { retryDataKeys: [key] }. Answers 2xx with a job. A second one would send records twice. */
export const retry = operation({
	name: 'Retry',
	value: 'retry',
	action: 'Retry errors',
	description: 'Process the records of errors again; the job that does it is returned',
	method: 'POST',
	path: ['flows', stepFlowLocator, stepLocator, 'retry'],
	uses: [retryNotice, retryDataKeys],
	body: (item) => ({ retryDataKeys: item.read(retryDataKeys) }),
	read(_item, { body }, [flow, step]) {
		const job = isRecord(body) ? body : {};
		return { ...job, _flowId: flow, _stepId: step, ...(isObjectId(job._id) && { _jobId: job._id }) };
	},
});
