import { IDS, startWorld, type World } from './world';

let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

describe('A connection', () => {
	test('is offline once a ping does not reach it, and online once it does', async () => {
		const { state } = world.sandbox;
		const offline = async () => (await world.ask('GET', `/connections/${IDS.netSuite}`)).body.offline;
		expect(await offline()).toBe(false);
		state.unreachable.add(IDS.netSuite);
		expect(await offline()).toBe(false);
		expect((await world.ask('POST', `/connections/${IDS.netSuite}/ping`)).status).toBe(422);
		expect(await offline()).toBe(true);
		state.unreachable.clear();
		expect((await world.ask('POST', `/connections/${IDS.netSuite}/ping`)).status).toBe(200);
		expect(await offline()).toBe(false);
	});

	test('is replaced in all steps of a flow that use it', async () => {
		const { state } = world.sandbox;
		const body = { _connectionId: IDS.netSuite, _newConnectionId: IDS.salesforce };
		const path = `/flows/${IDS.inventory}/replaceConnection`;
		expect(await world.ask('PUT', path, { body })).toMatchObject({ status: 200, text: '' });
		expect(state.exports.get(IDS.getItems)?._connectionId).toBe(IDS.salesforce);
		expect(state.imports.get(IDS.updateInventory)?._connectionId).toBe(IDS.shopify);
		expect((await world.ask('PUT', path, { body: { _newConnectionId: 'x' } })).status).toBe(422);
	});
});

describe('An export', () => {
	test('gives its records page by page, without a job', async () => {
		const records: unknown[] = [];
		for (let state: unknown, pages = 1; pages <= 3; pages++) {
			const { body } = await world.ask('POST', `/exports/${IDS.getItems}/invoke`, {
				body: { pagedExportState: state },
			});
			records.push(...(body.data as unknown[]));
			state = body.pagedExportState;
			expect(state === undefined).toBe(pages === 3);
		}
		expect(records).toEqual(world.sandbox.state.records.get(IDS.getItems));
		expect(world.sandbox.state.jobs.size).toBe(0);
	});

	test('gives none while its connection is down', async () => {
		world.sandbox.state.unreachable.add(IDS.netSuite);
		expect((await world.ask('POST', `/exports/${IDS.getItems}/invoke`)).status).toBe(422);
	});
});

test('A flow goes into a group of its integration, and out of it', async () => {
	const flow = world.sandbox.state.flows.get(IDS.inventory)!;
	const group = async (_flowGroupingId: unknown) =>
		(await world.ask('PUT', '/flows/updateFlowGrouping', { body: { _flowIds: [flow._id], _flowGroupingId } }))
			.status;
	expect(await group(IDS.nightly)).toBe(204);
	expect(flow._flowGroupingId).toBe(IDS.nightly);
	expect(await group('x')).toBe(422);
	expect(await group(null)).toBe(204);
	expect(flow).not.toHaveProperty('_flowGroupingId');
});

test('What depends on a document is told by kind, with the places that name it', async () => {
	const { body } = await world.ask('GET', `/exports/${IDS.getItems}/dependencies`);
	expect(body).toEqual({
		flows: [
			{
				id: IDS.inventory,
				name: 'Inventory to Shopify',
				paths: ['pageGenerators.0._exportId'],
				accessLevel: 'owner',
			},
			{
				id: IDS.ofApp,
				name: 'Customers (integration app)',
				paths: ['pageGenerators.0._exportId'],
				accessLevel: 'owner',
			},
		],
	});
});

test('What is not JSON is refused as such, what is broken JSON as broken', async () => {
	const send = async (contentType: string) =>
		await world.ask('POST', '/flows', { body: { name: 'a', disabled: true }, contentType });
	expect((await send('text/plain')).status).toBe(415);
	expect((await send('application/json;charset=utf-8')).status).toBe(201);
	const { url, token } = world.sandbox;
	const broken = await fetch(`${url}/v1/flows`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: '{"name":',
	});
	expect([broken.status, await broken.text()]).toEqual([400, expect.stringContaining('invalid_body')]);
});

test('A refused token is answered with a message alone, or as documented', async () => {
	const ask = async () => (await world.ask('GET', '/flows', { token: 'unknown' })).body;
	expect(await ask()).toEqual({ message: 'Unauthorized.' });
	world.sandbox.options.authAnswer = 'errors';
	expect(await ask()).toEqual({ errors: [{ code: 'unauthorized', message: 'Unauthorized.' }] });
});
