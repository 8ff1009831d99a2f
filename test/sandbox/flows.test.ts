/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as delay } from 'node:timers/promises';
import { startFlowMate, type Flow, type FlowMateSandbox, type FlowStatus } from '../../sandbox/flowmate';
import { waitFor } from '../../scripts/waitFor';
import { client, flowOf, impersonate } from './client';

const FLOW_DELAY = 100;

let sandbox: FlowMateSandbox;
beforeEach(async () => {
	sandbox = await startFlowMate({ flowDelay: FLOW_DELAY, webhookMissDelay: 10 });
});
afterEach(async () => await sandbox.close());

const NEWSLETTER = 'New contact to newsletter';
const TICKETS = 'Ticket to chat channel';
const NIGHTLY = 'Nightly contact sync';

async function reached(flow: Flow, status: FlowStatus): Promise<void> {
	await waitFor(`status ${status}`, () => flow.status === status, { within: 10_000, every: 5 });
}

describe('Life cycle', () => {
	test('a start leads over starting to active, a stop over stopping to inactive', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', TICKETS);
		const call = client(sandbox);
		expect((await call('POST', `/flows/${flow.id}/start`)).body).toEqual({
			data: { id: flow.id, status: 'starting' },
			meta: {},
		});
		await reached(flow, 'active');
		expect((await call('POST', `/flows/${flow.id}/stop`)).body).toMatchObject({
			data: { status: 'stopping' },
		});
		await reached(flow, 'inactive');
	});

	test('a flow that was stopped without running stays in stopping until it is started and stopped', async () => {
		const { flow } = flowOf(sandbox, 'contoso-eu', TICKETS);
		const call = client(sandbox);
		await call('POST', `/flows/${flow.id}/stop`);
		await delay(1.5 * FLOW_DELAY);
		expect(flow.status).toBe('stopping');
		expect((await call('PATCH', `/flows/${flow.id}`, { name: 'x' })).body).toEqual({
			errors: [{ message: 'Flow is not inactive. Current status: stopping', code: 409 }],
		});
		await call('POST', `/flows/${flow.id}/start`);
		await reached(flow, 'active');
		await call('POST', `/flows/${flow.id}/stop`);
		await reached(flow, 'inactive');
	});

	test('the demo holds a flow that is stuck so', async () => {
		const { flow } = flowOf(sandbox, 'contoso-eu', NIGHTLY);
		expect(flow.status).toBe('stopping');
		await delay(1.5 * FLOW_DELAY);
		expect(flow.status).toBe('stopping');
	});

	test('a start that fails falls back to inactive, and nothing reports it', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', TICKETS);
		sandbox.state.failingStarts.add(flow.id);
		expect((await client(sandbox)('POST', `/flows/${flow.id}/start`)).status).toBe(200);
		await reached(flow, 'stopping');
		await reached(flow, 'inactive');
	});

	test('starting an active flow takes it off its webhook until it is active again', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', NEWSLETTER);
		const call = client(sandbox);
		await call('POST', `/flows/${flow.id}/start`);
		expect(flow.status).toBe('starting');
		expect((await call('POST', `/webhooks/${flow.id}`, {})).status).toBe(404);
		await reached(flow, 'active');
		expect((await call('POST', `/webhooks/${flow.id}`, {})).status).toBe(200);
	});

	test('stop multiple breaks off behind an unknown id and leaves the rest undone', async () => {
		const first = flowOf(sandbox, 'customer-1001', NEWSLETTER).flow;
		const last = flowOf(sandbox, 'customer-1002', NEWSLETTER).flow;
		const unknown = 'a'.repeat(24);
		const answer = await client(sandbox)('POST', '/flows/multiple/stop', [first.id, 'zzz', unknown, last.id]);
		expect(answer).toMatchObject({
			status: 500,
			body: [
				{ data: { id: first.id, status: 'stopping' }, meta: {} },
				{ errors: [{ message: 'Invalid id', flowId: 'zzz', code: 400 }] },
				{ errors: [{ message: 'No flow with this ID found', flowId: unknown, code: 404 }] },
				{},
			],
		});
		expect(last.status).toBe('active');
	});
});

