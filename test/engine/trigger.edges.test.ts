import { NodeHelpers, type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';
import { FlowMateTrigger } from '../../nodes/FlowMate/FlowMateTrigger.node';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import example from '../../workflows/warn-at-limit.json';
import { loadEngine, type Engine, type PollOptions } from './harness';

const DAY = 24 * 60 * 60 * 1_000;
const TODAY = '2026-03-10';

let engine: Engine;
let flowMate: FlowMateSandbox;
let trigger: PollOptions & { parameters: IDataObject };
let alice: string;
let bob: string;
let now: number;

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	now = Date.parse('2026-03-10T12:30:00Z');
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	flowMate = await startFlowMate({ seed: { users: 2, flows: 2 }, webhookMissDelay: 0 });
	[alice, bob] = [...flowMate.state.flows.values()].map(({ owners }) => owners[0].id);
	trigger = {
		node: 'flowMateTrigger',
		// Alice has 3 and Bob 6 executions today.
		parameters: { groupBy: 'user', window: 'day', timezone: 'UTC', limit: '1000' },
		credential: engine.credential('flowMateApi', { baseUrl: flowMate.url, ...flowMate.partner }),
		staticData: {},
		shared: {},
	};
});

afterEach(async () => {
	jest.restoreAllMocks();
	await flowMate.close();
});

const count = (user: string, executions: number, day = TODAY) =>
	flowMate.countExecutions({ user, flow: [...flowMate.state.flows.keys()][0], day, executions });

const asked = () =>
	flowMate.requests.filter(({ path, status }) => path === '/icenter/executions' && status === 200).length;

/** `key percentage` or `key difference` of each item. */
async function told(): Promise<string[]> {
	const { items, error } = await engine.poll(trigger);
	if (error) throw error;
	return (items?.[0] ?? []).map(
		({ json }) => `${String(json.key)} ${String(json.percentage ?? json.difference)}`,
	);
}

it('tells of a limit that was lowered below the count, of a percentage that was added, and of neither twice', async () => {
	trigger.parameters.percentages = '100';
	await told();
	count(alice, 597);
	expect(await told()).toEqual([]);
	trigger.parameters.limit = '500';
	expect(await told()).toEqual([`${alice} 100`]);
	trigger.parameters.percentages = '80, 100';
	expect(await told()).toEqual([`${alice} 80`]);
	expect(await told()).toEqual([]);
	trigger.parameters.keyLimits = { limits: [{ key: 'user-000002', limit: 6 }] };
	expect(await told()).toEqual([`${bob} 80`, `${bob} 100`]);
});

it('asks for no more than two windows at a poll where n8n forgets what polls without items have left', async () => {
	trigger.parameters.triggerOn = 'executions';
	await told();
	const saved = JSON.stringify([trigger.staticData, trigger.shared]);
	for (let polls = 0; polls < 20; polls++) {
		[trigger.staticData, trigger.shared] = JSON.parse(saved) as IDataObject[];
		now += DAY / 2;
		const before = asked();
		await told();
		expect(asked() - before).toBeLessThanOrEqual(2);
	}
});

it('begins anew once where n8n forgets what polls without items have left', async () => {
	trigger.parameters.triggerOn = 'executions';
	await told();
	const saved = JSON.stringify([trigger.staticData, trigger.shared]);
	trigger.parameters.groupBy = 'flow';
	await told();
	[trigger.staticData, trigger.shared] = JSON.parse(saved) as IDataObject[];
	count(alice, 4);
	expect(await told()).toEqual([expect.stringMatching(/ 4$/)]);
});

