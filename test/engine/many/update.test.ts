import { items, loadEngine, Tenant, UNKNOWN, type Engine } from './support';

let engine: Engine;
let tenant: Tenant;

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	tenant = await Tenant.open(engine);
});

afterEach(async () => await tenant.close());

const nameOf = (id: string) => tenant.sandbox.state.flows.get(id)?.name;

const bulkRequests = () =>
	tenant.sandbox.requests
		.filter(({ path }) => path === '/flows/bulk')
		.map(({ body }) => JSON.parse(String(body)) as unknown);

test('Update Many changes the same fields of all flows with one request', async () => {
	const ids = tenant.ids('inactive').slice(0, 3);
	const run = await tenant.many('updateMany', items(ids), { updateFields: { name: 'Renamed' } });
	expect(run.items.map(({ json }) => json)).toEqual(ids.map((id) => ({ id, status: 'inactive' })));
	expect(ids.map(nameOf)).toEqual(['Renamed', 'Renamed', 'Renamed']);
	expect(bulkRequests()).toEqual([ids.map((id) => ({ id, name: 'Renamed' }))]);
});

test('each flow can take its changes from its own input item', async () => {
	const [a, b, c] = tenant.ids('inactive');
	const parameters = { changesFrom: 'items', changedFields: ['name', 'cron'] };
	const run = await tenant.many(
		'updateMany',
		[{ id: a, name: 'A', status: 'active' }, { id: b, cron: '0 6 * * *', other: 1 }, { id: c }],
		parameters,
	);
	expect(run.items.map(({ json }) => json)).toEqual([
		{ id: a, status: 'inactive' },
		{ id: b, status: 'inactive' },
		{ id: c, error: { code: 400, message: 'The item has none of the fields to take [item 2]' } },
	]);
	expect(bulkRequests()).toEqual([
		[
			{ id: a, name: 'A' },
			{ id: b, cron: '0 6 * * *' },
		],
	]);
});

test.each([
	[
		{ updateFields: { name: '={{ $json.name }}' } },
		"'Name' gives something else here than for the first item [item 1]",
	],
	[
		{ updateFields: { name: 'N' }, flowsFrom: 'list', flowIds: '={{ $json.id }}' },
		"'Flow IDs' gives something else here than for the first item [item 1]",
	],
	[
		{ changesFrom: 'items', changedFields: ['name'], flowsFrom: 'list', flowIds: UNKNOWN },
		"'Changes' come from several input items, but 'Flows' do not: nobody can tell which belongs to which [item 0]",
	],
])('what is meant for each item is not done to all as for the first: %j', async (parameters, message) => {
	const given = tenant
		.ids('inactive')
		.slice(0, 2)
		.map((id, index) => ({ id, name: `Name ${index}` }));
	const { error } = await tenant.many('updateMany', given, parameters, { onError: 'stopWorkflow' });
	expect(error?.message).toBe(message);
	expect(tenant.sandbox.requests).toEqual([]);
});

test('flows that are not inactive and ids that nobody has are told without a request that could change them', async () => {
	const [a] = tenant.ids('inactive');
	const [active] = tenant.ids('active');
	const run = await tenant.many('updateMany', items([active, a, UNKNOWN, 'x']), {
		updateFields: { name: 'N' },
	});
	expect(run.items.map(({ json }) => (json.error as { code?: number } | undefined)?.code)).toEqual([
		409,
		undefined,
		404,
		400,
	]);
	expect(nameOf(active)).not.toBe('N');
	expect(nameOf(a)).toBe('N');
});

test('without the permission flows.bulk, single updates do the same job', async () => {
	const ids = tenant.ids('inactive').slice(0, 3);
	tenant.sandbox.faults.add({
		path: '/flows/bulk',
		effect: { body: { errors: [{ message: 'MISSING_PERMISSION', code: 403 }] }, status: 403 },
	});
	const run = await tenant.many('updateMany', items(ids), { updateFields: { name: 'N' } });
	expect(run.items.map(({ json }) => json)).toEqual(ids.map((id) => ({ id, status: 'inactive' })));
	expect(ids.map(nameOf)).toEqual(['N', 'N', 'N']);
	expect(tenant.sandbox.count('PATCH', '/flows/bulk')).toBe(1);
});

