import { operation } from '../../kit/operation';
import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import { errorKeys } from './keys';

export const errorIds = errorKeys(
	{
		displayName: 'Error IDs',
		name: 'errorIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.errorId }}',
		description: "Field 'errorId' of the errors, separated by commas, or a list from an expression",
	},
	'errorId',
);

/** PUT /flows/{flow}/{step}/resolved with { errors: [id] }. Its answer is not documented. */
export const resolve = operation({
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve errors',
	description: 'Mark errors of a step as resolved without processing their records again',
	method: 'PUT',
	path: ['flows', stepFlowLocator, stepLocator, 'resolved'],
	uses: [errorIds],
	body: (item) => ({ errors: item.read(errorIds) }),
	read: (item) => ({ resolved: true, errorIds: item.read(errorIds) }),
});
