import { byId, IDS, startWorld, type World } from './support';

let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => {
	await world.sandbox.close();
});

test.each(['01.11.2026', '01.11.2026 08:00', '05.11.2026', '01/02/2024', '5', 'run 7', '2024-06-31'])(
	'A start date that is none starts no run: %s',
	async (startDate) => {
		const { error } = await world.run('flow.run', {
			flow: byId(IDS.orders),
			additionalFields: { startDate },
		});
		expect(error?.message).toBe(`'Start Date' is not a date: "${startDate}" [item 0]`);
		expect(world.sandbox.requests).toEqual([]);
	},
);

test('Keys that a model writes as a JSON list are the keys', async () => {
	const parameters = {
		stepFlow: byId(IDS.orders),
		step: byId(IDS.postOrders),
		retryDataKeys: '={{ $json.keys }}',
	};
	await world.run('error.retry', parameters, { items: [{ keys: '["a","b"]' }] });
	expect(world.bodies('POST')).toEqual([{ retryDataKeys: ['a', 'b'] }]);
});
