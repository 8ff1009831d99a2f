import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { choice } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import { errorFilters, filterOf } from './filters';
import { errorsUnder, passes } from './list';

export const state = choice({
	displayName: 'State',
	name: 'state',
	type: 'options',
	options: [
		{ name: 'Open', value: 'open' },
		{ name: 'Resolved', value: 'resolved' },
	],
	default: 'open',
});

/** GET /flows/{flow}/{step}/errors or /resolved. Answers 200 { errors | resolved: [entry], nextPageURL }. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many errors',
	description: 'Retrieve the errors of one step of a flow',
	method: 'GET',
	path: ['flows', stepFlowLocator, stepLocator, 'errors'],
	uses: [state, returnAll, limit, ...errorFilters],
	list: async (scope, ...request) => await errorsUnder(keyFor(scope))(scope, ...request),
	keep: (item) => passes(filterOf(item)),
	route: (item, [flow, step]) => ({ path: ['flows', flow, step, keyFor(item)] }),
	query: (item) => ({ ...filterOf(item) }),
	/** With what 'Resolve' and 'Retry' need beside the error itself. */
	result: (_item, error, [flow, step]) => ({ ...error, _flowId: flow, _stepId: step }),
});

const keyFor = (scope: Scope) => (scope.read(state) === 'resolved' ? 'resolved' : 'errors');
