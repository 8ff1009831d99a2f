import { operation } from '../../kit/operation';
import { stepFlowLocator } from '../../parameters/flow';
import { retryNotice } from '../../parameters/notices';
import { stepLocator } from '../../parameters/step';
import { errorFilters } from './filters';
import { keysIn, openErrors } from './openErrors';
import { retryKeys } from './retry';

/** GET /flows/{flow}/{step}/errors, then POST /flows/{flow}/{step}/retry in batches, each of which becomes a job. */
export const retryAll = operation({
	name: 'Retry All',
	value: 'retryAll',
	action: 'Retry all errors',
	description:
		'Process the records of all open errors of a step again, or of those that pass the filters; ' +
		'the jobs that do it are returned, one for each 1,000 records',
	method: 'POST',
	path: ['flows', stepFlowLocator, stepLocator, 'retry'],
	findOut: "Look for its job with 'Get Many' of the resource Job",
	uses: [retryNotice, ...errorFilters],
	async run(item, [flow, step], subject) {
		const errors = await openErrors(item, flow, step, subject);
		const keys = keysIn(errors, 'retryDataKey');
		const numNotRetriable = errors.filter(({ retryDataKey }) => !retryDataKey).length;
		if (keys.length === 0) return { _flowId: flow, _stepId: step, keysSent: 0, numNotRetriable };
		const jobs = await retryKeys(item, flow, step, keys, subject);
		return jobs.map((job) => ({ ...job, numNotRetriable }));
	},
});
