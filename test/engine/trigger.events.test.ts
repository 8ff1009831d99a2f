import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { newId, startFlowMate } from '../../sandbox/flowmate';
import type { FlowMateOptions, Flow, FlowMateSandbox, FlowStatus } from '../../sandbox/flowmate';
import { loadEngine, type Engine, type PollOptions } from './harness';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-03-10T12:00:00Z');

let engine: Engine;
let flowMate: FlowMateSandbox;
let trigger: PollOptions & { parameters: IDataObject };
/** n8n's clock. */
let now: number;
/** By how much FlowMate's clock is ahead of it. */
let ahead: number;

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	[now, ahead] = [NOON, 0];
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	await start({ seed: { users: 3, flows: 6 } });
});

afterEach(async () => {
	jest.restoreAllMocks();
	await flowMate.close();
});

/** A FlowMate whose flows were last changed a day ago, one a minute, and a trigger that has not polled yet. */
async function start(options: FlowMateOptions) {
	await flowMate?.close();
	flowMate = await startFlowMate(options);
	for (const [index, { id }] of flows().entries())
		update(id, { status: 'inactive', updatedAt: timeAt(NOON - DAY - index * MINUTE) });
	trigger = {
		node: 'flowMateTrigger',
		parameters: { triggerOn: 'flowStatus' },
		credential: engine.credential('flowMateApi', {
			baseUrl: flowMate.url,
			authentication: 'login',
			...flowMate.partner,
		}),
		staticData: {},
		shared: {},
	};
}

const flows = () => [...flowMate.state.flows.values()];
const timeAt = (time: number) => new Date(time).toISOString();

const update = (id: string, changed: Partial<Flow>) =>
	flowMate.state.flows.set(id, { ...flowMate.state.flows.get(id)!, ...changed });

/** A flow's status changes, now by FlowMate's clock. */
const become = (flow: Flow, status: FlowStatus) =>
	update(flow.id, { status, updatedAt: timeAt(now + ahead) });

/** Somebody makes a flow. */
function create(changed: Partial<Flow> = {}): Flow {
	const made = timeAt(now + ahead);
	const flow = { ...flows()[0], id: newId(), status: 'inactive' as const, createdAt: made, updatedAt: made };
	flowMate.state.flows.set(flow.id, { ...flow, ...changed });
	return flow;
}

/** A minute later, the next poll. */
async function json(): Promise<IDataObject[]> {
	now += MINUTE;
	const { items, error } = await engine.poll(trigger);
	if (error) throw error;
	return items?.[0].map((item) => item.json) ?? [];
}

/** `change id` of each item. */
const told = async () =>
	(await json()).map(({ change, event, id }) => `${String(change ?? event)} ${String(id)}`);

const sample = async () => await engine.poll({ ...trigger, mode: 'manual' });

/** The query of each request for flows since the last time. */
function asked(): string[] {
	const requests = flowMate.requests.filter(({ path }) => path === '/flows');
	const queries = requests.map(({ url }) => decodeURIComponent(url.split('?')[1]));
	flowMate.requests.length = 0;
	return queries;
}

