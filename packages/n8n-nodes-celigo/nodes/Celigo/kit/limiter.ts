import type { Clock } from './clock';
import { backoff, pause, stopIfCancelled } from './clock';
import type { Experience, Pace } from './pace';
import { firstPace, paceAfter } from './pace';
import type { Rate } from './rate';
import { firstRate, isCounting, rateAfterAccepting, rateAfterRefusing } from './rate';

/** What one attempt told about the server's load. */
export interface Load {
	/** HTTP 429 or 503, or a time-out. */
	isTooMuch: boolean;
	/** HTTP 429 of a kind that passes. */
	isRateLimited?: boolean;
	/** ms that the server asks to wait. */
	asked?: number;
}

/** How it stood when a request began. */
type Begun = Pick<Experience, 'startedAt' | 'inFlight' | 'isFull'>;

/**
 * A server may ask one request to wait and answer the others, as where it counts by record. Only when refusals are the rule, by this
 * weight of the latest answer, all wait together.
 */
const MOSTLY = 0.5;
const WEIGHT = 0.25;

/** More than one in five, likewise. */
const OFTEN = 0.34;

/** A server that has refused so many in a row, and for so many ms, refuses everything. Many limits are per minute. */
const IN_VAIN = { waits: 10, ms: 60_000 };

/**
 * Requests in flight of one execution. The engine starts all items of a node at once; this lets some of them through at a time, as many
 * as the server bears, and none while the server has asked to wait.
 */
class Limiter {
	private running = 0;

	private readonly waiting: Array<(inFlight: number) => void> = [];

	private pace: Pace = firstPace;

	private rate: Rate;

	/** Until when nobody begins, in ms since 1970. */
	private heldUntil = 0;

	/** The share of refusals among the latest answers. */
	private refused?: number;

	constructor(
		private readonly clock: Clock,
		private readonly signal: AbortSignal,
	) {
		this.rate = firstRate(clock.now());
	}

	/** Whether it is in vain to wait any longer. */
	get isInVain(): boolean {
		const { waits, refusedFrom, refusedAt } = this.rate;
		return waits > IN_VAIN.waits && refusedAt - refusedFrom >= IN_VAIN.ms;
	}

	async run<T>(most: number, work: () => Promise<T>, loadOf: (result: T) => Load): Promise<T> {
		const inFlight = await this.enter(most);
		const begun = { startedAt: this.clock.now(), inFlight, isFull: this.running >= this.width(most) };
		try {
			const result = await work();
			this.learn(loadOf(result), begun, most);
			return result;
		} finally {
			this.running--;
			this.callNext(most);
		}
	}

	private width(most: number): number {
		return Math.max(1, Math.floor(Math.min(most, this.pace.width)));
	}

	/**
	 * Waits for a place, and for the time that the server asked for. Whoever has one may have to give it back when the width shrank.
	 * @returns how many have a place then
	 */
	private async enter(most: number): Promise<number> {
		const isFree = this.running < this.width(most) && this.waiting.length === 0;
		let inFlight = isFree ? ++this.running : await this.queue('last');
		for (;;) {
			await this.waitWhileHeld(most);
			const now = this.clock.now();
			if (this.running <= this.width(most) && this.heldUntil <= now) {
				// The next one follows at the distance that the server bears.
				this.heldUntil = now + this.rate.gap;
				return inFlight;
			}
			if (this.running > this.width(most)) {
				this.running--;
				inFlight = await this.queue('first');
			}
		}
	}

	/** Keeps the place, unless the execution is canceled. */
	private async waitWhileHeld(most: number): Promise<void> {
		let isOver = false;
		try {
			stopIfCancelled(this.signal);
			const held = this.heldUntil - this.clock.now();
			if (held > 0) await pause(this.clock, held, this.signal);
			isOver = true;
		} finally {
			if (!isOver) {
				this.running--;
				this.callNext(most);
			}
		}
	}

	/** Whoever is called has a place. */
	private async queue(where: 'first' | 'last'): Promise<number> {
		return await new Promise((resolve) => {
			if (where === 'first') this.waiting.unshift(resolve);
			else this.waiting.push(resolve);
		});
	}

	private callNext(most: number): void {
		while (this.waiting.length > 0 && (this.running < this.width(most) || this.signal.aborted)) {
			this.waiting.shift()?.(++this.running);
		}
	}

	private learn(load: Load, begun: Begun, most: number): void {
		const endedAt = this.clock.now();
		const { isTooMuch } = load;
		const latest = isTooMuch ? 1 : 0;
		this.refused = this.refused === undefined ? latest : this.refused + (latest - this.refused) * WEIGHT;
		const isTheRule = this.refused > MOSTLY;
		if (isTooMuch && isTheRule) this.hold(load.asked ?? 0);
		if (load.isRateLimited && this.isByTime(load, begun, isTheRule)) {
			this.slowDown(load, begun);
			return;
		}
		// Where requests are counted by time, how many are on their way does not matter.
		if (!isTooMuch && this.rate.waits > 0) this.pace = firstPace;
		if (!isTooMuch) this.rate = rateAfterAccepting(this.rate, endedAt);
		const waiting = this.waiting.length;
		this.pace = paceAfter(this.pace, { ...begun, endedAt, isTooMuch, waiting }, most);
	}

	/** Whether a refusal shows that the server counts requests by time: no other was on its way, and others were refused before. */
	private isByTime({ asked }: Load, { inFlight }: Begun, isTheRule: boolean): boolean {
		if (isCounting(this.rate)) return asked === undefined || this.refused! > OFTEN;
		return isTheRule && inFlight === 1 && this.running === 1;
	}

	private slowDown({ asked }: Load, { startedAt }: Begun): void {
		const { waits } = this.rate;
		this.rate = rateAfterRefusing(this.rate, startedAt, this.clock.now());
		if (this.rate.waits === waits || this.isInVain) return;
		this.hold(asked ?? backoff(this.clock, this.rate.waits));
	}

	private hold(ms: number): void {
		this.heldUntil = Math.max(this.heldUntil, this.clock.now() + ms);
	}
}

/** The limiters of a package, one per execution of a node; n8n hands out one signal for each of these. */
export class Limiters {
	private readonly bySignal = new WeakMap<AbortSignal, Limiter>();

	/**
	 * Waits for a free place among the execution's requests in flight, then makes one attempt.
	 * Lists in the editor and polls have no such signal; they make few requests.
	 *
	 * @param most requests on their way at the same time
	 * @param loadOf what the result of the attempt tells about the server's load
	 */
	async run<T>(
		clock: Clock,
		signal: AbortSignal | undefined,
		most: number,
		work: () => Promise<T>,
		loadOf: (result: T) => Load,
	): Promise<T> {
		if (!signal) return await work();
		const limiter = this.bySignal.get(signal) ?? new Limiter(clock, signal);
		this.bySignal.set(signal, limiter);
		return await limiter.run(most, work, loadOf);
	}

	/** Whether the server has refused for more than a minute whatever the execution has asked. */
	isInVain(signal: AbortSignal | undefined): boolean {
		return signal !== undefined && (this.bySignal.get(signal)?.isInVain ?? false);
	}
}
