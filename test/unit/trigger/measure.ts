/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { Polls } from '../../../nodes/FlowMate/kit/poll';
import { flowMate } from '../../../nodes/FlowMate/service';
import { poll } from '../../../nodes/FlowMate/trigger/poll';

/**
 * What a poll costs by the number of keys, without the network: `node --expose-gc --import tsx test/unit/trigger/measure.ts`.
 * Prints the median of several polls. The state goes through JSON before each of them, as after a restart of n8n.
 */
const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 7;
const DAY = 24 * 60 * 60 * 1000;
const TODAY = Date.parse('2026-03-10T06:00:00Z');

const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
const realNow = Date.now;

/** Rows by user as FlowMate documents them. */
function rows(size: number, executions: (index: number) => number): IDataObject[] {
	return Array.from({ length: size }, (_, index) => {
		const id = (0x6762e154616e91n * 0x1000000n * 0x100n + BigInt(index) * 7919n)
			.toString(16)
			.padStart(24, '0')
			.slice(-24);
		return {
			_id: id,
			user: id,
			tenant: id,
			allFlows: [id],
			executions: executions(index),
			username: `customer-${index}`,
		};
	});
}

async function measure(size: number, day: number, state: IDataObject, data: IDataObject[]) {
	const times: number[] = [];
	const heap: number[] = [];
	let after: IDataObject = {};
	let items = 0;
	for (let round = 0; round < ROUNDS; round++) {
		after = JSON.parse(JSON.stringify(state)) as IDataObject;
		Date.now = () => day;
		collect();
		const before = process.memoryUsage().heapUsed;
		const begin = performance.now();
		const output = await poll(context(after, data), new Polls(flowMate.clock));
		times.push(performance.now() - begin);
		heap.push(process.memoryUsage().heapUsed - before);
		items = output?.[0].length ?? 0;
		Date.now = realNow;
	}
	const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
	return {
		size,
		items,
		ms: median(times),
		heapMB: median(heap) / 1e6,
		stateMB: JSON.stringify(after).length / 1e6,
		after,
	};
}

function context(stored: IDataObject, data: IDataObject[]): IPollFunctions {
	const parameters: IDataObject = {
		triggerOn: 'executions',
		groupBy: 'user',
		window: 'day',
		minDifference: 1,
	};
	const node = { id: 'node', name: 'Trigger', type: '', typeVersion: 1, position: [0, 0], parameters: {} };
	return {
		getMode: () => 'trigger',
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow' }),
		getTimezone: () => 'UTC',
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: () => stored,
		getCredentials: async () => await Promise.resolve({}),
		helpers: {
			httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body: { data } }),
		},
	} as unknown as IPollFunctions;
}

async function main() {
	const results: Record<string, unknown> = {};
	const show = (what: string, { size, items, ms, heapMB, stateMB }: Awaited<ReturnType<typeof measure>>) => {
		results[`${size} keys: ${what}`] = {
			items,
			'time (ms)': Math.round(ms),
			'heap (MB)': Math.round(heapMB),
			'state (MB)': stateMB.toFixed(2),
		};
	};
	for (const size of SIZES) {
		const counts = rows(size, (index) => 1_000 + (index % 9_000));
		const risen = rows(size, (index) => 1_001 + (index % 9_000));
		const evening = TODAY + 12 * 60 * 60 * 1000;
		const first = await measure(size, evening, {}, counts);
		show('first poll', first);
		show('nothing changed', await measure(size, evening, first.after, counts));
		const changed = await measure(size, evening, first.after, risen);
		show('every count rose', changed);
		show('first poll of the next day', await measure(size, TODAY + DAY, changed.after, risen));
	}
	console.table(results);
}

void main();