describe('Flow Status Changed', () => {
	it('tells a flow that a customer has switched on, with all that is known of it', async () => {
		const [, flow] = flows();
		expect(await json()).toEqual([]);
		become(flow, 'active');
		const owner = flow.owners.find(({ type }) => type === 'user')?.id;
		expect(await json()).toEqual([
			expect.objectContaining({
				event: 'flowStatus',
				id: flow.id,
				name: flow.name,
				status: 'active',
				previousStatus: 'inactive',
				change: 'active',
				owner,
				username: 'user-000002',
				fromTemplate: flow.fromTemplate,
				updatedAt: '2026-03-10T12:01:00.000Z',
				eventId: `flowStatus/${flow.id}/active/2026-03-10T12:01:00.000Z`,
				polledAt: '2026-03-10T12:02:00.000Z',
				flow: expect.objectContaining({ id: flow.id, graph: flow.graph }),
			}),
		]);
		expect(await json()).toEqual([]);
	});

	it('takes one request for flows a poll, and one for users where there is something to tell', async () => {
		await json();
		await json();
		expect(asked()).toEqual(Array(2).fill('sort=-updatedAt&page[size]=100&page[number]=1'));
		expect(flowMate.count('GET', '/users')).toBe(0);
		for (const flow of flows()) become(flow, 'active');
		expect(await json()).toHaveLength(6);
		expect(flowMate.requests.map(({ path }) => path)).toEqual(['/flows', '/users']);
	});

	it('tells where a flow has come to, once, however often it changed in between', async () => {
		const [on, off, flapping] = flows();
		become(off, 'active');
		await json();
		for (const status of ['starting', 'active', 'stopping', 'inactive', 'starting', 'active'] as const)
			become(on, status);
		for (const status of ['stopping', 'inactive', 'starting', 'active', 'stopping', 'inactive'] as const)
			become(off, status);
		for (const status of ['starting', 'active', 'stopping', 'inactive'] as const) become(flapping, status);
		expect((await told()).sort()).toEqual([`active ${on.id}`, `inactive ${off.id}`].sort());
	});

	it('waits for flows that are starting or stopping, and takes a restart for no change', async () => {
		const [flow, running] = flows();
		become(running, 'active');
		await json();
		for (const status of ['starting', 'starting', 'active', 'stopping', 'inactive'] as const) {
			become(flow, status);
			become(running, status === 'stopping' || status === 'inactive' ? 'active' : 'starting');
			const due = { active: [`active ${flow.id}`], inactive: [`inactive ${flow.id}`] };
			expect([status, await told()]).toEqual([status, due[status as 'active'] ?? []]);
		}
	});

	it('tells a flow that fell back while it started, and from where', async () => {
		const [fresh, running, created] = [...flows().slice(0, 2), create()];
		become(running, 'active');
		flowMate.state.flows.delete(created.id);
		await json();
		flowMate.state.flows.set(created.id, created);
		for (const flow of [fresh, running, created]) become(flow, 'starting');
		expect(await told()).toEqual([]);
		for (const flow of [fresh, running, created]) become(flow, 'inactive');
		const fallen = await json();
		expect(fallen.map(({ change }) => change)).toEqual(['fellBack', 'fellBack', 'fellBack']);
		expect(new Map(fallen.map(({ id, previousStatus }) => [id, previousStatus]))).toEqual(
			new Map<unknown, unknown>([
				[fresh.id, 'inactive'],
				[running.id, 'active'],
				[created.id, null],
			]),
		);
	});

	it('tells a flow that was made and switched on between two polls', async () => {
		await json();
		const flow = create({ status: 'active' });
		expect(await json()).toMatchObject([{ id: flow.id, change: 'active', previousStatus: null }]);
	});

	it('passes over changes that are no change of the status, and new flows that do not run', async () => {
		await json();
		update(flows()[0].id, { name: 'Another name', updatedAt: timeAt(now) });
		create();
		expect(await told()).toEqual([]);
	});

	it('keeps to the changes that were chosen, which may be others at any time', async () => {
		const [flow, other] = flows();
		trigger.parameters.changes = ['inactive'];
		await json();
		become(flow, 'active');
		expect(await told()).toEqual([]);
		become(flow, 'inactive');
		become(other, 'active');
		expect(await told()).toEqual([`inactive ${flow.id}`]);
		become(other, 'starting');
		await told();
		become(other, 'inactive');
		// It was starting again, but it ran before and does not now.
		expect(await told()).toEqual([`fellBack ${other.id}`]);
		trigger.parameters.changes = ['active'];
		become(flow, 'active');
		expect(await told()).toEqual([`active ${flow.id}`]);
	});

	it('keeps to flows of a user, of a template, and to single flows', async () => {
		const all = flows();
		const owner = all[1].owners.find(({ type }) => type === 'user')?.id;
		update(all[2].id, { fromTemplate: '6762e154616e91cb8d8b1aaf' });
		const kept = async (filters: IDataObject) => {
			Object.assign(trigger, {
				parameters: { triggerOn: 'flowStatus', filters },
				staticData: {},
				shared: {},
			});
			for (const { id } of all) become(flowMate.state.flows.get(id)!, 'inactive');
			await json();
			flowMate.requests.length = 0;
			for (const { id } of all) become(flowMate.state.flows.get(id)!, 'active');
			return (await told()).sort();
		};
		const ofOwner = all.filter(({ owners }) => owners.some(({ id }) => id === owner));
		expect(await kept({ user: { __rl: true, mode: 'username', value: 'USER-000002' } })).toEqual(
			ofOwner.map(({ id }) => `active ${id}`).sort(),
		);
		expect(asked()[0]).toContain(`filter[user]=${owner}`);
		expect(await kept({ template: { __rl: true, mode: 'id', value: '6762E154616E91CB8D8B1AAF' } })).toEqual([
			`active ${all[2].id}`,
		]);
		expect(asked()[0]).toContain('filter[fromTemplate]=6762e154616e91cb8d8b1aaf');
		expect(await kept({ flowIds: `${all[3].id.toUpperCase()}, ${all[4].id}` })).toEqual(
			[`active ${all[3].id}`, `active ${all[4].id}`].sort(),
		);
	});

	test.each([
		['no change', { changes: [] }, "'Changes' is empty"],
		['an unknown change', { changes: ['paused'] }, "'Changes' names what is none"],
		['what is no ID', { filters: { flowIds: 'order' } }, "'Flow IDs' holds what is no ID"],
		['an empty filter', { filters: { flowIds: '' } }, "'Flow IDs' is empty"],
	])('refuses %s', async (_what, parameters, message) => {
		Object.assign(trigger.parameters, parameters);
		await expect(json()).rejects.toThrow(message);
	});
});

