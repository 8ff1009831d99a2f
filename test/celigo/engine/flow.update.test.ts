import type { IDataObject } from 'n8n-workflow';
import type { Flow } from '../../../sandbox/celigo';
import { EVERY_FIELD, WITH_ROUTERS, without } from './everyField';
import { Proxy } from '../../engine/reliability/proxy';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox, whose PUT clears what is left out, as Celigo's does. */
let world: World;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(async () => await world.sandbox.close());
beforeEach(() => {
	world.sandbox.requests.length = 0;
	world.sandbox.faults.clear();
	store(EVERY_FIELD);
});

const store = (flow: Flow) => world.sandbox.state.flows.set(IDS.orders, structuredClone(flow));
const stored = () => world.sandbox.state.flows.get(IDS.orders);

async function update(updateFields: IDataObject): Promise<IDataObject> {
	const [flow] = await world.output('flow.update', { flow: byId(IDS.orders), updateFields });
	return flow;
}

/** A new value for each field that Update offers by itself: what is entered, and what it becomes in the document. */
const OFFERED: Array<[string, unknown, string, unknown]> = [
	['name', 'New name', 'name', 'New name'],
	['description', 'New words', 'description', 'New words'],
	['disabled', true, 'disabled', true],
	['integration', byId(IDS.finance), '_integrationId', IDS.finance],
	['flowGroupingId', 'b'.repeat(24), '_flowGroupingId', 'b'.repeat(24)],
	['schedule', '? 0 4 ? * *', 'schedule', '? 0 4 ? * *'],
	['timezone', 'UTC', 'timezone', 'UTC'],
	['skipRetries', false, 'skipRetries', false],
	['runPageGeneratorsInParallel', false, 'runPageGeneratorsInParallel', false],
	['autoResolveMatchingTraceKeys', false, 'autoResolveMatchingTraceKeys', false],
	['pageGenerators', [{ _exportId: IDS.getItems }], 'pageGenerators', [{ _exportId: IDS.getItems }]],
	[
		'pageProcessors',
		`[{ "type": "import", "_importId": "${IDS.updateInventory}" }]`,
		'pageProcessors',
		[{ type: 'import', _importId: IDS.updateInventory }],
	],
	['runNextFlowIds', IDS.inventory, '_runNextFlowIds', [IDS.inventory]],
	['settings', '{ "new": 1 }', 'settings', { new: 1 }],
];

/** What takes the place of other routers, or of steps. */
const ROUTERS = [{ id: 'new', branches: [{ name: 'All' }] }];

/** The fields that Update offers under 'Other Fields (JSON)' only. */
const OTHERS = [
	'_runNextExportIds',
	'settingsForm',
	'preSave',
	'isAbstract',
	'_abstractFlowId',
	'overrides',
	'overridesHelper',
	'aliases',
	'logging',
	'hidden',
	'externalId',
	'draft',
	'draftExpiresAt',
	'aiDescription',
	'sandbox',
	'_connectorId',
	'somethingThatNobodyKnowsYet',
];

describe('Update of one field loses no other field', () => {
	// A flow of an integration app takes no patch of these.
	beforeEach(() => {
		store(without(EVERY_FIELD, '_connectorId'));
	});

	test.each(OFFERED)('%s', async (name, entered, key, value) => {
		const before = structuredClone(stored());
		await update({ [name]: entered } as IDataObject);
		expect(stored()).toEqual({ ...before, [key]: value, lastModified: expect.any(String) });
	});

	test.each(OTHERS)('%s', async (key) => {
		const before = structuredClone(stored());
		await update({ otherFields: { [key]: 'something new' } });
		expect(stored()).toEqual({ ...before, [key]: 'something new', lastModified: expect.any(String) });
	});

	test('routers', async () => {
		store(WITH_ROUTERS);
		await update({ routers: JSON.stringify(ROUTERS) });
		expect(stored()).toEqual({
			...WITH_ROUTERS,
			routers: ROUTERS,
			lastModified: expect.any(String),
		});
	});
});

test('The fields tried here are all that a flow can have', () => {
	const tried = [...OFFERED.map(([, , key]) => key), ...OTHERS];
	const readOnly = [
		'_id',
		'_userId',
		'createdAt',
		'lastModified',
		'lastExecutedAt',
		'resolvedAt',
		'deletedAt',
		'free',
		'_templateId',
		'_sourceId',
		'numInstances',
	];
	const outdated = ['_exportId', '_importId'];
	expect([...tried, ...readOnly, ...outdated].sort()).toEqual(Object.keys(EVERY_FIELD).sort());
});

