import { stepFlowLocator } from '../../parameters/flow';
import { retryNotice } from '../../parameters/notices';
import { stepLocator } from '../../parameters/step';
import { isRecord } from '../../request/answer';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { isObjectId } from '../../request/path';
import { keysOf } from './keys';

export const retryDataKeys: Parameter = {
	property: {
		displayName: 'Retry Data Keys',
		name: 'retryDataKeys',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.retryDataKey }}',
		description:
			"Field 'retryDataKey' of the errors, separated by commas, or a list from an expression. Errors without one cannot be retried.",
	},
};

/** POST /flows/{flow}/{step}/retry with { retryDataKeys: [key] }. Answers 2xx with a job. A second one would send records twice. */
export const retry = operation({
	name: 'Retry',
	value: 'retry',
	action: 'Retry errors',
	description: 'Process the records of errors again; the job that does it is returned',
	method: 'POST',
	path: ['flows', stepFlowLocator, stepLocator, 'retry'],
	uses: [retryNotice, retryDataKeys],
	body: (item) => ({
		retryDataKeys: keysOf(item, 'Retry Data Keys', item.parameter('retryDataKeys'), 'retryDataKey'),
	}),
	read(_item, { body }, [flow, step]) {
		const job = isRecord(body) ? body : {};
		return { ...job, _flowId: flow, _stepId: step, ...(isObjectId(job._id) && { _jobId: job._id }) };
	},
});
