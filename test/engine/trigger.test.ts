import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { loadEngine, type Engine, type PollOptions } from './harness';

const TODAY = '2026-03-10';
const MINUTE = 60_000;
const YESTERDAY = '2026-03-09';

let engine: Engine;
let flowMate: FlowMateSandbox;
/** The trigger of one workflow: its parameters, its credential and what it remembers. */
let trigger: PollOptions & { parameters: IDataObject; staticData: IDataObject };
let alice: string;
let bob: string;
let now: number;

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	now = Date.parse('2026-03-10T12:30:00Z');
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	// Two users with an active flow each; their three steps have run once and twice today.
	flowMate = await startFlowMate({ seed: { users: 2, flows: 2 }, webhookMissDelay: 0 });
	[alice, bob] = [...flowMate.state.flows.values()].map(({ owners }) => owners[0].id);
	trigger = {
		node: 'flowMateTrigger',
		parameters: { triggerOn: 'executions', groupBy: 'user', window: 'day', timezone: 'UTC' },
		credential: engine.credential('flowMateApi', {
			baseUrl: flowMate.url,
			authentication: 'login',
			...flowMate.partner,
		}),
		staticData: {},
	};
});

afterEach(async () => {
	jest.restoreAllMocks();
	await flowMate.close();
});

const flows = () => [...flowMate.state.flows.keys()];
const poll = async () => await engine.poll(trigger);
const sample = async () => await engine.poll({ ...trigger, mode: 'manual' });

async function json() {
	const { items, error } = await poll();
	if (error) throw error;
	return items?.[0].map((item) => item.json);
}

/** A customer's system calls the webhook of a flow. */
async function run(flow: string) {
	const body = JSON.stringify({ firstName: 'Ada' });
	const headers = { 'content-type': 'application/json' };
	const { status } = await fetch(`${flowMate.url}/webhooks/${flow}`, { method: 'POST', headers, body });
	expect(status).toBe(200);
}

const count = (user: string, executions: number, day = TODAY) =>
	flowMate.countExecutions({ user, flow: flows()[0], day, executions });