describe('Flow Created', () => {
	beforeEach(() => {
		trigger.parameters.triggerOn = 'flowCreated';
	});

	it('tells each new flow once', async () => {
		expect(await json()).toEqual([]);
		const flow = create();
		expect(await json()).toEqual([
			expect.objectContaining({
				event: 'flowCreated',
				id: flow.id,
				status: 'inactive',
				username: 'user-000001',
				createdAt: flow.createdAt,
				eventId: `flowCreated/${flow.id}`,
			}),
		]);
		become(flow, 'active');
		expect(await told()).toEqual([]);
	});

	it('finds a flow that bears the dates of the template from which it was made', async () => {
		await start({ seed: { users: 1, flows: 2_500 } });
		trigger.parameters.triggerOn = 'flowCreated';
		await json();
		expect(await told()).toEqual([]);
		const dates = timeAt(NOON - 100 * DAY);
		const flow = create({ createdAt: dates, updatedAt: dates });
		asked();
		expect(await told()).toEqual([`flowCreated ${flow.id}`]);
		expect(asked().length).toBeLessThanOrEqual(4);
		expect(await told()).toEqual([]);
		expect(asked()).toHaveLength(1);
	});

	it('takes a flow that comes back for none that is new', async () => {
		await json();
		const [flow] = flows();
		flowMate.state.flows.delete(flow.id);
		expect(await told()).toEqual([]);
		become(flow, 'active');
		flowMate.state.flows.set(flow.id, flow);
		expect(await told()).toEqual([]);
	});
});

describe('User Created', () => {
	beforeEach(() => {
		trigger.parameters.triggerOn = 'userCreated';
	});

	function addUser(username: string, other: object = {}) {
		const [user] = [...flowMate.state.users.values()].filter((each) => each.username === 'user-000001');
		const _id = newId();
		flowMate.state.users.set(_id, { ...user, _id, username, createdAt: timeAt(now), ...other });
		return _id;
	}

	it('tells each new user once, with one request a poll', async () => {
		expect(await json()).toEqual([]);
		flowMate.requests.length = 0;
		const first = addUser('customer-1');
		const second = addUser('customer-2', { createdAt: timeAt(now - HOUR) });
		expect(await json()).toEqual([
			expect.objectContaining({ id: second, username: 'customer-2' }),
			expect.objectContaining({
				event: 'userCreated',
				id: first,
				username: 'customer-1',
				status: 'ACTIVE',
				eventId: `userCreated/${first}`,
				user: expect.objectContaining({ _id: first }),
			}),
		]);
		expect(flowMate.requests.map(({ path }) => path)).toEqual(['/users']);
		expect(await json()).toEqual([]);
	});

	it('needs no date, and takes a user who comes back for none that is new', async () => {
		const id = addUser('customer-1', { createdAt: undefined });
		const user = flowMate.state.users.get(id)!;
		await json();
		flowMate.state.users.delete(id);
		await json();
		flowMate.state.users.set(id, user);
		const other = addUser('customer-2', { createdAt: undefined });
		expect((await json()).map((item) => item.id)).toEqual([other]);
	});
});

