import { sleep } from 'n8n-workflow';
import { startFlowMate, type FlowMateSandbox } from '../../../sandbox/flowmate';
import { loadEngine, type Engine, type StoredCredential } from '../harness';

let engine: Engine;
let sandbox: FlowMateSandbox;
let credential: StoredCredential;

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	sandbox = await startFlowMate({ seed: { users: 10, flows: 1_000 }, webhookMissDelay: 0 });
	credential = engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner });
});

afterEach(async () => await sandbox.close());

const flowFromItem = { __rl: true, mode: 'id', value: '={{ $json.flow }}' };

test('of 1,000 records sent to a webhook none arrives twice when 5 % of the connections break after they were read', async () => {
	const flow = [...sandbox.state.flows.values()].find(({ status }) => status === 'active')?.id;
	const fault = sandbox.faults.add({ path: '/webhooks/', every: 20, effect: { reset: 'after' } });
	const run = await engine.run({
		node: 'flowMate',
		parameters: { resource: 'webhook', operation: 'send', flow: flowFromItem, dataMode: 'item' },
		items: Array.from({ length: 1_000 }, (_, record) => ({ flow, record })) as never,
		credential,
		onError: 'continueRegularOutput',
	});
	const arrived = sandbox.requests
		.filter(({ path }) => path.startsWith('/webhooks/'))
		.map(({ body }) => (JSON.parse(String(body)) as { record: number }).record);
	expect(arrived).toHaveLength(1_000);
	expect(new Set(arrived).size).toBe(1_000);
	const reported = run.items.filter(({ json }) => json.error);
	expect(fault.hits).toBe(50);
	expect(reported).toHaveLength(50);
	expect(
		reported.every(({ json }) =>
			/Check in FlowMate whether the flow ran before you repeat it/.test(String(json.message)),
		),
	).toBe(true);
	expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(run.items.map((_, item) => ({ item })));
});

test("n8n's own 'Retry On Fail' sends what was accepted again, which the documentation warns of", async () => {
	const flow = [...sandbox.state.flows.values()].find(({ status }) => status === 'active')?.id;
	sandbox.faults.add({ path: '/webhooks/', times: 1, effect: { reset: 'after' } });

	const { error, items } = await engine.run({
		node: 'flowMate',
		parameters: { resource: 'webhook', operation: 'send', flow: flowFromItem, dataMode: 'item' },
		items: Array.from({ length: 50 }, (_, record) => ({ flow, record })) as never,
		credential,
		nodeSettings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});

	expect(error).toBeUndefined();
	expect(items).toHaveLength(50);
	expect(sandbox.count('POST', '/webhooks/')).toBe(100);
});

test('1,000 Gets all succeed when one in ten is told to wait 1 to 3 s, and none comes earlier than told', async () => {
	const flows = [...sandbox.state.flows.keys()];
	const waits = new Map(
		flows.filter((_, index) => index % 10 === 0).map((id, index) => [id, 1 + (index % 3)]),
	);
	for (const [id, seconds] of waits) {
		sandbox.faults.add({
			path: `/flows/${id}`,
			times: 1,
			effect: { status: 429, retryAfter: String(seconds) },
		});
	}
	const run = await engine.run({
		node: 'flowMate',
		parameters: { resource: 'flow', operation: 'get', flow: flowFromItem },
		items: flows.map((flow) => ({ flow })) as never,
		credential,
	});
	expect(run.items.map(({ json }) => json.id)).toEqual(flows);
	expect(sandbox.maxInFlight).toBeLessThanOrEqual(10);
	const pauses = [...waits].map(([id, seconds]) => {
		const [refused, served] = sandbox.requests.filter(({ path }) => path === `/flows/${id}`);
		return served.at - refused.at - seconds * 1_000;
	});
	expect(pauses).toHaveLength(100);
	expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0);
});

test('40 items are refused for 2 s and told to wait that long: at most 60 requests, none of them early', async () => {
	const refusal = sandbox.faults.add({ path: '/flows/', effect: { status: 429, retryAfter: '2' } });
	const back = sleep(2_000).then(() => sandbox.faults.clear());
	const flows = [...sandbox.state.flows.keys()].slice(0, 40);
	const run = await engine.run({
		node: 'flowMate',
		parameters: { resource: 'flow', operation: 'get', flow: flowFromItem },
		items: flows.map((flow) => ({ flow })) as never,
		credential,
	});
	await back;
	expect(run.items.map(({ json }) => json.id)).toEqual(flows);
	const asked = sandbox.requests.filter(({ path }) => path.startsWith('/flows/'));
	const refused = asked.slice(0, refusal.hits);
	const served = asked.slice(refusal.hits);
	expect([
		...new Set(refused.map(({ status }) => status)),
		...new Set(served.map(({ status }) => status)),
	]).toEqual([429, 200]);
	expect(asked.length).toBeLessThanOrEqual(60);
	expect(served[0].at - refused.at(-1)!.at).toBeGreaterThanOrEqual(2_000);
});

test("'Max Requests in Flight' is kept, and another number can be set", async () => {
	sandbox.faults.add({ path: '/flows/', effect: { latency: 20 } });
	await engine.run({
		node: 'flowMate',
		parameters: {
			resource: 'flow',
			operation: 'get',
			flow: flowFromItem,
			options: { maxRequestsInFlight: 3 },
		},
		items: [...sandbox.state.flows.keys()].slice(0, 50).map((flow) => ({ flow })) as never,
		credential,
	});
	expect(sandbox.maxInFlight).toBe(3);
});

test('cancelling the execution stops waiting and sending at once', async () => {
	sandbox.faults.add({ path: '/flows/', effect: { status: 429, retryAfter: '60' } });
	const run = await engine.run({
		node: 'flowMate',
		parameters: { resource: 'flow', operation: 'get', flow: flowFromItem },
		items: [...sandbox.state.flows.keys()].slice(0, 50).map((flow) => ({ flow })) as never,
		credential,
		cancelWhen: () => sandbox.count('GET', '/flows/') > 0,
	});
	expect(run.executionData.status).toBe('canceled');
	expect(sandbox.count('GET', '/flows/')).toBeLessThanOrEqual(10);
});
