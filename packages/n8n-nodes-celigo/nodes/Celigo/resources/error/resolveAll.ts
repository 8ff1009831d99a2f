import { operation } from '../../kit/operation';
import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import { errorFilters } from './filters';
import { keysIn, openErrors } from './openErrors';
import { resolveIds } from './resolve';

/** GET /flows/{flow}/{step}/errors, then PUT /flows/{flow}/{step}/resolved in batches. */
export const resolveAll = operation({
	name: 'Resolve All',
	value: 'resolveAll',
	action: 'Resolve all errors',
	description: 'Mark all open errors of a step as resolved, or those that pass the filters',
	method: 'PUT',
	path: ['flows', stepFlowLocator, stepLocator, 'resolved'],
	uses: errorFilters,
	async run(item, [flow, step], subject) {
		const ids = keysIn(await openErrors(item, flow, step, subject), 'errorId');
		if (ids.length > 0) await resolveIds(item, flow, step, ids, subject);
		return { _flowId: flow, _stepId: step, numResolved: ids.length };
	},
});
