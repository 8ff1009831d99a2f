import { findByUsername } from './accounts';
import type { ExecutionCount, State } from './state';

export interface Execution {
	/** `_id` or user name. */
	user: string;
	flow: string;
	/** YYYY-MM-DD */
	day: string;
	executions: number;
}

/** The platform does not say in which time zone its days begin; here they are UTC. */
export function dayOf(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

/** Adds executions to a day; they are spread evenly over the components of the flow's steps. */
export function countExecutions(state: State, { user, flow, day, executions }: Execution): void {
	const userId = state.users.has(user) ? user : (findByUsername(state, user)?._id ?? user);
	const counts = state.executions.get(day) ?? new Map<string, ExecutionCount>();
	state.executions.set(day, counts);
	const key = `${userId} ${flow}`;
	const count = counts.get(key) ?? {
		user: userId,
		flow,
		executions: 0,
		components: new Map<string, number>(),
	};
	counts.set(key, count);
	count.executions += executions;
	const steps = state.flows.get(flow)?.graph.nodes ?? [];
	steps.forEach(({ componentId }, index) => {
		const share = Math.floor((executions + index) / steps.length);
		count.components.set(componentId, (count.components.get(componentId) ?? 0) + share);
	});
}