it('arms a sliding limit again, also where n8n forgets what polls without items have left', async () => {
	Object.assign(trigger.parameters, { window: 'lastDays', days: 2, limit: '100' });
	await told();
	count(alice, 90);
	expect(await told()).toEqual([`${alice} 80`]);
	const saved = JSON.stringify([trigger.staticData, trigger.shared]);
	for (let days = 0; days < 2; days++) {
		[trigger.staticData, trigger.shared] = JSON.parse(saved) as IDataObject[];
		now += DAY;
		expect(await told()).toEqual([]);
	}
	[trigger.staticData, trigger.shared] = JSON.parse(saved) as IDataObject[];
	count(alice, 90, '2026-03-12');
	expect(await told()).toEqual([`${alice} 80`]);
	expect(await told()).toEqual([]);
});

it('gives up a window that FlowMate refuses after three polls, says so, and goes on', async () => {
	trigger.parameters.triggerOn = 'executions';
	// A session would have expired overnight.
	const { url: baseUrl, adminToken: token } = flowMate;
	trigger.credential = engine.credential('flowMateApi', { baseUrl, authentication: 'token', token });
	await told();
	now += DAY;
	count(bob, 5, '2026-03-11');
	/** The window before is asked for behind the one that is under way. */
	const pollRefused = async () => {
		flowMate.faults.clear();
		const body = { errors: [{ message: 'Out of range', code: 400 }] };
		flowMate.faults.add({ path: '/icenter', skip: 1, effect: { status: 400, body } });
		return (await engine.poll(trigger)).items?.[0].map(({ json }) => json);
	};
	expect(await pollRefused()).toMatchObject([{ key: bob, difference: 5 }]);
	expect(await pollRefused()).toBeUndefined();
	expect(await pollRefused()).toEqual([
		{
			groupBy: 'user',
			givenUp: expect.stringContaining('Out of range'),
			eventId: `user//${TODAY}/givenUp`,
			window: { start: TODAY, end: TODAY },
			polledAt: '2026-03-11T12:30:00.000Z',
		},
	]);
	flowMate.faults.clear();
	const before = asked();
	count(bob, 1, '2026-03-11');
	expect(await told()).toEqual([`${bob} 1`]);
	expect(asked() - before).toBe(1);
});

it('finds limits by user names that are numbers, and by those that the counts do not give', async () => {
	flowMate.state.users.get(bob)!.username = '1002';
	const counted = (executions: number) => {
		flowMate.faults.clear();
		const data = [
			{ _id: alice, username: 1001, executions },
			{ _id: bob, executions },
		];
		flowMate.faults.add({ path: '/icenter', effect: { body: { data } } });
	};
	trigger.parameters.keyLimits = { limits: ['1001', '1002'].map((key) => ({ key, limit: 100 })) };
	counted(1);
	expect(await told()).toEqual([]);
	counted(80);
	expect((await told()).sort()).toEqual([`${alice} 80`, `${bob} 80`].sort());
	expect(await told()).toEqual([]);
});

it('goes on under another name', async () => {
	trigger.parameters.triggerOn = 'executions';
	await told();
	count(alice, 4);
	Object.assign(trigger, { name: 'Counts', staticData: {} });
	expect(await told()).toEqual([`${alice} 4`]);
});

it('tells nothing twice and loses nothing when the clock is wrong for a poll', async () => {
	trigger.parameters.triggerOn = 'executions';
	await told();
	count(alice, 4);
	for (const days of [-2, 5]) {
		now += days * DAY;
		expect(await told()).toEqual([]);
		now -= days * DAY;
	}
	expect(await told()).toEqual([`${alice} 4`]);
});

it('asks again for the last answer of a window where that lacks a key', async () => {
	Object.assign(trigger.parameters, { triggerOn: 'executions', minDifference: 100 });
	await told();
	count(alice, 4);
	expect(await told()).toEqual([]);
	now += DAY;
	flowMate.faults.add({ path: '/icenter', effect: { status: 200, body: { data: [] } } });
	expect(await told()).toEqual([]);
	flowMate.faults.clear();
	expect(await told()).toEqual([`${alice} 4`]);
});

