import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { IDS, startWorld, type World } from '../celigo/engine/support';
import { ACTIVE, actingAs, Bench, by, byId, flowOf, INACTIVE, UNKNOWN, userOf } from '../engine/support';

/** One step for each way in which the nodes lean on the engine. The titles are the rows of the table in README.md. */
const bench = new Bench();

const ids = (...values: string[]) => values.map((value) => ({ value }));
const GRAPH = '{"nodes":[{"id":"a","componentId":"5ca5c44c187c040010a9bb8b","function":"trigger"}]}';
const flowOfItem = { flow: byId('={{ $json.value }}') };
const told = ({ json, pairedItem }: INodeExecutionData) => ({ json, pairedItem });

describe('FlowMate', () => {
	test('Get, one request per item', async () => {
		const { items, error } = await bench.run('flow.get', flowOfItem, { items: ids(ACTIVE, INACTIVE) });
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[ACTIVE, { item: 0 }],
			[INACTIVE, { item: 1 }],
		]);
	});

	test('Get Many, all pages', async () => {
		const { json, error } = await bench.run('flow.getAll', { returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(40);
	});

	test('Get Many, a limit', async () => {
		const { json, error } = await bench.run('user.getAll', { returnAll: false, limit: 3 });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(3);
	});

	test('Create, update and delete', async () => {
		const created = await bench.run('template.create', { graph: GRAPH });
		const template = byId(created.json[0]?.id);
		const updated = await bench.run('template.update', { template, updateFields: { name: 'New' } });
		const deleted = await bench.run('template.delete', { template });
		expect([created.error, updated.error, deleted.error]).toEqual([undefined, undefined, undefined]);
		expect(deleted.json).toMatchObject([{ deleted: true }]);
	});

	test('Send Data to Flow', async () => {
		const { json, error } = await bench.run('webhook.send', {
			flow: byId(ACTIVE),
			dataMode: 'json',
			json: '{"firstName":"Ada"}',
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ flow: ACTIVE, message: 'thank you' }]);
	});

	test('Start Many, one request for all items', async () => {
		const { json, error } = await bench.run(
			'flow.startMany',
			{ flowsFrom: 'items', idField: 'value' },
			{ items: ids(INACTIVE, UNKNOWN), onError: 'continueRegularOutput' },
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([
			{ id: INACTIVE, status: 'starting' },
			{ id: UNKNOWN, error: { code: 404 } },
		]);
		expect(bench.sandbox.count('POST', '/flows/multiple/start')).toBe(1);
	});

	test("Send Data to User's Flows, all items at once", async () => {
		const { items, error } = await bench.run(
			'webhook.sendToUser',
			{ user: by('username', '={{ $json.value }}'), dataMode: 'item' },
			{ items: ids('customer-1001', 'nobody', 'customer-1001'), onError: 'continueRegularOutput' },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.message ?? json.name, pairedItem])).toEqual([
			...Array.from({ length: 3 }, () => ['thank you', { item: 0 }]),
			[expect.stringContaining("Check 'User'"), { item: 1 }],
			...Array.from({ length: 3 }, () => ['thank you', { item: 2 }]),
		]);
		expect([bench.sandbox.count('GET', '/flows'), bench.sandbox.count('POST', '/webhooks/')]).toEqual([1, 6]);
	});

	test('An error says what to do', async () => {
		const { error } = await bench.run('flow.get', flowOfItem, { items: ids(ACTIVE, UNKNOWN) });
		expect(error?.message).toMatch(`There is no flow '${UNKNOWN}'`);
		expect(error?.httpCode).toBe('404');
	});

	test('On Error: Continue', async () => {
		const items = ids(ACTIVE, UNKNOWN, INACTIVE);
		const run = await bench.run('flow.get', flowOfItem, { items, onError: 'continueRegularOutput' });
		expect(run.error).toBeUndefined();
		expect(run.json.map(({ id }) => id)).toEqual([ACTIVE, undefined, INACTIVE]);
		expect(JSON.stringify(run.items[1])).toContain(`There is no flow '${UNKNOWN}'`);
		expect(run.items[1].pairedItem).toEqual({ item: 1 });
	});

	test('On Error: Continue (using error output)', async () => {
		const items = ids(ACTIVE, UNKNOWN, INACTIVE);
		const run = await bench.run('flow.get', flowOfItem, { items, onError: 'continueErrorOutput' });
		expect(run.error).toBeUndefined();
		expect(run.json.map(({ id }) => id)).toEqual([ACTIVE, INACTIVE]);
		expect(run.errorItems.map(told)).toMatchObject([{ pairedItem: { item: 1 } }]);
		expect(JSON.stringify(run.errorItems)).toContain(`There is no flow '${UNKNOWN}'`);
	});

	test('A session that has expired is renewed', async () => {
		const first = await bench.run('user.getCurrent');
		bench.sandbox.expireTokens();
		const second = await bench.run('user.getCurrent');
		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect(second.json[0]?.id).toBe(first.json[0]?.id);
		expect(bench.sandbox.count('POST', '/login')).toBe(2);
	});

	test('A wrong password is tried once', async () => {
		const { error } = await bench.run(
			'user.getCurrent',
			{},
			{
				credential: bench.credentialWith({ password: 'wrong' }),
				items: [{}, {}, {}],
			},
		);
		expect(error?.message).toContain('did not accept the password');
		expect(bench.sandbox.count('POST', '/login')).toBe(1);
	});

	test('Act as User, by item', async () => {
		const items = [{ name: 'customer-1001' }, { name: 'customer-1002' }];
		const { json, error } = await bench.run('user.getCurrent', actingAs('={{ $json.name }}'), { items });
		expect(error).toBeUndefined();
		expect(json.map(({ username }) => username)).toEqual(['customer-1001', 'customer-1002']);
	});

	test('Too many requests are waited out', async () => {
		bench.sandbox.faults.add({ times: 1, path: '/users/me', effect: { status: 429, retryAfter: '1' } });
		const { json, error } = await bench.run('user.getCurrent');
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	});

	test('Lists to pick from', async () => {
		const { results } = await bench.engine.listSearch({
			node: 'flowMate',
			method: 'searchFlows',
			credential: bench.credential,
			filter: 'ticket',
			currentNodeParameters: { resource: 'flow', operation: 'get' },
		});
		expect(results.length).toBeGreaterThan(0);
	});

	test('A locator by user name', async () => {
		const { json, error } = await bench.run('user.get', { user: by('username', 'customer-1001') });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: userOf('customer-1001') }]);
	});

	test('As a tool of an agent', async () => {
		const { text, error } = await bench.engine.runAsTool({
			node: 'flowMate',
			parameters: {
				resource: 'flow',
				operation: 'get',
				flow: byId("={{ $fromAI('flow', 'The flow', 'string') }}"),
			},
			input: { flow: ACTIVE },
			credential: bench.credential,
			by: 'direct',
		});
		expect(error).toBeUndefined();
		expect(text).toContain(ACTIVE);
	});

	test('The test of the credential', async () => {
		expect((await bench.engine.testCredential(bench.credential)).status).toBe('OK');
		expect(await bench.engine.testCredential(bench.credentialWith({ password: 'wrong' }))).toEqual({
			status: 'Error',
			message: 'FlowMate did not accept the password',
		});
	});

	test('The trigger', async () => {
		const day = '2026-03-10';
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse(`${day}T12:30:00Z`));
		const trigger = {
			node: 'flowMateTrigger',
			parameters: { triggerOn: 'executions', groupBy: 'user', window: 'day', timezone: 'UTC' } as IDataObject,
			credential: bench.credential,
			staticData: {},
		};
		const first = await bench.engine.poll(trigger);
		const flow = flowOf('customer-1001', 'Order to ERP');
		bench.sandbox.countExecutions({ user: 'customer-1001', flow, day, executions: 7 });
		const second = await bench.engine.poll(trigger);
		jest.restoreAllMocks();
		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect([first.items, second.items?.[0].map(({ json }) => json.difference)]).toEqual([null, [7]]);
	});
});

