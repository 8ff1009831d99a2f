import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { errorOf, type Credential, type Workflow } from '../../scripts/n8n';
import { loginTo } from '../n8n/workflow';
import { Cluster, waitFor } from './cluster';

/** n8n waits a minute before it believes that a worker is gone; these tests need not wait as long. */
const IMPATIENT = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

const RECORDS = 1_000;

/** n8n 2 lets no other worker repeat what one has begun, whatever its settings. */
const GIVEN_UP = {
	status: 'error',
	message: expect.stringContaining('This execution failed to be processed too many times') as string,
};

let cluster: Cluster;
let sandbox: FlowMateSandbox;
let credential: Credential;

beforeAll(async () => {
	cluster = await Cluster.start(IMPATIENT);
	sandbox = await startFlowMate({ seed: { users: 10, flows: 1_200 }, flowDelay: 50 });
	credential = await cluster.main.rest.createCredential('flowMateApi', 'FlowMate', loginTo(sandbox));
});
afterAll(async () => {
	await cluster?.close();
	await sandbox?.close();
});
beforeEach(async () => {
	await cluster.addWorker();
	sandbox.requests.length = 0;
	sandbox.faults.clear();
});

/** Waits for the end of an execution whose worker is gone, while another worker is there to take it up. */
async function fateOf(workflow: Workflow, count: number) {
	await cluster.killWorker(cluster.workers[0]);
	await cluster.addWorker();
	const [{ id }] = await cluster.ended(workflow, count);
	const execution = await cluster.main.rest.getExecution(id);
	return { status: execution.status, message: errorOf(execution)?.message };
}

test('records on their way when a worker dies are sent once or not at all, and the execution is not repeated', async () => {
	const flow = [...sandbox.state.flows.values()].find(({ status }) => status === 'active')!.id;
	const workflow = await cluster.publish(
		'send',
		{
			resource: 'webhook',
			operation: 'send',
			flow: { __rl: true, mode: 'id', value: flow },
			dataMode: 'item',
		},
		credential,
	);
	sandbox.faults.add({ path: '/webhooks/', effect: { latency: 50 } });

	await cluster.call('send', records());
	await waitFor('300 records', () => arrived().length >= 300);
	const fate = await fateOf(workflow, 1);

	expect(fate).toEqual(GIVEN_UP);
	expect(arrived().length).toBeLessThan(RECORDS);
	expect(new Set(arrived()).size).toBe(arrived().length);
});

test('what Start Many has begun when a worker dies stays as it is, and running it again does the rest', async () => {
	const ids = [...sandbox.state.flows.keys()];
	const workflow = await cluster.publish(
		'start',
		{ resource: 'flow', operation: 'startMany', flowsFrom: 'items', idField: 'flow' },
		credential,
	);
	sandbox.faults.add({ path: '/flows/multiple/start', skip: 1, effect: { latency: 60_000 } });

	await cluster.call(
		'start',
		ids.map((flow) => ({ flow })),
	);
	await waitFor('a second request', () => started() >= 2);
	const fate = await fateOf(workflow, 1);

	expect(fate).toEqual(GIVEN_UP);
	expect(started()).toBe(2);
	expect(notActive().length).toBeGreaterThan(0);

	sandbox.faults.clear();
	await cluster.call(
		'start',
		ids.map((flow) => ({ flow })),
	);
	const [again] = await cluster.ended(workflow, 2);
	expect(again.status).toBe('success');
	await waitFor('active flows', () => notActive().length === 0);
});

const records = () => Array.from({ length: RECORDS }, (_, record) => ({ record }));

const arrived = () =>
	sandbox.requests
		.filter(({ path, status }) => path.startsWith('/webhooks/') && status !== 404)
		.map(({ body }) => body);

const started = () => sandbox.count('POST', '/flows/multiple/start');

const notActive = () => [...sandbox.state.flows.values()].filter(({ status }) => status !== 'active');