describe('Bulk update', () => {
	test('an entry for an active flow gives two rows; the entries around it are written', async () => {
		const off = flowOf(sandbox, 'customer-1001', TICKETS).flow;
		const on = flowOf(sandbox, 'customer-1001', NEWSLETTER).flow;
		const { status, body } = await client(sandbox)('PATCH', '/flows/bulk', [
			{ id: on.id, description: 'a' },
			{ id: off.id, description: 'b' },
		]);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			data: [
				{ errors: [{ message: `Flow ${on.id} is not inactive. Current status: active`, code: 409 }] },
				{ errors: [{ message: expect.stringContaining('Flow status cannot be set manually'), code: 400 }] },
				{ id: off.id, description: 'b' },
			],
			meta: {},
		});
		expect(sandbox.state.flows.get(on.id)?.description).not.toBe('a');
	});

	test('an entry that says inactive is written although the flow is active', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', NEWSLETTER);
		await client(sandbox)('PATCH', '/flows/bulk', [
			{ id: flow.id, status: 'inactive', description: 'forced' },
		]);
		expect(sandbox.state.flows.get(flow.id)).toMatchObject({ status: 'inactive', description: 'forced' });
	});

	test('an unknown id fails the whole request; what came before it is saved', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', TICKETS);
		const entries = [{ id: flow.id, description: 'saved' }, { id: 'a'.repeat(24) }];
		expect(await client(sandbox)('PATCH', '/flows/bulk', entries)).toMatchObject({
			status: 500,
			body: { errors: [{ message: {} }] },
		});
		expect(sandbox.state.flows.get(flow.id)?.description).toBe('saved');
	});
});

describe('Update', () => {
	test('a graph replaces the whole graph, and the caller becomes an owner', async () => {
		const { flow, user } = flowOf(sandbox, 'customer-1001', TICKETS);
		const graph = { nodes: [{ ...flow.graph.nodes[0] }], edges: [] };
		const { body } = await client(sandbox)('PATCH', `/flows/${flow.id}`, { graph });
		const { data } = body as { data: Flow };
		expect(data.graph).toEqual(graph);
		expect(data.owners.map(({ id, type }) => [id, type])).toEqual([
			[user._id, 'user'],
			[user.tenant, 'tenant'],
			[[...sandbox.state.users.keys()][0], 'user'],
		]);
	});

	test('an id in the body redirects the update to that flow', async () => {
		const one = flowOf(sandbox, 'customer-1001', TICKETS).flow;
		const other = flowOf(sandbox, 'customer-1004', TICKETS).flow;
		await client(sandbox)('PATCH', `/flows/${one.id}`, { id: other.id, description: 'redirected' });
		expect(sandbox.state.flows.get(one.id)?.description).not.toBe('redirected');
		expect(sandbox.state.flows.get(other.id)?.description).toBe('redirected');
	});

	test('a body that is not declared as JSON changes nothing and is answered with 200', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', TICKETS);
		const headers = { 'content-type': 'text/plain' };
		const answer = await client(sandbox)('PATCH', `/flows/${flow.id}`, { name: 'x' }, headers);
		expect(answer).toMatchObject({ status: 200, body: { data: { name: TICKETS } } });
	});
});

describe('Visibility', () => {
	test('owners see a flow, be it as user or through their tenant; filter[user] shows any flow', async () => {
		const call = client(sandbox, await impersonate(sandbox, 'customer-1001'));
		const { flow, user } = flowOf(sandbox, 'customer-1002', NEWSLETTER);
		expect((await call('GET', `/flows/${flow.id}`)).status).toBe(200);
		flow.owners = [{ id: user._id, type: 'user' }];
		expect((await call('GET', `/flows/${flow.id}`)).status).toBe(404);
		expect((await call('GET', '/flows')).body).toMatchObject({ meta: { total: 39 } });
		expect((await call('GET', `/flows?filter[user]=${user._id}`)).body).toMatchObject({ meta: { total: 5 } });
	});

	test('a partner sees all flows of its tenant, an end user may not create any', async () => {
		expect((await client(sandbox)('GET', '/flows')).body).toMatchObject({
			meta: { total: 40, totalPages: 4 },
		});
		const call = client(sandbox, await impersonate(sandbox, 'customer-1001'));
		expect((await call('POST', '/flows', {})).status).toBe(403);
	});

	test('the demo keeps inputParameters in four places', () => {
		const flows = Object.fromEntries([...sandbox.state.flows.values()].map((flow) => [flow.name, flow]));
		expect(flows[NEWSLETTER].graph.nodes[0].fields).toHaveProperty('inputParameters');
		expect(flows['Won deal to invoice'].graph.nodes[0].nodeSettings).toHaveProperty('inputParameters');
		expect(flows[TICKETS].flowSettings).toHaveProperty('inputParameters');
		expect(flows['Order to ERP']).toHaveProperty('inputParameters');
	});
});

test('a tenant of any size is listed in pages', async () => {
	const many = await startFlowMate({ seed: { users: 20, flows: 2500 } });
	const { body } = await client(many)('GET', '/flows?page[size]=1000&page[number]=3');
	expect(body).toMatchObject({ meta: { total: 2500, page: 3, perPage: 1000, totalPages: 3 } });
	expect((body as { data: Flow[] }).data.map(({ name }) => name)).toHaveLength(500);
	expect((body as { data: Flow[] }).data[0].name).toBe('Flow 002001');
	await many.close();
});
