import type { INode } from 'n8n-workflow';
import { stopIfCancelled } from './retry';

/** Requests in flight of one node run. The engine starts all items at once; this lets a few of them through at a time. */
class Flights {
	private flying = 0;

	private readonly waiting: Array<() => void> = [];

	async take<T>(limit: number, signal: AbortSignal | undefined, flight: () => Promise<T>): Promise<T> {
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

/** One entry per node of an execution: the engine makes the node object anew for each. */
const flightsOf = new WeakMap<INode, Flights>();

/** Waits for a free place among the node's requests in flight, then runs `flight`. */
export async function inFlight<T>(
	node: INode,
	limit: number,
	signal: AbortSignal | undefined,
	flight: () => Promise<T>,
): Promise<T> {
	const flights = flightsOf.get(node) ?? new Flights();
	flightsOf.set(node, flights);
	return await flights.take(limit, signal, flight);
}