describe('FlowMate at its worst', () => {
	it('has 500 flows that changed at the same moment, in another order at each request', async () => {
		await start({ seed: { users: 1, flows: 3_000 }, ties: { seed: 7 } });
		await json();
		const changed = flows().slice(700, 1_200);
		for (const flow of changed) update(flow.id, { status: 'active', updatedAt: timeAt(NOON + MINUTE) });
		asked();
		expect((await told()).sort()).toEqual(changed.map(({ id }) => `active ${id}`).sort());
		expect(asked().length).toBeLessThanOrEqual(2);
		expect(await told()).toEqual([]);
	});

	it('gives flows in pages of 40 at most', async () => {
		await start({ seed: { users: 1, flows: 300 }, maxPageSize: 40 });
		await json();
		const changed = flows().slice(0, 200);
		for (const [index, { id }] of changed.entries())
			update(id, { status: 'active', updatedAt: timeAt(now + index) });
		asked();
		expect((await told()).sort()).toEqual(changed.map(({ id }) => `active ${id}`).sort());
		expect(asked().length).toBeLessThanOrEqual(10);
	});

	it('has a clock that is an hour ahead, or one server whose clock is', async () => {
		ahead = HOUR;
		const [first, second, third] = flows();
		await json();
		become(first, 'active');
		expect(await told()).toEqual([`active ${first.id}`]);
		for (let polls = 0; polls < 30; polls++) expect(await told()).toEqual([]);
		ahead = 0;
		become(second, 'active');
		expect(await told()).toEqual([`active ${second.id}`]);
		ahead = HOUR;
		become(third, 'active');
		expect(await told()).toEqual([`active ${third.id}`]);
	});

	it('does not date its flows', async () => {
		await start({ seed: { users: 1, flows: 1_200 } });
		for (const { id } of flows()) update(id, { updatedAt: undefined, createdAt: undefined });
		await json();
		const flow = flows()[1_000];
		update(flow.id, { status: 'active' });
		const [item] = await json();
		expect(item).toMatchObject({ id: flow.id, change: 'active', updatedAt: undefined });
		expect(item.eventId).toBe(`flowStatus/${flow.id}/active/${String(item.polledAt)}`);
		expect(await told()).toEqual([]);
	});

	it('does not date a change: it is found when a day is over', async () => {
		await start({ seed: { users: 1, flows: 1_200 } });
		await json();
		const flow = flows()[1_000];
		update(flow.id, { status: 'active' });
		expect(await told()).toEqual([]);
		now += DAY;
		expect(await told()).toEqual([`active ${flow.id}`]);
	});

	it('refuses its users: flows are told without the user name', async () => {
		await json();
		flowMate.faults.add({ path: '/users', effect: { status: 403, body: { message: 'FORBIDDEN' } } });
		become(flows()[0], 'active');
		expect(await json()).toMatchObject([{ change: 'active', username: null }]);
	});

	test.each(['flowStatus', 'flowCreated', 'userCreated'])(
		'refuses its list: %s fails at once',
		async (on) => {
			trigger.parameters.triggerOn = on;
			await json();
			flowMate.faults.add({ path: /flows|users/, effect: { status: 403, body: { message: 'FORBIDDEN' } } });
			await expect(json()).rejects.toMatchObject({ httpCode: '403' });
		},
	);

	test.each([
		['HTTP 500', { status: 500, body: { errors: [{ message: {} }] } }],
		['HTTP 429', { status: 429 }],
		['a truncated answer', { truncateJson: true as const }],
		['a broken connection', { reset: 'before' as const }],
	])('is passed over with %s for a quarter of an hour, and made up for', async (_what, effect) => {
		await json();
		const before = JSON.stringify(trigger.staticData);
		become(flows()[0], 'active');
		flowMate.faults.add({ path: /flows/, effect });
		trigger.budget = 100;
		expect(await told()).toEqual([]);
		now += 15 * MINUTE;
		await expect(json()).rejects.toBeInstanceOf(NodeApiError);
		expect(JSON.stringify(trigger.staticData)).toBe(before);
		flowMate.faults.clear();
		delete trigger.budget;
		expect(await told()).toEqual([`active ${flows()[0].id}`]);
	});

	test.each([
		['flowStatus', "FlowMate's answer about the flows has 2 rows, the first of which has no status"],
		['flowCreated', undefined],
	])('gives flows without a status: %s', async (on, message) => {
		trigger.parameters.triggerOn = on;
		const data = [{ id: flows()[0].id }, { id: flows()[1].id }];
		flowMate.faults.add({ path: '/flows', effect: { body: { data, meta: {} } } });
		expect((await engine.poll(trigger)).error?.message).toBe(message);
	});

	it('gives records without an ID', async () => {
		flowMate.faults.add({ path: '/flows', effect: { body: { data: [{ name: 'a' }], meta: {} } } });
		await expect(json()).rejects.toThrow("FlowMate's answer about the flows has a row that has no ID");
		flowMate.faults.add({ path: '/users', effect: { body: [{ name: 'a' }] } });
		trigger.parameters.triggerOn = 'userCreated';
		await expect(json()).rejects.toThrow("FlowMate's answer about the users has a row that has no ID");
	});
});