it('counts 16.1 percent of 1000 in whole numbers, and gives an item that says what is used', async () => {
	trigger.parameters.percentages = 16.1;
	await told();
	count(alice, 158);
	const { items } = await engine.poll(trigger);
	expect(items?.[0].map(({ json }) => json)).toMatchObject([
		{
			key: alice,
			executions: 161,
			percentage: 16.1,
			percentageUsed: 16.1,
			reached: [16.1],
			eventId: `user/${alice}/${TODAY}/16.1%of1000`,
		},
	]);
});

it('refuses a window of a billion days', async () => {
	Object.assign(trigger.parameters, { window: 'lastDays', days: 1e9 });
	await expect(told()).rejects.toThrow("'Days' must be 3650 or less");
});

it('takes a URL for the ID in it, and keeps what was known when others are added', async () => {
	Object.assign(trigger.parameters, {
		triggerOn: 'executions',
		keys: { ids: [{ ids: `https://app.example.com/users/${alice}` }] },
	});
	await told();
	count(alice, 4);
	count(bob, 5);
	trigger.parameters.keys = { ids: [{ ids: `${alice}, user-000002` }] };
	expect(await told()).toEqual([`${alice} 4`]);
	count(bob, 2);
	expect(await told()).toEqual([`${bob} 2`]);
});

it('gives no difference below 0 at every poll', async () => {
	trigger.parameters.triggerOn = 'snapshot';
	await told();
	count(bob, -5);
	expect(await told()).toEqual([`${alice} 0`, `${bob} 0`]);
});

it('is not published by n8n while its limit is empty', () => {
	const { description } = new FlowMateTrigger();
	const issues = (limit?: string) => {
		const parameters = { triggerOn: 'limit', ...(limit !== undefined && { limit }) };
		const filled = NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			null,
			description,
		) as INodeParameters;
		const node = {
			id: '',
			name: '',
			type: '',
			typeVersion: 1,
			position: [0, 0],
			parameters: filled,
		} as INode;
		return NodeHelpers.getNodeParametersIssues(description.properties, node, description)?.parameters;
	};
	expect(issues()).toEqual({ limit: ['Parameter "Limit" is required.'] });
	expect(issues('0')).toBeUndefined();
});

it('shows in a test what is true, and the keys that nothing bears', async () => {
	trigger.parameters.keyLimits = { limits: [{ key: 'usr-000001', limit: 4 }] };
	const { items } = await engine.poll({ ...trigger, mode: 'manual' });
	expect(items?.[0].map(({ json }) => json)).toMatchObject([
		{ key: bob, percentage: null, percentageUsed: 0.6, reached: [], unmatchedKeys: ['usr-000001'] },
	]);
});

test.each([
	['Limits per Key', { keyLimits: { limits: [{ key: 'usr-000001', limit: 4 }] } }, ['usr-000001']],
	['Only These', { keys: { ids: [{ ids: 'usr-000001, user-000002' }] } }, ['usr-000001']],
])('names in a test what was mistyped under %s', async (_, parameters, unmatchedKeys) => {
	Object.assign(trigger.parameters, parameters);
	const { items } = await engine.poll({ ...trigger, mode: 'manual' });
	expect(items?.[0].map(({ json }) => json.unmatchedKeys)).toEqual([unmatchedKeys]);
});

it('names in a test what was mistyped where nothing else is watched', async () => {
	trigger.parameters.keys = { ids: [{ ids: 'usr-000001, bob' }] };
	const { error } = await engine.poll({ ...trigger, mode: 'manual' });
	expect(error?.description).toContain('Nothing that was counted is called usr-000001, bob.');
});

it('tells at once of whoever is above a limit when the example is published', async () => {
	Object.assign(trigger.parameters, example.nodes.find(({ name }) => name === 'Limit Reached')?.parameters);
	count(alice, 12_000);
	expect(await told()).toEqual([`${alice} 80`, `${alice} 100`]);
	expect(await told()).toEqual([]);
});
