import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

describe('Get Many', () => {
	test('returns the connections without their secrets', async () => {
		const connections = await world.output('connection.getAll');
		expect(connections).toHaveLength(5);
		expect(JSON.stringify(connections)).not.toContain('***');
	});

	test.each([
		['offline', ['Shopify Staging']],
		['online', ['Shopify', 'NetSuite', 'Salesforce', 'NetSuite Sandbox']],
	])('returns those that are %s', async (connectionStatus, names) => {
		const connections = await world.output('connection.getAll', { filters: { connectionStatus } });
		expect(connections.map(({ name }) => name)).toEqual(names);
	});

	test('returns those with a text in their name', async () => {
		const connections = await world.output('connection.getAll', { filters: { name: 'netsuite' } });
		expect(connections.map(({ name }) => name)).toEqual(['NetSuite', 'NetSuite Sandbox']);
	});
});

test('Get returns one connection', async () => {
	expect(await world.output('connection.get', { connection: byId(IDS.shopify) })).toMatchObject([
		{ _id: IDS.shopify, name: 'Shopify', type: 'http', offline: false },
	]);
});

describe('Ping', () => {
	const ping = async (id: string) => await world.output('connection.ping', { connection: byId(id) });

	test('tells that the system was reached', async () => {
		expect(await ping(IDS.shopify)).toEqual([
			{ _id: IDS.shopify, name: 'Shopify', reached: true, offline: false },
		]);
		expect(world.bodies('POST')).toEqual([{}]);
	});

	test('tells that it was not, with the reason: that is a result, not an error', async () => {
		world.sandbox.state.unreachable.add(IDS.netSuite);
		expect(await ping(IDS.netSuite)).toEqual([
			{
				_id: IDS.netSuite,
				name: 'NetSuite',
				reached: false,
				offline: true,
				message: 'The connection could not be made.',
			},
		]);
	});

	test('repeats no token', async () => {
		const errors = [{ message: `Not for ${world.sandbox.token}` }];
		world.sandbox.faults.add({ method: 'POST', effect: { body: { errors } } });
		expect(await ping(IDS.shopify)).toMatchObject([{ reached: false, message: 'Not for ***' }]);
	});

	test.each([
		['nothing', '', true],
		['a code of success', { code: 200 }, true],
		['a code of success as text', { code: '200' }, true],
		['a code of success with words', { code: 200, message: 'OK' }, true],
		['success with words', { success: true, message: 'Online' }, true],
		['a code of refusal as text', { code: '401', message: 'Wrong password.' }, false],
		['words alone', { message: 'Wrong password.' }, false],
		['errors', { errors: [{ code: 'x', message: 'Wrong password.' }] }, false],
	])('reads %s in an answer of success', async (_, body, reached) => {
		world.sandbox.faults.add({ method: 'POST', effect: { body } });
		expect(await ping(IDS.shopify)).toMatchObject([{ reached }]);
	});
});
