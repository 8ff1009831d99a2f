import type { Entry } from '../request/operation';
import { DEFAULT_IN_FLIGHT } from '../request/send';
import { options } from './list';

/** Every operation has it. */
export const maxRequestsInFlight: Entry = {
	collection: options,
	property: {
		displayName: 'Max Requests in Flight',
		name: 'maxRequestsInFlight',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_IN_FLIGHT,
		description: 'How many requests this node may have on their way to Celigo at the same time',
	},
};
