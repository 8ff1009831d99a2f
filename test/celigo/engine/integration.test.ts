import { finishedJob } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

test('Get Many returns integrations, by name if wanted, page by page', async () => {
	world.sandbox.options.pageSize = 1;
	const named = { returnAll: true, filters: { name: 'cash' } };
	expect((await world.output('integration.getAll', named)).map(({ name }) => name)).toEqual([
		'Order to Cash',
		'Order to Cash (Staging)',
	]);
	expect(world.sandbox.requests).toHaveLength(3);
});

test('Get returns one integration', async () => {
	expect(await world.output('integration.get', { integrationId: byId(IDS.finance) })).toMatchObject([
		{ _id: IDS.finance, name: 'Finance' },
	]);
});

describe('Get Error Counts', () => {
	const counts = async () =>
		await world.output('integration.getErrorCounts', { integrationId: byId(IDS.orderToCash) });

	test('tells how many errors are open in each flow', async () => {
		await finishedJob(world);
		expect(await counts()).toContainEqual({
			_flowId: IDS.inventory,
			numError: 3,
			_integrationId: IDS.orderToCash,
		});
	});

	test('reads the list below errors, too', async () => {
		world.sandbox.faults.add({ effect: { body: { errors: [{ _flowId: IDS.orders, numError: 7 }] } } });
		expect(await counts()).toEqual([{ _flowId: IDS.orders, numError: 7, _integrationId: IDS.orderToCash }]);
	});

	test.each([{}, 'text', { errors: {} }])('does not take %j for no errors', async (body) => {
		world.sandbox.faults.add({ effect: { body } });
		const { error } = await world.run('integration.getErrorCounts', { integrationId: byId(IDS.finance) });
		expect(error?.message).toMatch(/could not be read|answered with an error/);
	});

	test('is empty where Celigo has none (204)', async () => {
		world.sandbox.faults.add({ effect: { status: 204, body: '' } });
		expect(await counts()).toEqual([]);
	});
});
