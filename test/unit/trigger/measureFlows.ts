/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { Polls } from '../../../nodes/FlowMate/kit/poll';
import { flowMate } from '../../../nodes/FlowMate/service';
import { poll } from '../../../nodes/FlowMate/trigger/poll';

/**
 * What a poll of flows or users costs by their number, without the network and FlowMate's own work:
 * `node --expose-gc --import tsx test/unit/trigger/measureFlows.ts`. Prints the median of several polls, each as after a restart of n8n.
 */
const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 5;
const NOW = Date.parse('2026-03-10T12:00:00Z');

const realNow = Date.now;

const idOf = (index: number) => (0x6762e15461n + BigInt(index) * 7919n).toString(16).padStart(24, '0');

/** Flows as FlowMate gives them, with a graph of three steps; one was changed each minute. */
const flowsOf = (size: number): IDataObject[] =>
	Array.from({ length: size }, (_, index) => ({
		id: idOf(index),
		name: `Flow ${index}`,
		status: index % 3 ? 'active' : 'inactive',
		owners: [{ id: idOf(index % 500), type: 'user' }],
		graph: {
			nodes: ['a', 'b', 'c'].map((id) => ({ id, componentId: idOf(1), function: 'upsert', fields: {} })),
		},
		createdAt: new Date(NOW - 90_000 * 60_000).toISOString(),
		updatedAt: new Date(NOW - 86_400_000 - index * 60_000).toISOString(),
	}));

const usersOf = (size: number): IDataObject[] =>
	Array.from({ length: size }, (_, index) => ({
		_id: idOf(index),
		username: `customer-${index}`,
		status: 'ACTIVE',
	}));

/** Whose flows they are. */
const OWNERS = usersOf(500);

let requests = 0;
let atFlowMate = 0;

function answer(records: IDataObject[], { url, qs }: { url: string; qs: IDataObject }) {
	const begin = performance.now();
	requests++;
	const [size, number] = [Number(qs?.['page[size]']), Number(qs?.['page[number]'])];
	const data = records.slice((number - 1) * size, number * size);
	const meta = { total: records.length, page: number, perPage: size };
	const body = JSON.stringify(url === '/flows' ? { data, meta } : 'owners' in records[0] ? OWNERS : records);
	atFlowMate += performance.now() - begin;
	return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}

const contextOf = (triggerOn: string, stored: IDataObject, records: IDataObject[]) =>
	({
		getMode: () => 'trigger',
		getNode: () => ({
			id: 'node',
			name: 'Trigger',
			type: '',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getWorkflow: () => ({ id: 'workflow' }),
		getTimezone: () => 'UTC',
		getNodeParameter: (name: string) =>
			({ triggerOn, changes: ['active', 'inactive', 'fellBack'], filters: {} })[name],
		getWorkflowStaticData: () => stored,
		getCredentials: async () => await Promise.resolve({}),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: never) => answer(records, request),
		},
	}) as unknown as IPollFunctions;

async function measure(triggerOn: string, state: IDataObject, records: IDataObject[]) {
	const times: number[] = [];
	let after: IDataObject = {};
	let items = 0;
	for (let round = 0; round < ROUNDS; round++) {
		after = JSON.parse(JSON.stringify(state)) as IDataObject;
		(globalThis as { gc?: () => void }).gc?.();
		[requests, atFlowMate] = [0, 0];
		const begin = performance.now();
		const output = await poll(contextOf(triggerOn, after, records), new Polls(flowMate.clock));
		times.push(performance.now() - begin - atFlowMate);
		items = output?.[0].length ?? 0;
	}
	const ms = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
	return { after, row: { items, requests, 'time (ms)': Math.round(ms), 'state (MB)': stateOf(after) } };
}

/** n8n keeps the text under the node's name and under its id; here both are one. */
const stateOf = ({ memory }: IDataObject) => (String((memory as IDataObject).text).length / 1e6).toFixed(2);

async function main() {
	Date.now = () => NOW;
	const results: Record<string, unknown> = {};
	for (const size of SIZES) {
		const flows = flowsOf(size);
		const first = await measure('flowStatus', {}, flows);
		results[`${size} flows: first poll`] = first.row;
		results[`${size} flows: nothing changed`] = (await measure('flowStatus', first.after, flows)).row;
		const changed = flows.map((flow, index) =>
			index < 1_000
				? { ...flow, status: index % 3 ? 'inactive' : 'active', updatedAt: new Date(NOW).toISOString() }
				: flow,
		);
		results[`${size} flows: 1,000 switched`] = (await measure('flowStatus', first.after, changed)).row;
		const users = usersOf(size);
		const known = await measure('userCreated', {}, users.slice(10));
		results[`${size} users: 10 are new`] = (await measure('userCreated', known.after, users)).row;
	}
	Date.now = realNow;
	console.table(results);
}

void main();
