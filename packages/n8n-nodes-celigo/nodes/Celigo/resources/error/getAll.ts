import type { IDataObject } from 'n8n-workflow';
import { stepFlowLocator } from '../../parameters/flow';
import { entriesIn, filters, limit, returnAll } from '../../parameters/list';
import { stepLocator } from '../../parameters/step';
import type { Item } from '../../request/item';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { addedTo, oneOf, rangeOf, textOf } from '../../request/query';
import { idsOf } from '../flow/fields';

export const state: Parameter = {
	property: {
		displayName: 'State',
		name: 'state',
		type: 'options',
		options: [
			{ name: 'Open', value: 'open' },
			{ name: 'Resolved', value: 'resolved' },
		],
		default: 'open',
	},
};

const errorFilters = entriesIn(filters, [
	{
		displayName: 'Flow Job ID',
		name: 'errorFlowJobId',
		type: 'string',
		default: '',
		description: 'ID of the job of a run, to get only the errors of that run',
	},
	{ displayName: 'Occurred After', name: 'occurredAfter', type: 'dateTime', default: '' },
	{ displayName: 'Occurred Before', name: 'occurredBefore', type: 'dateTime', default: '' },
	{
		displayName: 'Source',
		name: 'errorSource',
		type: 'string',
		default: '',
		description: 'Where the error came from, as Celigo writes it in the field source',
	},
]);

/** GET /flows/{flow}/{step}/errors or /resolved. Answers 200 { errors | resolved: [entry], nextPageURL }. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many errors',
	description: 'Retrieve the errors of one step of a flow',
	method: 'GET',
	path: ['flows', stepFlowLocator, stepLocator, 'errors'],
	uses: [state, returnAll, limit, ...errorFilters],
	list: { key: (item) => keyOf(item) },
	route: (item, [flow, step]) => ({ path: ['flows', flow, step, keyOf(item)] }),
	query(item): IDataObject {
		const given = addedTo(item, 'filters');
		const occurred = rangeOf(
			item,
			['Occurred After', given.occurredAfter],
			['Occurred Before', given.occurredBefore],
		);
		return {
			occurredAt_gte: occurred.from,
			occurredAt_lte: occurred.to,
			source: textOf(item, 'Source', given.errorSource),
			_flowJobId: idsOf(item, 'Flow Job ID', given.errorFlowJobId)[0],
		};
	},
	/** With what 'Resolve' and 'Retry' need beside the error itself. */
	result: (_item, error, [flow, step]) => ({ ...error, _flowId: flow, _stepId: step }),
});

function keyOf(item: Item): 'errors' | 'resolved' {
	const wanted = oneOf(item, 'State', item.parameter('state'), ['open', 'resolved']);
	return wanted === 'resolved' ? 'resolved' : 'errors';
}
