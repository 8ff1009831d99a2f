/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setImmediate as turn } from 'node:timers/promises';
import type { Answer, NoAnswer } from '../../nodes/FlowMate/kit/answer';
import type { Clock } from '../../nodes/FlowMate/kit/clock';
import { Limiters } from '../../nodes/FlowMate/kit/limiter';
import { loadIn, verdictOn, waitBeforeRetry } from '../../nodes/FlowMate/kit/retry';

/** A clock that goes at once to the time when the next sleeper wakes. */
export class SimulatedClock implements Clock {
	private time = 0;

	private sleepers: Array<{ until: number; wake: () => void }> = [];

	now(): number {
		return this.time;
	}

	random(): number {
		return 0.5;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ until: this.time + ms, wake }));
	}

	/** Lets time pass until the work is done. */
	async runUntil(work: Promise<unknown>): Promise<void> {
		let isDone = false;
		void work.finally(() => (isDone = true));
		for (await turn(); !isDone; await turn()) {
			this.time = Math.min(...this.sleepers.map(({ until }) => until));
			const woken = this.sleepers.filter(({ until }) => until <= this.time);
			this.sleepers = this.sleepers.filter(({ until }) => until > this.time);
			for (const { wake } of woken) wake();
		}
	}
}

export interface SimulatedServer {
	/** ms that an answer takes where there is room. */
	latency: number;
	/** Requests that it takes at a time, by the ms since the first one. One more is refused. */
	takes(at: number): number;
	/** What it says to those, within a ms; 'timeOut': nothing, for a second. Left out: HTTP 429. */
	refusal?: Answer | 'timeOut';
	/** Requests that are worked on at the same time; the others wait. Left out: all of them. */
	hands?: number;
	/** Requests that it takes in some ms: from one full such time to the next, or, 'bucket', at any time. One more is refused. */
	perTime?: { requests: number; ms: number; bucket?: boolean };
}

/** Whether a request comes within a server's rate. */
function countByTime(clock: SimulatedClock, { perTime }: SimulatedServer): () => boolean {
	if (!perTime) return () => true;
	let [left, at] = [perTime.requests, 0];
	return () => {
		const { requests, ms, bucket } = perTime;
		const now = clock.now();
		if (bucket) left = Math.min(requests, left + ((now - at) * requests) / ms);
		else if (Math.floor(now / ms) > Math.floor(at / ms)) left = requests;
		at = now;
		if (left < 1) return false;
		left--;
		return true;
	};
}

const done: Answer = { statusCode: 200, headers: {}, body: {} };
const tooMany: Answer = { statusCode: 429, headers: {}, body: {} };

/**
 * Sends requests to a simulated server through limiter, pace and waits as they are.
 *
 * @param handling ms of this process that each request takes, one after the other
 */
export async function sendAll(count: number, server: SimulatedServer, most = 50, handling = 0) {
	const [clock, limiters, { signal }] = [new SimulatedClock(), new Limiters(), new AbortController()];
	const free = Array.from({ length: server.hands ?? 0 }, () => 0);
	const seen = { requests: 0, refused: 0, mostInFlight: 0, failed: 0 };
	let [inFlight, busyUntil] = [0, 0];
	const untilHandled = async () => {
		busyUntil = Math.max(busyUntil, clock.now()) + handling;
		await clock.sleep(busyUntil - clock.now());
	};
	const refuse = async (): Promise<Answer | NoAnswer> => {
		seen.refused++;
		const { refusal = tooMany } = server;
		await clock.sleep(refusal === 'timeOut' ? 1_000 : 1);
		return refusal === 'timeOut' ? { code: 'ETIMEDOUT' } : refusal;
	};
	const answer = async () => {
		seen.mostInFlight = Math.max(seen.mostInFlight, ++inFlight);
		const [next = clock.now()] = free.sort((a, b) => a - b);
		const end = Math.max(next, clock.now()) + server.latency;
		if (free.length > 0) free[0] = end;
		await clock.sleep(end - clock.now());
		inFlight--;
		return done;
	};
	const attempt = async () => {
		seen.requests++;
		if (handling > 0) await untilHandled();
		return inFlight < server.takes(clock.now()) && isInTime() ? await answer() : await refuse();
	};
	const isInTime = countByTime(clock, server);
	const send = async () => {
		for (let attempts = 1; ; attempts++) {
			const result = await limiters.run(clock, signal, most, attempt, (one) => loadIn(one, clock.now()));
			if (result !== done && limiters.isInVain(signal)) return seen.failed++;
			const wait = waitBeforeRetry(verdictOn(result, clock.now()), attempts, true, clock);
			if (wait !== undefined) await clock.sleep(wait);
			else return (seen.failed += result === done ? 0 : 1);
		}
	};
	const all = Promise.all(Array.from({ length: count }, send));
	await clock.runUntil(all);
	return { ...seen, ms: clock.now() };
}
