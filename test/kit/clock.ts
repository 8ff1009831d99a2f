import type { Clock } from '../../nodes/FlowMate/kit/clock';

/** A clock that nobody waits for: it moves on by as much as is slept, at once, and remembers what that was. */
export class TestClock implements Clock {
	/** What was slept, in ms, in order. Waits that can be cancelled are slept in slices. */
	readonly waits: number[] = [];

	/** ms since the clock was made. */
	passed = 0;

	private readonly start = Date.parse('2026-11-22T10:00:00Z');

	/** @param jitter what `random` gives, from 0 to 1 */
	constructor(private readonly jitter = 0) {}

	now(): number {
		return this.start + this.passed;
	}

	random(): number {
		return this.jitter;
	}

	async sleep(ms: number): Promise<void> {
		this.waits.push(ms);
		this.passed += ms;
	}
}
