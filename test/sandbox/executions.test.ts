import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { client, flowOf, impersonate } from './client';

let sandbox: FlowMateSandbox;
beforeEach(async () => {
	sandbox = await startFlowMate();
});
afterEach(async () => await sandbox.close());

const today = () => new Date().toISOString().slice(0, 10);
const NEWSLETTER = 'New contact to newsletter';

test('the default is the last month by user', async () => {
	const before = today();
	const { status, body } = await client(sandbox)('GET', '/icenter/executions');
	const { data, metadata } = body as { data: Array<{ executions: number }>; metadata: { end: string } };
	expect([before, today()]).toContain(metadata.end);
	expect(status).toBe(200);
	expect(data).toHaveLength(8);
	expect(metadata).toEqual({
		start: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		end: metadata.end,
		totalExecutions: data.reduce((sum, { executions }) => sum + executions, 0),
	});
});

test('start and end are days, both included', async () => {
	const { user, flow } = flowOf(sandbox, 'customer-1001', NEWSLETTER);
	sandbox.state.executions.clear();
	for (const [day, executions] of [
		['2025-03-01', 1],
		['2025-03-02', 10],
		['2025-03-04', 100],
		['2025-03-05', 1000],
	] as const) {
		sandbox.countExecutions({ user: user._id, flow: flow.id, day, executions });
	}
	expect((await client(sandbox)('GET', '/icenter/executions?start=2025-03-02&end=2025-03-04')).body).toEqual({
		data: [
			{
				_id: user._id,
				user: user._id,
				tenant: user.tenant,
				allFlows: [flow.id],
				executions: 110,
				username: 'customer-1001',
			},
		],
		metadata: { start: '2025-03-02', end: '2025-03-04', totalExecutions: 110 },
	});
});

test('a webhook call counts one execution per step, for user, flow and components', async () => {
	const { user, flow } = flowOf(sandbox, 'customer-1001', NEWSLETTER);
	sandbox.state.executions.clear();
	const call = client(sandbox);
	await call('POST', `/webhooks/${flow.id}`, {});
	await call('POST', `/webhooks/${flow.id}`, {});
	expect((await call('GET', '/icenter/executions?groupby=user')).body).toMatchObject({
		data: [{ user: user._id, executions: 6 }],
	});
	expect((await call('GET', '/icenter/executions?groupby=flow')).body).toMatchObject({
		data: [{ flow: flow.id, executions: 6 }],
	});
	expect((await call('GET', '/icenter/executions?groupby=component')).body).toMatchObject({
		data: flow.graph.nodes.map(({ componentId }) => ({ component: componentId, executions: 2 })),
		metadata: { totalExecutions: 6 },
	});
});

test('counts for a component add up, however they are split', async () => {
	const { flow } = flowOf(sandbox, 'customer-1001', NEWSLETTER);
	sandbox.state.executions.clear();
	sandbox.countExecutions({ user: 'customer-1001', flow: flow.id, day: today(), executions: 11 });
	const { body } = await client(sandbox)('GET', '/icenter/executions?groupby=component');
	expect(body).toMatchObject({ metadata: { totalExecutions: 11 } });
});

test('an end user sees the own counts only', async () => {
	const { body } = await client(sandbox, await impersonate(sandbox, 'customer-1002'))(
		'GET',
		'/icenter/executions',
	);
	expect((body as { data: Array<{ username: string }> }).data.map(({ username }) => username)).toEqual([
		'customer-1002',
	]);
});
