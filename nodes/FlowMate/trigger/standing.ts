import type { FlowChange } from './eventParameters';

/**
 * What is known of a flow: whether it ran when it last stood still, and what it has been doing since. `new` where nobody saw it stand
 * still. Starting an active flow again takes it through `starting`, which is no change; so the states in which flows stay are compared.
 */
export type Standing = Stood | `${Stood} starting`;

type Stood = 'active' | 'inactive' | 'new';

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
export function stepOf(before: Standing = 'new', status: unknown): Step {
	const [stood, since] = before.split(' ') as [Stood, 'starting'?];
	const previousStatus = stood === 'new' ? null : stood;
	switch (status) {
		case 'active':
			return { standing: 'active', previousStatus, change: stood === 'active' ? undefined : 'active' };
		case 'starting':
			return { standing: `${stood} starting`, previousStatus };
		case 'stopping':
		case undefined:
		case null:
			return { standing: before, previousStatus };
		default:
			return { standing: 'inactive', previousStatus, change: leftBy(stood, since) };
	}
}

function leftBy(stood: Stood, since: 'starting' | undefined): FlowChange | undefined {
	if (since) return 'fellBack';
	return stood === 'active' ? 'inactive' : undefined;
}
