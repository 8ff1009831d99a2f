import { stopIfCancelled } from './clock';

/** Requests in flight of one execution. The engine starts all items of a node at once; this lets a few of them through at a time. */
class Limiter {
	private running = 0;

	private readonly waiting: Array<() => void> = [];

	async run<T>(most: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		if (this.running >= most) await new Promise<void>((resolve) => this.waiting.push(resolve));
		else this.running++;
		try {
			stopIfCancelled(signal);
			return await work();
		} finally {
			// The place goes to whoever waits, or is free.
			const next = this.waiting.shift();
			if (next) next();
			else this.running--;
		}
	}
}

/** The limiters of a package, one per execution of a node; n8n hands out one signal for each of these. */
export class Limiters {
	private readonly bySignal = new WeakMap<AbortSignal, Limiter>();

	/**
	 * Waits for a free place among the execution's requests in flight, then runs `work`.
	 * Lists in the editor and polls have no such signal; they make few requests.
	 */
	async run<T>(signal: AbortSignal | undefined, most: number, work: () => Promise<T>): Promise<T> {
		if (!signal) return await work();
		const limiter = this.bySignal.get(signal) ?? new Limiter();
		this.bySignal.set(signal, limiter);
		return await limiter.run(most, signal, work);
	}
}