describe('Celigo', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
	});
	afterEach(async () => await world.sandbox.close());

	test('Get Many', async () => {
		expect((await world.output('flow.getAll', { returnAll: true })).length).toBeGreaterThan(5);
	});

	test('Run a flow', async () => {
		expect(await world.output('flow.run', { flow: byId(IDS.orders) })).toMatchObject([
			{ _flowId: IDS.orders },
		]);
	});

	test('On Error: Continue (using error output)', async () => {
		const { items, error, errorItems } = await world.run('flow.get', flowOfItem, {
			items: ids(IDS.orders, IDS.unknown),
			onError: 'continueErrorOutput',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json._id)).toEqual([IDS.orders]);
		expect(errorItems.map(told)).toMatchObject([{ pairedItem: { item: 1 } }]);
	});

	test('The test of the credential', async () => {
		const wrong = world.credential({ token: 'wrong' });
		expect((await world.engine.testCredential(world.credential())).status).toBe('OK');
		expect((await world.engine.testCredential(wrong)).status).toBe('Error');
	});

	test('The trigger', async () => {
		const trigger = {
			node: 'celigoTrigger',
			parameters: { triggerOn: 'runFinished', outcome: 'any', of: 'flow', flow: byId(IDS.orders) },
			credential: world.credential(),
			staticData: {},
		};
		const first = await world.engine.poll(trigger);
		await world.output('flow.run', { flow: byId(IDS.orders), wait: true });
		const second = await world.engine.poll(trigger);
		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect(second.items?.[0].map(({ json }) => json._flowId)).toEqual([IDS.orders]);
	});
});