describe('What is remembered', () => {
	it('begins anew where something else is watched', async () => {
		await json();
		become(flows()[0], 'active');
		trigger.parameters.triggerOn = 'flowCreated';
		expect(await told()).toEqual([]);
		trigger.parameters.triggerOn = 'flowStatus';
		expect(await told()).toEqual([]);
	});

	it('survives another name of the node', async () => {
		await json();
		become(flows()[0], 'active');
		Object.assign(trigger, { name: 'Switched On', staticData: {} });
		expect(await told()).toEqual([`active ${flows()[0].id}`]);
	});
});

describe('A test in the editor', () => {
	it('gives the flow that has changed last, and remembers nothing', async () => {
		const [, second, third] = flows();
		update(second.id, { status: 'active', updatedAt: timeAt(NOON - MINUTE) });
		update(third.id, { updatedAt: timeAt(NOON) });
		const shown = async (changes: string[]) => {
			trigger.parameters.changes = changes;
			return (await sample()).items?.[0].map(({ json: { id, status, previousStatus, change } }) => [
				id,
				status,
				previousStatus,
				change,
			]);
		};
		expect(await shown(['active'])).toEqual([[second.id, 'active', null, 'active']]);
		expect(await shown(['active', 'inactive'])).toEqual([[third.id, 'inactive', null, null]]);
		expect(trigger.staticData).toEqual({});
	});

	it('gives the newest flow and the newest user', async () => {
		const flow = create();
		trigger.parameters.triggerOn = 'flowCreated';
		expect((await sample()).items?.[0]).toMatchObject([{ json: { event: 'flowCreated', id: flow.id } }]);
		trigger.parameters.triggerOn = 'userCreated';
		const newest = [...flowMate.state.users.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
		const { items } = await sample();
		expect(items?.[0]).toHaveLength(1);
		expect(items?.[0][0].json).toMatchObject({ event: 'userCreated', createdAt: newest.createdAt });
	});

	it('says so when there is nothing to show', async () => {
		trigger.parameters.changes = ['active'];
		expect((await sample()).error?.message).toBe('There is no active flow among those that are watched');
		flowMate.state.flows.clear();
		trigger.parameters.triggerOn = 'flowCreated';
		expect((await sample()).error?.message).toBe('There is no flow among those that are watched');
	});
});

describe('The panel', () => {
	it('lists templates to choose from', async () => {
		const { node, credential } = trigger;
		const found = await engine.listSearch({ node, credential, method: 'searchTemplates' });
		expect(found.results).toHaveLength(flowMate.state.templates.size);
	});
});
