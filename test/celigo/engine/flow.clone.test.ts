import type { IDataObject } from 'n8n-workflow';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const toStaging = { flow: byId(IDS.orders), integration: byId(IDS.staging) };
const mapOf = (...pairs: Array<[string, string]>): IDataObject => ({
	connections: 'map',
	connectionMap: { connection: pairs.map(([from, to]) => ({ from: byId(from), to: byId(to) })) },
});

describe.each(['manifest', 'flow'] as const)('Clone, answered by a %s', (form) => {
	beforeEach(() => {
		world.sandbox.options.cloneAnswer = form;
	});

	test('tells the new flow', async () => {
		const [clone] = await world.output('flow.clone', {
			...toStaging,
			additionalFields: { name: 'Orders (staging)' },
		});
		expect(clone).toEqual({
			_id: expect.stringMatching(/^[0-9a-f]{24}$/),
			name: 'Orders (staging)',
			disabled: true,
			_integrationId: IDS.staging,
			_sourceFlowId: IDS.orders,
			created: expect.arrayContaining([{ model: 'Flow', _id: clone._id }]),
		});
		expect(world.sandbox.state.flows.get(String(clone._id))?.name).toBe('Orders (staging)');
	});
});

describe('Clone', () => {
	test('uses the same connections unless told otherwise', async () => {
		await world.output('flow.clone', toStaging);
		expect(world.bodies('POST')).toEqual([
			{
				_integrationId: IDS.staging,
				connectionMap: {
					[IDS.shopify]: IDS.shopify,
					[IDS.salesforce]: IDS.salesforce,
					[IDS.netSuite]: IDS.netSuite,
				},
			},
		]);
	});

	test('maps connections', async () => {
		await world.output('flow.clone', {
			...toStaging,
			...mapOf(
				[IDS.shopify, IDS.shopifyStaging],
				[IDS.netSuite, IDS.netSuiteSandbox],
				[IDS.salesforce, IDS.salesforce],
			),
			additionalFields: { flowGroupingId: 'a'.repeat(24), otherFields: { sandbox: true } },
		});
		expect(world.bodies('POST')).toEqual([
			{
				_integrationId: IDS.staging,
				_flowGroupingId: 'a'.repeat(24),
				sandbox: true,
				connectionMap: {
					[IDS.shopify]: IDS.shopifyStaging,
					[IDS.netSuite]: IDS.netSuiteSandbox,
					[IDS.salesforce]: IDS.salesforce,
				},
			},
		]);
	});

	test('refuses two rows for one connection, of which one would be lost', async () => {
		const { error } = await world.run('flow.clone', {
			...toStaging,
			...mapOf(
				[IDS.shopify, IDS.shopify],
				[IDS.netSuite, IDS.netSuite],
				[IDS.salesforce, IDS.salesforce],
				[IDS.shopify, IDS.shopifyStaging],
			),
		});
		expect(error?.message).toBe(`'Connection Map' maps connection '${IDS.shopify}' twice [item 0]`);
		expect(world.sandbox.count('POST')).toBe(0);
	});

	test('maps connections by JSON', async () => {
		const connectionMapJson = { [IDS.netSuite]: IDS.netSuiteSandbox, [IDS.shopify]: IDS.shopify };
		await world.output('flow.clone', {
			...toStaging,
			flow: byId(IDS.inventory),
			connections: 'json',
			connectionMapJson,
		});
		expect(world.bodies('POST')[0]).toMatchObject({ connectionMap: connectionMapJson });
	});

	test('names the connections that the map leaves out, and clones nothing', async () => {
		const { error } = await world.run('flow.clone', {
			...toStaging,
			...mapOf([IDS.shopify, IDS.shopifyStaging]),
		});
		expect(error?.message).toBe(
			`'Connections' leaves out 2 of the 3 connections of flow '${IDS.orders}': 'Salesforce' (${IDS.salesforce}), 'NetSuite' (${IDS.netSuite}) [item 0]`,
		);
		expect(world.sandbox.count('POST')).toBe(0);
	});

	test('finds the connections in the branches of routers', async () => {
		const { error } = await world.run('flow.clone', {
			...toStaging,
			flow: byId(IDS.invoices),
			...mapOf([IDS.netSuite, IDS.netSuiteSandbox]),
		});
		expect(error?.message).toContain('leaves out 1 of the 2 connections of flow');
		expect(error?.message).toContain("'Salesforce'");
	});

	test('names a missing connection by its ID where its name cannot be had', async () => {
		world.sandbox.faults.add({ path: '/v1/connections', effect: { status: 403 } });
		const { error } = await world.run('flow.clone', {
			...toStaging,
			...mapOf([IDS.shopify, IDS.shopify], [IDS.netSuite, IDS.netSuite]),
		});
		expect(error?.message).toContain(`'${IDS.salesforce}'`);
	});

	test('sends no map for a flow without connections', async () => {
		for (const step of [...world.sandbox.state.exports.values(), ...world.sandbox.state.imports.values()])
			delete step._connectionId;
		await world.output('flow.clone', toStaging);
		expect(world.bodies('POST')).toEqual([{ _integrationId: IDS.staging }]);
	});

	test('succeeds where the new flow cannot be looked at', async () => {
		world.sandbox.faults.add({
			method: 'GET',
			path: new RegExp(`/v1/flows/(?!${IDS.orders})`),
			effect: { status: 403 },
		});
		const [clone] = await world.output('flow.clone', toStaging);
		expect(clone).toMatchObject({ _id: expect.any(String), _sourceFlowId: IDS.orders });
	});

	test.each([
		[
			'what is no ID in the map',
			{ connections: 'json', connectionMapJson: '{ "a": "b" }' },
			'holds what is no ID: "a"',
		],
		['an unknown way to map', { connections: '={{ "none" }}' }, "'Connections' is not one of"],
	])('refuses %s', async (_, parameters, message) => {
		const { error } = await world.run('flow.clone', { ...toStaging, ...parameters });
		expect(error?.message).toContain(message);
		expect(world.sandbox.count('POST')).toBe(0);
	});

	test('says that an answer cannot be read, and that the clone may be there', async () => {
		world.sandbox.faults.add({ method: 'POST', effect: { body: { done: true }, status: 201 } });
		const { error } = await world.run('flow.clone', toStaging);
		expect(error?.message).toContain('could not be read');
		expect(error?.description).toContain('Celigo may have carried this out');
	});

	test('has more time than other requests, and less where the node says so', async () => {
		const options = { nodeSettings: {} };
		world.sandbox.faults.add({ method: 'POST', effect: { hang: true } });
		const { error } = await world.run(
			'flow.clone',
			{ ...toStaging, requestOptions: { timeout: 300 } },
			options,
		);
		expect(error?.message).toContain('Celigo did not answer in time');
		expect(error?.description).toContain('may have carried this out');
		expect(world.sandbox.count('POST')).toBe(1);
	});
});
