import { stopIfCancelled } from './retry';

/** Requests in flight of one execution. The engine starts all items of a node at once; this lets a few of them through at a time. */
class Flights {
	private flying = 0;

	private readonly waiting: Array<() => void> = [];

	async take<T>(limit: number, signal: AbortSignal, flight: () => Promise<T>): Promise<T> {
		if (this.flying >= limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
		else this.flying++;
		try {
			stopIfCancelled(signal);
			return await flight();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.flying--;
		}
	}
}

/** By the signal that cancels the execution: the one object that all items of a node run share. */
const flightsOf = new WeakMap<AbortSignal, Flights>();

/**
 * Waits for a free place among the execution's requests in flight, then runs `flight`.
 * Lists in the editor and polls have no such signal; they make few requests.
 */
export async function inFlight<T>(
	signal: AbortSignal | undefined,
	limit: number,
	flight: () => Promise<T>,
): Promise<T> {
	if (!signal) return await flight();
	const flights = flightsOf.get(signal) ?? new Flights();
	flightsOf.set(signal, flights);
	return await flights.take(limit, signal, flight);
}