describe('Executions Counted', () => {
	it('remembers what is there and then tells what a webhook call started', async () => {
		expect(await json()).toBeUndefined();
		await run(flows()[0]);
		expect(await json()).toEqual([
			{
				key: alice,
				groupBy: 'user',
				username: 'user-000001',
				executions: 6,
				previousExecutions: 3,
				difference: 3,
				limit: null,
				percentage: null,
				percentageUsed: null,
				reached: [],
				eventId: `user/${alice}/${TODAY}/3-6`,
				window: { start: TODAY, end: TODAY },
				totalExecutions: 12,
				polledAt: '2026-03-10T12:30:00.000Z',
				row: expect.objectContaining({ _id: alice, allFlows: [flows()[0]], executions: 6 }),
			},
		]);
		expect(await json()).toBeUndefined();
	});

	test.each(['flow', 'component'])('tells by %s', async (groupBy) => {
		trigger.parameters.groupBy = groupBy;
		await poll();
		await run(flows()[0]);
		const items = (await json()) ?? [];
		const steps = flowMate.state.flows.get(flows()[0])?.graph.nodes.map(({ componentId }) => componentId);
		expect(items.map(({ key }) => key).sort()).toEqual((groupBy === 'flow' ? [flows()[0]] : steps)?.sort());
		expect(items.reduce((sum, { difference }) => sum + Number(difference), 0)).toBe(3);
	});

	it('brings what came late with the first poll of the next window', async () => {
		now = Date.parse('2026-03-09T23:59:00Z');
		await poll();
		count(alice, 4, YESTERDAY);
		now = Date.parse('2026-03-10T00:00:00Z');
		count(bob, 5);
		const items = (await json()) ?? [];
		expect(items.map(({ key, window, difference }) => [key, window, difference])).toEqual([
			[alice, { start: YESTERDAY, end: YESTERDAY }, 4],
			[alice, { start: TODAY, end: TODAY }, 3],
			[bob, { start: TODAY, end: TODAY }, 11],
		]);
	});

	it('goes by the time zone of the workflow, and never asks for a day that is to come', async () => {
		Object.assign(trigger, { timezone: 'Pacific/Kiritimati' });
		trigger.parameters.timezone = '';
		await poll();
		expect(flowMate.requests.filter(({ path }) => path === '/icenter/executions')).toMatchObject([
			{ url: '/icenter/executions?start=2026-03-10&end=2026-03-10&groupby=user' },
		]);
		flowMate.requests.length = 0;
		Object.assign(trigger, { timezone: 'Pacific/Honolulu', staticData: {} });
		now = Date.parse('2026-03-10T09:00:00Z');
		await poll();
		expect(flowMate.requests.filter(({ path }) => path === '/icenter/executions')).toMatchObject([
			{ url: '/icenter/executions?start=2026-03-09&end=2026-03-09&groupby=user' },
		]);
	});

	it('keeps to users chosen by ID and user name', async () => {
		const chosen = [
			{ user: { __rl: true, mode: 'username', value: 'USER-000002' } },
			{ user: { __rl: true, mode: 'id', value: '6762e154616e91cb8d8b1aaf' } },
		];
		trigger.parameters.keys = { selected: chosen };
		await poll();
		await Promise.all(flows().map(run));
		expect((await json())?.map(({ key }) => key)).toEqual([bob]);
	});

	it('keeps to flows chosen from the list', async () => {
		Object.assign(trigger.parameters, {
			groupBy: 'flow',
			keys: { selected: [{ flow: { __rl: true, mode: 'list', value: flows()[1] } }] },
		});
		await poll();
		await Promise.all(flows().map(run));
		expect((await json())?.map(({ key }) => key)).toEqual([flows()[1]]);
	});

	it('gives one item with all changes and their names', async () => {
		Object.assign(trigger.parameters, { groupBy: 'flow', options: { combine: true, addNames: true } });
		await poll();
		await Promise.all(flows().map(run));
		expect(await json()).toEqual([
			{
				groupBy: 'flow',
				changes: [
					expect.objectContaining({ key: flows()[0], name: 'Flow 000001', difference: 3 }),
					expect.objectContaining({ key: flows()[1], name: 'Flow 000002', difference: 3 }),
				],
				polledAt: '2026-03-10T12:30:00.000Z',
			},
		]);
	});

	it('looks names up only when there is something to tell', async () => {
		trigger.parameters.options = { addNames: true };
		const user = flowMate.state.users.get(alice);
		if (user) Object.assign(user, { firstname: 'Ada', lastname: 'Byron' });
		await poll();
		expect(flowMate.count('GET', '/users')).toBe(0);
		await Promise.all(flows().map(run));
		const items = await json();
		expect(items?.map(({ name, username }) => [name, username])).toEqual([
			['Ada Byron', 'user-000001'],
			['user-000002', 'user-000002'],
		]);
		expect(flowMate.count('GET', '/users')).toBe(1);
	});
});

describe('Limit Reached', () => {
	it('warns once at each percentage, by the limit of each user', async () => {
		Object.assign(trigger.parameters, {
			triggerOn: 'limit',
			window: 'month',
			limit: 1000,
			keyLimits: { limits: [{ key: 'user-000001', limit: 10 }] },
		});
		await poll();
		count(alice, 5);
		const [warning] = (await json()) ?? [];
		expect(warning).toMatchObject({ key: alice, executions: 8, limit: 10, percentage: 80, difference: 5 });
		expect(warning.window).toEqual({ start: '2026-03-01', end: '2026-03-31' });
		expect(await json()).toBeUndefined();
		count(alice, 2);
		expect(await json()).toMatchObject([{ key: alice, executions: 10, percentage: 100 }]);
		count(alice, 90);
		expect(await json()).toBeUndefined();
	});
});

describe('Limit Reached, with settings from expressions', () => {
	beforeEach(() => void Object.assign(trigger.parameters, { triggerOn: 'limit', window: 'month' }));

	it('does not take a limit that its expression did not give for none', async () => {
		const keyLimits = { limits: [{ key: 'user-000001', limit: 10 }] };
		Object.assign(trigger.parameters, { limit: '={{ "" }}', keyLimits });
		await expect(json()).rejects.toThrow("'Limit' is empty: its expression gave nothing");
	});

	it('takes 130,000 limits', async () => {
		const some = Array.from({ length: 130_000 }, (_, index) => [`customer-${index}`, index]);
		const limits = JSON.stringify(Object.fromEntries([...some, ['user-000001', 10]]));
		Object.assign(trigger.parameters, { limit: 0, keyLimits: { json: [{ json: limits }] } });
		await poll();
		count(alice, 5);
		expect(await json()).toMatchObject([{ key: alice, limit: 10, percentage: 80 }]);
	}, 60_000);
});

