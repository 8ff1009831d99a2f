import { success } from '../../kit/done';
import { operation } from '../../kit/operation';
import { integrationRecord } from '../../parameters/integration';
import { recordsUnder } from '../../service';

const countsIn = recordsUnder('errors', 'numError');

/** GET /integrations/{id}/errors. Answers 200 [{ _flowId, numError }], or the same under `errors`. */
export const getErrorCounts = operation({
	name: 'Get Error Counts',
	value: 'getErrorCounts',
	action: 'Get error counts of integration',
	description: 'Retrieve how many errors are open in each flow of an integration',
	method: 'GET',
	path: ['integrations', integrationRecord, 'errors'],
	done: success,
	read: (item, answer, [_integrationId], subject) =>
		countsIn(item, answer, { subject }).map((count) => ({ ...count, _integrationId })),
});
