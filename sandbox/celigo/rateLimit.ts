import { Refusal } from './answers';

/** A bucket that fills up at a steady rate; each request takes one. One account, one bucket. */
export class Bucket {
	private level: number;
	private at = Date.now();

	constructor(
		private readonly size: number,
		private readonly refill: number,
	) {
		this.level = size;
	}

	/** Takes one, or tells in how many whole seconds there is one again. */
	take(now = Date.now()): { retryAfter?: number } {
		this.level = Math.min(this.size, this.level + ((now - this.at) / 1_000) * this.refill);
		this.at = now;
		if (this.level < 1) return { retryAfter: Math.max(1, Math.ceil((1 - this.level) / this.refill)) };
		this.level--;
		return {};
	}
}

export const rateLimited = () => new Refusal(429, 'rate_limited', 'Too many requests.');
