import { byId, IDS, startWorld, type World } from './support';

/** Reading, deleting, enabling and disabling flows. Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

describe('Get', () => {
	test('returns ten flat fields', async () => {
		const [flow] = await world.output('flow.get', { flow: byId(IDS.orders) });
		expect(flow).toEqual({
			_id: IDS.orders,
			name: 'Orders to NetSuite',
			description: 'Copies new orders every quarter of an hour',
			disabled: false,
			_integrationId: IDS.orderToCash,
			schedule: '? 0,15,30,45 * ? * *',
			timezone: 'Europe/Berlin',
			lastExecutedAt: undefined,
			lastModified: '2026-03-02T08:15:00.000Z',
			createdAt: '2026-03-02T08:15:00.000Z',
		});
	});

	test("returns what Celigo sent where 'Simplify' is off", async () => {
		const [flow] = await world.output('flow.get', { flow: byId(IDS.orders), simplify: false });
		expect(flow).toEqual(world.sandbox.state.flows.get(IDS.orders));
	});

	test("takes the URL of Celigo's flow builder", async () => {
		const value = `https://integrator.io/integrations/${IDS.finance}/flowBuilder/${IDS.invoices}`;
		const [flow] = await world.output('flow.get', { flow: { __rl: true, mode: 'url', value } });
		expect(flow.name).toBe('Invoices to Salesforce');
	});

	test('says which flow is not there', async () => {
		const { error } = await world.run('flow.get', { flow: byId(IDS.unknown) });
		expect(error?.message).toBe(`There is no flow '${IDS.unknown}' [item 0]`);
		expect(error?.description).toContain("Check 'Flow'");
	});

	test('sends nothing for what is no ID', async () => {
		const { error } = await world.run('flow.get', { flow: '={{ "../tokenInfo" }}' });
		expect(error?.message).toContain("'Flow' is not the ID of a flow");
		expect(world.sandbox.requests).toEqual([]);
	});
});

describe('Delete', () => {
	test('tells what was deleted', async () => {
		expect(await world.output('flow.delete', { flow: byId(IDS.orders) })).toEqual([
			{ deleted: true, id: IDS.orders },
		]);
		expect(world.sandbox.state.recycleBin.has(IDS.orders)).toBe(true);
	});

	test('says that there is nothing to delete, also after Celigo asked to wait', async () => {
		world.sandbox.faults.add({ times: 1, effect: { status: 429, retryAfter: '1' } });
		const { error } = await world.run('flow.delete', { flow: byId(IDS.unknown) });
		expect(error?.message).toBe(`There is no flow '${IDS.unknown}' [item 0]`);
		expect(world.sandbox.count('DELETE')).toBe(2);
	});

	test('counts as done where an answer was lost and the second request finds nothing', async () => {
		world.sandbox.faults.add({ method: 'DELETE', times: 1, effect: { reset: 'after' } });
		expect(await world.output('flow.delete', { flow: byId(IDS.orders) })).toEqual([
			{ deleted: true, id: IDS.orders },
		]);
		expect(world.sandbox.count('DELETE')).toBe(2);
	});
});

describe('Enable and Disable', () => {
	test.each([
		['flow.enable', IDS.refunds, false],
		['flow.disable', IDS.orders, true],
	])('%s changes this one field by a patch', async (operation, flow, disabled) => {
		const before = structuredClone(world.sandbox.state.flows.get(flow));
		expect(await world.output(operation, { flow: byId(flow) })).toEqual([{ _id: flow, disabled }]);
		expect(world.requested()).toEqual([`PATCH /v1/flows/${flow}`, `GET /v1/flows/${flow}`]);
		expect(world.bodies('PATCH')).toEqual([[{ op: 'replace', path: '/disabled', value: disabled }]]);
		expect(world.sandbox.state.flows.get(flow)).toEqual({
			...before,
			disabled,
			lastModified: expect.any(String),
		});
	});

	test('take a flow that does not say that it is disabled for enabled', async () => {
		world.sandbox.faults.add({ method: 'GET', effect: { body: { _id: IDS.refunds, name: 'Refunds' } } });
		const flow = byId(IDS.refunds);
		expect(await world.output('flow.enable', { flow })).toEqual([{ _id: IDS.refunds, disabled: false }]);
	});

	test('say that an integration app manages the flow', async () => {
		const { error } = await world.run('flow.disable', { flow: byId(IDS.ofApp) });
		expect(error?.message).toBe(
			`An integration app manages flow '${IDS.ofApp}' and locks this field: disabled is locked. ('Disabled': disabled) [item 0]`,
		);
	});
});

describe('Get Audit Log', () => {
	beforeEach(async () => {
		for (const name of ['One', 'Two', 'Three'])
			await world.output('flow.update', { flow: byId(IDS.orders), updateFields: { name } });
		world.sandbox.state.audit[1].source = 'UI';
		world.sandbox.state.audit[2].event = 'delete';
		world.sandbox.requests.length = 0;
	});

	describe.each(['array', 'wrapped'] as const)('as %s', (form) => {
		beforeEach(() => {
			world.sandbox.options.auditAnswer = form;
		});

		test('returns an item per entry', async () => {
			const entries = await world.output('flow.getAudit', { flow: byId(IDS.orders) });
			expect(entries).toHaveLength(3);
			expect(entries[2]).toMatchObject({
				_resourceId: IDS.orders,
				event: 'update',
				fieldChanges: [{ fieldPath: 'name', oldValue: 'Orders to NetSuite', newValue: 'One' }],
			});
		});

		test('goes from page to page', async () => {
			world.sandbox.options.pageSize = 1;
			const entries = await world.output('flow.getAudit', { flow: byId(IDS.orders), returnAll: true });
			expect(entries).toHaveLength(3);
			expect(world.sandbox.count('GET')).toBe(3);
		});

		test('is empty where nothing is logged', async () => {
			expect(await world.output('flow.getAudit', { flow: byId(IDS.refunds) })).toEqual([]);
		});
	});

	test('selects as well, since Celigo may ignore a filter or write a value in another way', async () => {
		world.sandbox.faults.add({ path: /audit/, effect: { body: [...world.sandbox.state.audit] } });
		const of = async (filters: object) =>
			await world.output('flow.getAudit', { flow: byId(IDS.orders), filters: { ...filters } });
		expect(await of({ source: 'ui' })).toMatchObject([{ source: 'UI' }]);
		expect(await of({ event: 'Delete' })).toMatchObject([{ event: 'delete' }]);
		expect(await of({ to: '2020-01-01' })).toEqual([]);
		expect(await of({ from: '2020-01-01' })).toHaveLength(3);
	});

	test('sends the filters', async () => {
		const filters = { from: '2026-01-01T00:00:00Z', event: 'update', source: 'api' };
		await world.output('flow.getAudit', { flow: byId(IDS.orders), filters, limit: 2 });
		expect(world.requested()).toEqual([
			`GET /v1/flows/${IDS.orders}/audit?from=2026-01-01T00%3A00%3A00.000Z&action=update&source=api`,
		]);
	});
});