describe('Every Poll', () => {
	it('gives the counts of the last days', async () => {
		Object.assign(trigger.parameters, { triggerOn: 'snapshot', window: 'lastDays', days: 2 });
		count(alice, 10, YESTERDAY);
		count(alice, 100, '2026-03-08');
		expect(await json()).toBeUndefined();
		expect(await json()).toMatchObject([
			{ key: alice, executions: 13, difference: 0, window: { start: YESTERDAY, end: TODAY } },
			{ key: bob, executions: 6, difference: 0 },
		]);
	});
});

describe('An answer that is no good', () => {
	beforeEach(async () => {
		await poll();
		count(alice, 1);
	});

	test.each([
		['HTTP 500', { status: 500, body: { errors: [{ message: {} }] } }],
		['a truncated answer', { truncateJson: true as const }],
		['an error page', { body: '<!DOCTYPE html><html></html>' }],
		['a broken connection', { reset: 'before' as const }],
	])('is passed over, leaves the state as it was, and fails when it lasts: %s', async (_what, effect) => {
		const before = JSON.stringify(trigger.staticData);
		flowMate.faults.add({ path: '/icenter', effect });
		trigger.budget = 100;
		expect(await poll()).toMatchObject({ items: null });
		now += 15 * MINUTE;
		expect((await poll()).error).toBeInstanceOf(NodeApiError);
		expect(JSON.stringify(trigger.staticData)).toBe(before);
		flowMate.faults.clear();
		delete trigger.budget;
		expect(await json()).toMatchObject([{ key: alice, difference: 1 }]);
	});

	it('fails at once where it has rows of another kind', async () => {
		flowMate.faults.add({ path: '/icenter', effect: { body: { data: [{ customer: 'a', runs: 3 }] } } });
		expect((await poll()).error).toBeInstanceOf(NodeApiError);
	});

	it('is set aside after one failed poll where it is one row among others', async () => {
		const rows = [
			{ _id: alice, executions: 5 },
			{ _id: null, executions: 2 },
		];
		flowMate.faults.add({ path: '/icenter', effect: { body: { data: rows } } });
		expect((await poll()).error).toBeInstanceOf(NodeApiError);
		expect(await json()).toMatchObject([
			{ key: alice, difference: 2 },
			{ unreadable: [{ reason: 'has no ID of a user', row: rows[1] }], unreadableRows: 1 },
		]);
		expect(await json()).toBeUndefined();
	});

	it('cannot keep a workflow from being published: FlowMate is away', async () => {
		const { port } = new URL(flowMate.url);
		await flowMate.close();
		Object.assign(trigger, { activation: 'activate', staticData: {} });
		expect(await poll()).toEqual({ items: null, staticData: {} });
		flowMate = await startFlowMate({ port: Number(port), seed: { users: 2, flows: 2 }, webhookMissDelay: 0 });
		expect(await json()).toBeUndefined();
		expect(trigger.staticData).toHaveProperty('memory');
	});

	it('is made good by a new session where the old one has ended', async () => {
		flowMate.expireTokens();
		expect(await json()).toMatchObject([{ key: alice, difference: 1 }]);
	});

	it('tells n8n that the credential is of no use', async () => {
		const wrong = { ...flowMate.partner, password: 'wrong' };
		trigger.credential = engine.credential('flowMateApi', {
			baseUrl: flowMate.url,
			authentication: 'login',
			...wrong,
		});
		const { error } = await poll();
		expect(error).toMatchObject({ failure: { cause: 'credential-invalid' } });
	});
});

describe('A test in the editor', () => {
	it('gives a sample and remembers nothing', async () => {
		const { items } = await sample();
		expect(items?.[0].map((item) => item.json)).toMatchObject([
			{ key: bob, executions: 6, username: 'user-000002' },
		]);
		expect(trigger.staticData).toEqual({});
	});

	it('says so when there is nothing to show', async () => {
		now += 24 * 60 * 60 * 1000;
		const { items, error } = await sample();
		expect(items).toBeNull();
		expect(error?.message).toBe('FlowMate counted no executions on 2026-03-11');
	});
});

describe('The panel', () => {
	it('lists users and flows to choose from', async () => {
		const { node, credential } = trigger;
		const users = await engine.listSearch({ node, credential, method: 'searchUsers', filter: 'user-' });
		expect(users.results.map(({ value }) => value)).toEqual([alice, bob]);
		const found = await engine.listSearch({ node, credential, method: 'searchFlows' });
		expect(found.results.map(({ value }) => value)).toEqual(flows());
	});
});
