import type { FlowChange } from './eventParameters';

/**
 * What is known of a flow: whether it ran when it last stood still, and what it has been doing since. `new` where nobody saw it stand
 * still. Starting an active flow again takes it through `starting`, which is no change; so the states in which flows stay are compared.
 */
export type Standing = 'active' | 'inactive' | 'new' | `${'active' | 'inactive' | 'new'} starting` | 'new stopping';

/** What a status tells of a flow. */
export interface Step {
	standing: Standing;
	/** What became of the flow, if anything has. */
	change?: FlowChange;
	/** How it stood before; null where nobody knows. */
	previousStatus: 'active' | 'inactive' | null;
}

/**
 * What becomes of what is known of a flow when a status is seen. FlowMate's statuses are active, inactive, starting and stopping; any other
 * counts as inactive.
 *
 * @param before undefined for a flow that was never seen
 */
export function stepOf(before: Standing | undefined, status: unknown): Step {
	const [stood, since] = (before ?? 'new').split(' ') as ['active' | 'inactive' | 'new', string?];
	const previousStatus = stood === 'new' ? null : stood;
	switch (status) {
		case 'active':
			return { standing: 'active', previousStatus, ...(stood !== 'active' && { change: 'active' }) };
		case 'starting':
			return { standing: `${stood} starting`, previousStatus };
		case 'stopping':
			return { standing: stood === 'new' && !since ? 'new stopping' : (before ?? 'new'), previousStatus };
		case undefined:
		case null:
			return { standing: before ?? 'new', previousStatus };
		default:
			if (since === 'starting') return { standing: 'inactive', change: 'fellBack', previousStatus };
			return {
				standing: 'inactive',
				previousStatus,
				...((stood === 'active' || since === 'stopping') && { change: 'inactive' }),
			};
	}
}