describe('Update', () => {
	test('reads the flow and puts the whole of it back', async () => {
		await update({ schedule: '? 0 4 ? * *' });
		expect(world.requested()).toEqual([`GET /v1/flows/${IDS.orders}`, `PUT /v1/flows/${IDS.orders}`]);
		expect(world.bodies('PUT')).toEqual([{ ...EVERY_FIELD, schedule: '? 0 4 ? * *' }]);
	});

	test('patches name, description and state, and reads the flow for its result', async () => {
		store(without(EVERY_FIELD, '_connectorId'));
		const result = await update({ name: 'a', description: '', disabled: true });
		expect(world.requested()).toEqual([`PATCH /v1/flows/${IDS.orders}`, `GET /v1/flows/${IDS.orders}`]);
		expect(world.bodies('PATCH')).toEqual([
			[
				{ op: 'replace', path: '/name', value: 'a' },
				{ op: 'replace', path: '/disabled', value: true },
				{ op: 'add', path: '/description', value: '' },
			],
		]);
		expect(result).toMatchObject({ _id: IDS.orders, name: 'a', description: '', disabled: true });
	});

	test('clears a field by an empty schedule, and any by null', async () => {
		await update({ schedule: '', otherFields: '{ "externalId": null }' });
		expect(stored()).toEqual({
			...without(EVERY_FIELD, 'schedule', 'externalId'),
			lastModified: expect.any(String),
		});
	});

	test('changes nothing that Celigo sets itself', async () => {
		await update({ timezone: 'UTC', otherFields: { _id: IDS.invoices, createdAt: 'never' } });
		expect(world.bodies('PUT')).toEqual([{ ...EVERY_FIELD, timezone: 'UTC' }]);
	});

	test('gets the flow again where the answer to the change is empty', async () => {
		const proxy = await Proxy.before(world.sandbox.url);
		const matches = (method: string) => method === 'PUT';
		proxy.interceptions.push({ matches, forwarded: true, answer: { status: 204 } });
		const { items } = await world.run(
			'flow.update',
			{ flow: byId(IDS.orders), updateFields: { timezone: 'UTC' } },
			{ credential: world.credential({ baseUrl: proxy.url }) },
		);
		await proxy.close();
		expect(items).toMatchObject([{ json: { _id: IDS.orders } }]);
		expect(world.sandbox.count('GET')).toBe(2);
	});

	test("does not report as changed what is as it was, such as an integration app's locked fields", async () => {
		world.sandbox.faults.add({ method: 'PUT', effect: { body: { ...EVERY_FIELD, name: 'New' } } });
		const updateFields = { name: 'New', timezone: 'Asia/Tokyo', schedule: EVERY_FIELD.schedule };
		const { error } = await world.run('flow.update', { flow: byId(IDS.orders), updateFields });
		expect(error?.message).toBe(
			`Celigo's answer says that flow '${IDS.orders}' was changed, but this is as it was: timezone [item 0]`,
		);
	});

	test.each([
		['nothing to change', {}, "'Update Fields' is empty"],
		['a schedule of five parts', { schedule: '0 2 * * *' }, "'Schedule' is not a schedule"],
		['an empty name', { name: '' }, "'Name' is empty"],
		['a source with a wrong schedule', { pageGenerators: [{ schedule: 'x' }] }, "'Schedule' of source 1"],
	])('refuses %s before it asks Celigo', async (_, updateFields, message) => {
		const { error } = await world.run('flow.update', { flow: byId(IDS.orders), updateFields });
		expect(error?.message).toContain(message);
		expect(world.sandbox.requests).toEqual([]);
	});

	test('is not held up by a schedule that Celigo has and this node would not take', async () => {
		store({ ...EVERY_FIELD, schedule: 'of another time' });
		await world.run('flow.update', { flow: byId(IDS.orders), updateFields: { timezone: 'UTC' } });
		expect(world.bodies('PUT')).toEqual([{ ...EVERY_FIELD, schedule: 'of another time', timezone: 'UTC' }]);
	});

	test('does not take steps away to make room for routers', async () => {
		const { error } = await world.run('flow.update', {
			flow: byId(IDS.orders),
			updateFields: { routers: ROUTERS },
		});
		expect(error?.message).toContain("both 'Steps' and 'Routers'");
		expect(world.sandbox.count('PUT')).toBe(0);
		await update({ routers: ROUTERS, otherFields: { pageProcessors: null } });
		expect(stored()).toMatchObject({ routers: ROUTERS });
		expect(stored()).not.toHaveProperty('pageProcessors');
	});
});

describe('Replace', () => {
	test('sends the flow as it is, and what is left out is gone', async () => {
		const flowJson = JSON.stringify({ name: 'Bare', disabled: true });
		const [flow] = await world.output('flow.replace', { flow: byId(IDS.orders), flowJson, simplify: false });
		expect(world.requested()).toEqual([`PUT /v1/flows/${IDS.orders}`]);
		expect(world.bodies('PUT')).toEqual([{ name: 'Bare', disabled: true }]);
		expect(flow).not.toHaveProperty('pageGenerators');
	});

	test.each([
		['no name', '{}', "'Name' is empty"],
		['a wrong schedule', '{ "name": "a", "schedule": "daily" }', "'Schedule' is not a schedule"],
		['no object', '[]', "'Flow (JSON)' must be a JSON object"],
		['no JSON', '={{ "{ secret" }}', "'Flow (JSON)' is not valid JSON"],
	])('refuses %s before it asks Celigo', async (_, flowJson, message) => {
		const { error } = await world.run('flow.replace', { flow: byId(IDS.orders), flowJson });
		expect(error?.message).toContain(message);
		expect(error?.message).not.toContain('secret');
		expect(world.sandbox.requests).toEqual([]);
	});
});
