/* eslint-disable no-console -- prints figures for docs/scaling.md */
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import type { Credential, Workflow } from '../../scripts/n8n';
import { loginTo } from '../n8n/workflow';
import { begun, Cluster } from './cluster';

const EXECUTIONS = 20;
const RECORDS = 500;
const CONCURRENCY = 5;
const IN_FLIGHT = 10;

let cluster: Cluster;
let sandbox: FlowMateSandbox;
let credential: Credential;
let sendWorkflow: Workflow;
let startWorkflow: Workflow;
let calls = 0;

beforeAll(async () => {
	cluster = await Cluster.start();
	sandbox = await startFlowMate({ seed: { users: 10, flows: 5_000 }, flowDelay: 10 });
	credential = await cluster.main.rest.createCredential('flowMateApi', 'FlowMate', loginTo(sandbox));
	const flow = [...sandbox.state.flows.values()].find(({ status }) => status === 'active')!.id;
	const fixed = { __rl: true, mode: 'id', value: flow };
	sendWorkflow = await cluster.publish(
		'send',
		{
			resource: 'webhook',
			operation: 'send',
			flow: fixed,
			dataMode: 'item',
			options: { maxRequestsInFlight: IN_FLIGHT },
		},
		credential,
	);
	startWorkflow = await cluster.publish(
		'start',
		{ resource: 'flow', operation: 'startMany', flowsFrom: 'items', idField: 'flow' },
		credential,
	);
	await cluster.addWorker(CONCURRENCY);
});
afterAll(async () => {
	await cluster?.close();
	await sandbox?.close();
});
beforeEach(() => {
	sandbox.requests.length = 0;
	sandbox.maxInFlight = 0;
	sandbox.faults.clear();
});

test('one worker sends and starts all that it is given, once each', async () => {
	await everythingOnce();
});

test('two workers send and start all that they are given, once each', async () => {
	await cluster.addWorker(CONCURRENCY);
	await everythingOnce();
	expect(cluster.workers.map((worker) => begun(worker) > 0)).toEqual([true, true]);
});

test('two workers wait as long as they are told, and still send everything once', async () => {
	sandbox.faults.add({ path: '/webhooks/', every: 50, effect: { status: 429, retryAfter: '2' } });

	await sendAll();

	const served = sent().filter(({ status }) => status === 200);
	const told = sent().filter(({ status }) => status === 429);
	expect(new Set(served.map(({ body }) => body)).size).toBe(EXECUTIONS * RECORDS);
	expect(served).toHaveLength(EXECUTIONS * RECORDS);
	expect(told.length).toBeGreaterThan(100);
	const early = told.filter(({ body, at }) =>
		sent().some((next) => next.body === body && next.at > at && next.at < at + 2_000),
	);
	expect(early).toEqual([]);
});

/** Sends 20 × 500 records and starts 20 × 500 flows, the executions of each kind all at once; prints how long it took. */
async function everythingOnce(): Promise<void> {
	sandbox.faults.add({ path: '/webhooks/', effect: { latency: 50 } });
	const sending = await timed(sendAll);
	const bodies = sent().map(({ body }) => body);
	expect(bodies).toHaveLength(EXECUTIONS * RECORDS);
	expect(new Set(bodies).size).toBe(EXECUTIONS * RECORDS);
	expect(sent().every(({ status }) => status === 200)).toBe(true);
	expect(sandbox.maxInFlight).toBeLessThanOrEqual(cluster.workers.length * CONCURRENCY * IN_FLIGHT);
	expect(sandbox.maxInFlight).toBeGreaterThan(IN_FLIGHT);
	const mostInFlight = sandbox.maxInFlight;

	const starting = await timed(startAll);
	expect(sandbox.count('POST', '/flows/multiple/start')).toBe(EXECUTIONS);
	const rate = (seconds: number) => Math.round((EXECUTIONS * RECORDS) / seconds);
	console.log(
		`${cluster.workers.length} worker(s): Send Data to Flow ${rate(sending)} records/s, at most ${mostInFlight} requests in flight; ` +
			`Start Many ${rate(starting)} flows/s`,
	);
}

async function sendAll(): Promise<void> {
	await runAll('send', sendWorkflow, (execution, index) => ({ record: `${calls}-${execution}-${index}` }));
}

async function startAll(): Promise<void> {
	const ids = [...sandbox.state.flows.keys()];
	await runAll('start', startWorkflow, (execution, index) => ({
		flow: ids[(execution * RECORDS + index) % ids.length],
	}));
}

const ended = new Map<string, number>();

/** Calls a workflow 20 times at once, each time with 500 items, and waits until all executions have succeeded. */
async function runAll(
	path: string,
	workflow: Workflow,
	item: (execution: number, index: number) => Record<string, string>,
): Promise<void> {
	calls++;
	const executions = Array.from({ length: EXECUTIONS }, (_, execution) =>
		Array.from({ length: RECORDS }, (_, index) => item(execution, index)),
	);
	await Promise.all(executions.map(async (items) => await cluster.call(path, items)));
	const count = (ended.get(path) ?? 0) + EXECUTIONS;
	ended.set(path, count);
	const statuses = (await cluster.ended(workflow, count)).map(({ status }) => status);
	expect(statuses.every((status) => status === 'success')).toBe(true);
}

const sent = () => sandbox.requests.filter(({ path }) => path.startsWith('/webhooks/'));

async function timed(work: () => Promise<void>): Promise<number> {
	const start = Date.now();
	await work();
	return (Date.now() - start) / 1_000;
}
