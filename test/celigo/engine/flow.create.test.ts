import type { IDataObject } from 'n8n-workflow';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const basic = { name: 'New flow', integration: byId(IDS.finance) };

async function sent(parameters: IDataObject): Promise<unknown> {
	await world.output('flow.create', { ...basic, ...parameters });
	return world.bodies('POST')[0];
}

describe('Create', () => {
	test('always says whether the flow is disabled, and disables it unless told otherwise', async () => {
		expect(await sent({})).toEqual({ name: 'New flow', _integrationId: IDS.finance, disabled: true });
		const [flow] = await world.output('flow.create', { ...basic, disabled: false });
		expect(flow).toMatchObject({ name: 'New flow', disabled: false });
		expect(world.bodies('POST')[1]).toMatchObject({ disabled: false });
	});

	test('cannot be told otherwise by other fields', async () => {
		const otherFields = '{ "disabled": false, "name": "Other", "_integrationId": "x" }';
		expect(await sent({ additionalFields: { otherFields } })).toMatchObject({
			name: 'New flow',
			_integrationId: IDS.finance,
			disabled: true,
		});
	});

	test('refuses a switch that is neither on nor off', async () => {
		const { error } = await world.run('flow.create', { ...basic, disabled: '={{ "no" }}' });
		expect(error?.message).toContain("'Disabled' must be true or false");
		expect(world.sandbox.requests).toEqual([]);
	});

	test('puts sources and steps together', async () => {
		const body = await sent({
			sources: { source: [{ export: byId(IDS.getOrders), schedule: '? 0 3 ? * *' }] },
			steps: {
				step: [
					{ type: 'export', export: byId(IDS.lookUpCustomer) },
					{ type: 'import', import: byId(IDS.postOrders), proceedOnFailure: true },
				],
			},
		});
		expect(body).toMatchObject({
			pageGenerators: [{ _exportId: IDS.getOrders, schedule: '? 0 3 ? * *' }],
			pageProcessors: [
				{ type: 'export', _exportId: IDS.lookUpCustomer },
				{ type: 'import', _importId: IDS.postOrders, proceedOnFailure: true },
			],
		});
	});

	test("sends the time zone with a schedule: the one given, else the workflow's", async () => {
		expect(await sent({ additionalFields: { schedule: '? 0 2 ? * *' } })).toMatchObject({
			schedule: '? 0 2 ? * *',
			timezone: 'America/New_York',
		});
		await world.output('flow.create', {
			...basic,
			additionalFields: { schedule: '? 0 2 ? * *', timezone: 'Europe/Berlin' },
		});
		expect(world.bodies('POST')[1]).toMatchObject({ timezone: 'Europe/Berlin' });
	});

	test('sends every additional field', async () => {
		const group = 'a'.repeat(24);
		const body = await sent({
			additionalFields: {
				description: 'What it does',
				skipRetries: true,
				runPageGeneratorsInParallel: true,
				autoResolveMatchingTraceKeys: false,
				flowGroupingId: group,
				runNextFlowIds: `${IDS.orders}, ${IDS.invoices}`,
				routers: '[]',
				settings: { a: 1 },
				otherFields: '{ "logging": { "mode": "basic" }, "_id": "x", "createdAt": "x" }',
			},
		});
		expect(body).toEqual({
			name: 'New flow',
			_integrationId: IDS.finance,
			disabled: true,
			description: 'What it does',
			skipRetries: true,
			runPageGeneratorsInParallel: true,
			autoResolveMatchingTraceKeys: false,
			_flowGroupingId: group,
			_runNextFlowIds: [IDS.orders, IDS.invoices],
			routers: [],
			settings: { a: 1 },
			logging: { mode: 'basic' },
		});
	});

	test.each([
		['a name', { name: ' ' }, "'Name' is empty"],
		['an integration', { integration: '={{ "x" }}' }, "'Integration' is not the ID of an integration"],
		['a schedule', { additionalFields: { schedule: '0 2 * * *' } }, "'Schedule' is not a schedule"],
		['settings', { additionalFields: { settings: '[]' } }, "'Settings (JSON)' must be a JSON object"],
		['routers', { additionalFields: { routers: '{}' } }, "'Routers (JSON)' must be a list of objects"],
		['IDs', { additionalFields: { runNextFlowIds: 'x' } }, "'Next Flow IDs' holds what is no ID"],
		[
			'either steps or routers',
			{
				steps: { step: [{ type: 'import', import: byId(IDS.postOrders) }] },
				additionalFields: { routers: [{ id: 'r' }] },
			},
			"both 'Steps' and 'Routers'",
		],
	])('wants %s before it asks Celigo', async (_, parameters, message) => {
		const { error } = await world.run('flow.create', { ...basic, ...parameters });
		expect(error?.message).toContain(message);
		expect(world.sandbox.requests).toEqual([]);
	});

	test('names the parameter that Celigo objects to', async () => {
		const { error } = await world.run('flow.create', { ...basic, integration: byId(IDS.unknown) });
		expect(error?.message).toBe(
			"Something that the new flow refers to does not exist: Integration does not exist. ('Integration': _integrationId) [item 0]",
		);
	});
});
