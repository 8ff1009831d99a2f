/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import './jest';
import { loadEngine } from '../test/engine/harness';
import { median } from './statistics';
import { startServer } from './server';

export interface Polled {
	keys: number;
	/** A poll in which every count rose, in ms, and the part of it that one fetch with JSON.parse takes. */
	poll: number;
	network: number;
	items: number;
	/** What n8n stores between polls, in bytes. */
	state: number;
	/** Heap in use after the poll, over that before, in bytes. */
	heap: number;
}

const PARAMETERS = { triggerOn: 'executions', groupBy: 'user', window: 'month', timezone: 'Etc/UTC' };

/** The trigger in n8n-core: one poll to seed, then one in which all counts have risen. */
export async function pollTimes(sizes: number[], runs: number): Promise<Polled[]> {
	const server = await startServer();
	const engine = await loadEngine();
	const results: Polled[] = [];
	try {
		for (const keys of sizes) {
			const rounds: Polled[] = [];
			for (let round = 0; round <= runs; round++) {
				const credential = engine.credential('flowMateApi', {
					baseUrl: server.url,
					username: 'partner@example.com',
					password: 'password',
				});
				const options = { node: 'flowMateTrigger', parameters: PARAMETERS, credential, staticData: {} };
				await server.set({ keys, executions: 1, latency: 0 });
				await engine.poll(options);
				await server.set({ keys, executions: 2 });
				const url = `${server.url}/icenter/executions`;
				await (await fetch(url)).arrayBuffer();
				const network = await timed(async () => await (await fetch(url)).json());
				collectGarbage();
				const before = process.memoryUsage().heapUsed;
				const poll = await timed(async () => await engine.poll(options));
				const heap = process.memoryUsage().heapUsed - before;
				const { items, error } = poll.result;
				if (error) throw error;
				if (round === 0) continue; // warms up
				rounds.push({
					keys,
					poll: poll.ms,
					network: network.ms,
					items: items?.[0].length ?? 0,
					state: JSON.stringify(options.staticData).length,
					heap,
				});
			}
			const middle = (what: 'poll' | 'network' | 'heap') => median(rounds.map((round) => round[what]));
			results.push({ ...rounds[0], poll: middle('poll'), network: middle('network'), heap: middle('heap') });
		}
	} finally {
		server.close();
	}
	return results;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
	const start = performance.now();
	const result = await work();
	return { ms: performance.now() - start, result };
}
