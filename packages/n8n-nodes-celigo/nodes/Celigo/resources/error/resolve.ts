import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import type { Item } from '../../request/item';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { keysOf } from './keys';

export const errorIds: Parameter = {
	property: {
		displayName: 'Error IDs',
		name: 'errorIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.errorId }}',
		description: "Field 'errorId' of the errors, separated by commas, or a list from an expression",
	},
};

/** PUT /flows/{flow}/{step}/resolved with { errors: [id] }. Its answer is not documented. */
export const resolve = operation({
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve errors',
	description: 'Mark errors of a step as resolved without processing their records again',
	method: 'PUT',
	path: ['flows', stepFlowLocator, stepLocator, 'resolved'],
	uses: [errorIds],
	body: (item) => ({ errors: idsOf(item) }),
	read: (item) => ({ resolved: true, errorIds: idsOf(item) }),
});

const idsOf = (item: Item) => keysOf(item, 'Error IDs', item.parameter('errorIds'), 'errorId');
