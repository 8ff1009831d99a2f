import { success } from '../../kit/done';
import { operation } from '../../kit/operation';
import { stepFlowLocator } from '../../parameters/flow';
import { recordsUnder } from '../../service';

const countsIn = recordsUnder('flowErrors', 'numError');

/** GET /flows/{id}/errors. Answers 200 { flowErrors: [{ _expOrImpId, numError, lastErrorAt }] }. */
export const getCounts = operation({
	name: 'Get Counts',
	value: 'getCounts',
	action: 'Get counts of errors',
	description:
		"Retrieve how many errors are open at each step of a flow. 'Get Error Counts' of the resource Integration has those of all its flows.",
	method: 'GET',
	path: ['flows', stepFlowLocator, 'errors'],
	done: success,
	read: (item, answer, [flow], subject) =>
		countsIn(item, answer, { subject }).map(({ _expOrImpId, ...count }) => ({
			_flowId: flow,
			_stepId: _expOrImpId,
			...count,
		})),
});
