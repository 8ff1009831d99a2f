import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { entry } from '../../kit/parameter';
import { choice, filters, instant, filterText } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import { stepFlowLocator } from '../../parameters/flow';
import { readId } from '../../parameters/ids';
import { rangeOf } from '../../parameters/range';
import { stepLocator } from '../../parameters/step';
import type { ErrorFilter } from './list';
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

const flowJobId = entry(filters, {
	property: {
		displayName: 'Flow Job ID',
		name: 'errorFlowJobId',
		type: 'string',
		default: '',
		description: 'ID of the job of a run, to get only the errors of that run',
	},
	reader: readId,
});

const occurredAfter = entry(
	filters,
	instant({ displayName: 'Occurred After', name: 'occurredAfter', type: 'dateTime', default: '' }),
);

const occurredBefore = entry(
	filters,
	instant({ displayName: 'Occurred Before', name: 'occurredBefore', type: 'dateTime', default: '' }),
);

const source = entry(
	filters,
	filterText({
		displayName: 'Source',
		name: 'errorSource',
		type: 'string',
		default: '',
		description: 'Where the error came from, as Celigo writes it in the field source',
	}),
);

/** GET /flows/{flow}/{step}/errors or /resolved. Answers 200 { errors | resolved: [entry], nextPageURL }. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many errors',
	description: 'Retrieve the errors of one step of a flow',
	method: 'GET',
	path: ['flows', stepFlowLocator, stepLocator, 'errors'],
	uses: [state, returnAll, limit, flowJobId, occurredAfter, occurredBefore, source],
	list: async (scope, ...request) => await errorsUnder(keyFor(scope))(scope, ...request),
	keep: (item) => passes(filterOf(item)),
	route: (item, [flow, step]) => ({ path: ['flows', flow, step, keyFor(item)] }),
	query: (item) => ({ ...filterOf(item) }),
	/** With what 'Resolve' and 'Retry' need beside the error itself. */
	result: (_item, error, [flow, step]) => ({ ...error, _flowId: flow, _stepId: step }),
});

function filterOf(scope: Scope): ErrorFilter {
	const occurred = rangeOf(scope, occurredAfter, occurredBefore);
	return {
		occurredAt_gte: occurred.from,
		occurredAt_lte: occurred.to,
		source: scope.read(source),
		_flowJobId: scope.read(flowJobId),
	};
}

const keyFor = (scope: Scope) => (scope.read(state) === 'resolved' ? 'resolved' : 'errors');
