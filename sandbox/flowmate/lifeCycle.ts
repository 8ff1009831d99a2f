/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { Flow, FlowStatus, State } from './state';

/**
 * Moves flows from `starting` to `active` and from `stopping` to `inactive`, as the orchestrator does.
 * Nothing reports a deployment that fails: the flow goes from `starting` to `stopping` to `inactive`.
 */
export class LifeCycle {
	private readonly pending = new Map<string, NodeJS.Timeout>();

	constructor(
		private readonly state: State,
		private readonly delay: number,
	) {}

	/** Accepted in any status; an active flow goes back to `starting`. */
	start(flow: Flow): void {
		this.become(flow, 'starting');
		this.later(flow, () => {
			if (!this.state.failingStarts.has(flow.id)) return this.become(this.current(flow), 'active');
			this.become(this.current(flow), 'stopping');
			this.later(flow, () => this.become(this.current(flow), 'inactive'));
		});
	}

	/**
	 * Accepted in any status. The orchestrator knows flows that were started; of any other it never reports
	 * the end, so that the flow stays `stopping` until it is started and stopped again.
	 */
	stop(flow: Flow): void {
		const known = flow.status === 'active' || flow.status === 'starting' || this.pending.has(flow.id);
		this.become(flow, 'stopping');
		if (known) this.later(flow, () => this.become(this.current(flow), 'inactive'));
	}

	/** A flow without owners is stopped behind its back: an active one is inactive some time later. */
	abandon(flow: Flow): void {
		if (flow.status === 'active') this.later(flow, () => this.become(this.current(flow), 'inactive'));
	}

	end(): void {
		for (const timer of this.pending.values()) clearTimeout(timer);
		this.pending.clear();
	}

	/** The flow as it is now: an update may have replaced it, a delete taken it away. */
	private current(flow: Flow): Flow | undefined {
		return this.state.flows.get(flow.id);
	}

	private become(flow: Flow | undefined, status: FlowStatus): void {
		if (!flow) return;
		this.state.flows.set(flow.id, Object.assign(flow, { status, updatedAt: new Date().toISOString() }));
	}

	private later(flow: Flow, action: () => void): void {
		clearTimeout(this.pending.get(flow.id));
		const timer = setTimeout(() => {
			this.pending.delete(flow.id);
			action();
		}, this.delay);
		// A sandbox that nobody closed must not keep the process alive.
		this.pending.set(flow.id, timer.unref());
	}
}
