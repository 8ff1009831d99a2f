import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const parameters = { export: byId(IDS.getOrders) };

test('Run returns the records of all pages, in order', async () => {
	const records = await world.output('export.run', parameters);
	expect(records.map(({ id }) => id)).toEqual(Array.from({ length: 45 }, (_, index) => String(1001 + index)));
	expect(world.bodies('POST')).toMatchObject([{}, { pagedExportState: {} }, { pagedExportState: {} }]);
	expect(world.sandbox.state.jobs.size).toBe(0);
});

test.each([
	[1, 1],
	[20, 1],
	[21, 2],
])("Run stops at 'Max Records' %i, after %i pages", async (maxRecords, pages) => {
	expect(await world.output('export.run', { ...parameters, options: { maxRecords } })).toHaveLength(
		maxRecords,
	);
	expect(world.sandbox.count('POST')).toBe(pages);
});

test('Run gives what is no object as a value', async () => {
	world.sandbox.faults.add({ effect: { body: { data: ['a', 1, { id: 2 }] } } });
	expect(await world.output('export.run', parameters)).toEqual([{ value: 'a' }, { value: 1 }, { id: 2 }]);
});

test.each([
	[{ data: [] }, []],
	[{ data: [], errors: [], pagedExportState: '' }, []],
	['', []],
])('Run is empty where there is nothing: %j', async (body, expected) => {
	world.sandbox.faults.add({ effect: { body, status: body === '' ? 204 : 200 } });
	expect(await world.output('export.run', parameters)).toEqual(expected);
});

test.each([
	[{}, 'could not be read'],
	[{ errors: [{ code: 'x', message: 'Query is wrong.' }] }, 'Query is wrong.'],
	[{ data: [], errors: [{ code: 'x', message: 'Query is wrong.' }] }, 'Query is wrong.'],
])('Run does not take %j for no records', async (body, message) => {
	world.sandbox.faults.add({ effect: { body } });
	expect((await world.run('export.run', parameters)).error?.message).toContain(message);
});

test('Run ends where Celigo gives the same page for ever', async () => {
	world.sandbox.faults.add({ effect: { body: { data: [{ id: 1 }], pagedExportState: { page: 1 } } } });
	const { error } = await world.run('export.run', parameters);
	expect(error?.message).toContain('sent the same page');
	expect(world.sandbox.count('POST')).toBe(2);
});

test('Run says how many records are lost where a later page fails', async () => {
	world.sandbox.faults.add({ skip: 2, effect: { status: 500 } });
	const { error } = await world.run('export.run', parameters);
	expect(error?.message).toBe(
		'40 records had been read and are not returned: Celigo is not available at the moment (HTTP 500) [item 0]',
	);
	expect(error?.description).toContain('Celigo may have carried this out. Look at the export in Celigo');
});

test('Run says that the connection is offline', async () => {
	world.sandbox.state.unreachable.add(IDS.shopify);
	expect((await world.run('export.run', parameters)).error?.message).toContain('The connection is offline.');
});