test('a flow that breaks the bulk request off does not keep the others from being updated', async () => {
	const ids = tenant.ids('inactive').slice(0, 3);
	tenant.sandbox.faults.add({ path: '/flows/bulk', effect: { status: 500 } });
	const run = await tenant.many('updateMany', items(ids), { updateFields: { name: 'N' } });
	expect(run.items.map(({ json }) => json)).toEqual(ids.map((id) => ({ id, status: 'inactive' })));
	expect(ids.map(nameOf)).toEqual(['N', 'N', 'N']);
});

test('a value that is refused is told for its flow alone', async () => {
	const [a, b] = tenant.ids('inactive');
	const parameters = { changesFrom: 'items', changedFields: ['cron'] };
	const run = await tenant.many(
		'updateMany',
		[
			{ id: a, cron: 'no cron' },
			{ id: b, cron: '0 6 * * *' },
		],
		parameters,
	);
	expect(run.items[0].json).toEqual({
		id: a,
		error: {
			code: 400,
			message: '\'Cron\' is not a schedule: "no cron" [item 0]',
		},
	});
	expect(run.items[1].json).toEqual({ id: b, status: 'inactive' });
});

test('a flow that is named twice takes both changes, in their order', async () => {
	const [a] = tenant.ids('inactive');
	const parameters = { changesFrom: 'items', changedFields: ['name'] };
	await tenant.many(
		'updateMany',
		[
			{ id: a, name: 'first' },
			{ id: a, name: 'second' },
		],
		parameters,
	);
	expect(nameOf(a)).toBe('second');
});

test('a flow that is to change in the same way many times is changed once, and each time is told', async () => {
	const [a, b] = tenant.ids('inactive');
	const same = await tenant.many('updateMany', items([a, b, a, a]), { updateFields: { name: 'N' } });
	expect(same.items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
		[a, b, a, a].map((id, item) => [{ id, status: 'inactive' }, { item }]),
	);
	expect(tenant.sandbox.count('PATCH', '/flows')).toBe(1);
	expect(bulkRequests()).toEqual([[a, b].map((id) => ({ id, name: 'N' }))]);

	tenant.sandbox.faults.add({ method: 'PATCH', path: `/flows/${a}`, effect: { status: 400 } });
	const refused = await tenant.many('updateMany', items([a, a]), { updateFields: { name: 'N' } });
	expect(refused.items.map(({ json }) => json.error)).toMatchObject([{ code: 400 }, { code: 400 }]);
	expect(tenant.sandbox.count('PATCH', `/flows/${a}`)).toBe(1);
});

test('a change that comes again behind another one is made again', async () => {
	const [a] = tenant.ids('inactive');
	const parameters = { changesFrom: 'items', changedFields: ['name'] };
	const changes = ['A', 'B', 'B', 'A', 'A'].map((name) => ({ id: a, name }));
	const run = await tenant.many('updateMany', changes, parameters);
	expect(run.items.map(({ json }) => json)).toEqual(changes.map(() => ({ id: a, status: 'inactive' })));
	const sent = tenant.sandbox.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
	expect(sent.map((body) => JSON.parse(String(body)) as unknown)).toEqual(
		['A', 'B', 'A'].map((name) => ({ name })),
	);
	expect(nameOf(a)).toBe('A');
});

test('changes of more than 100 kB in all go out in several requests, one of more than 100 kB not at all', async () => {
	const ids = tenant.ids('inactive').slice(0, 3);
	const text = 'x'.repeat(60_000);
	const parameters = { changesFrom: 'items', changedFields: ['description'] };
	const changes = [text, text, text + text].map((description, index) => ({ id: ids[index], description }));
	const run = await tenant.many('updateMany', changes, parameters);
	expect(run.items.map(({ json }) => json.status ?? (json.error as { code: number }).code)).toEqual([
		'inactive',
		'inactive',
		413,
	]);
});
