import { byId, IDS, startWorld, type World } from './support';

/** How lists of flows come: page by page, empty, selected. Speaks to the sandbox. */
let world: World;
afterEach(async () => await world.sandbox.close());

describe('Get Many with 25 flows, ten a page', () => {
	beforeEach(async () => {
		world = await startWorld({ seed: { flows: 25 }, pageSize: 10 });
	});

	test.each([
		[1, 1, 1],
		[9, 9, 1],
		[10, 10, 1],
		[25, 25, 1],
		[999, 25, 1],
	])('Limit %i gives %i flows in %i request', async (limit, found, requests) => {
		const flows = await world.output('flow.getAll', { limit });
		expect(flows).toHaveLength(found);
		expect(new Set(flows.map(({ _id }) => _id)).size).toBe(found);
		expect(world.requested()).toEqual(Array(requests).fill(`GET /v1/flows?limit=${limit}`));
	});

	test('an expression may give the Limit as text', async () => {
		expect(await world.output('flow.getAll', { limit: '={{ "3" }}' })).toHaveLength(3);
	});

	test('a Limit above a page of any size follows the links', async () => {
		expect(await world.output('flow.getAll', { limit: 1_500 })).toHaveLength(25);
		expect(world.sandbox.count('GET')).toBe(3);
	});

	test('Return All gives all of them, in the order they came', async () => {
		const flows = await world.output('flow.getAll', { returnAll: true });
		expect(flows.map(({ name }) => name)).toEqual(
			Array.from({ length: 25 }, (_, index) => `Flow ${String(index + 1).padStart(5, '0')}`),
		);
		expect(world.requested()).toEqual([
			'GET /v1/flows',
			expect.stringMatching(/^GET \/v1\/flows\?after=/),
			expect.stringMatching(/^GET \/v1\/flows\?after=/),
		]);
	});

	test('a filter looks at all pages, and Limit counts what is left', async () => {
		const flows = await world.output('flow.getAll', { limit: 3, filters: { name: 'FLOW 0002' } });
		expect(flows.map(({ name }) => name)).toEqual(['Flow 00020', 'Flow 00021', 'Flow 00022']);
		expect(world.sandbox.count('GET')).toBe(3);
	});

	test('a server that sends the same page for ever is found out', async () => {
		const headers = '<http://x/v1/flows?after=same>; rel="next"';
		world.sandbox.options.pageSize = 10;
		world.sandbox.options.linkOrigin = `http://x/v1/flows?after=MTA>; rel="next", <${headers}`;
		const { error } = await world.run('flow.getAll', { returnAll: true });
		expect(error?.message).toContain('Celigo sent the same page of the flows again');
		expect(world.sandbox.count('GET')).toBeLessThan(5);
	});

	test('a page that was cut short is asked for again', async () => {
		world.sandbox.faults.add({ skip: 1, times: 1, effect: { truncateJson: true } });
		expect(await world.output('flow.getAll', { returnAll: true })).toHaveLength(25);
		expect(world.sandbox.count('GET')).toBe(4);
	});

	test('half a list is an error, not a short list', async () => {
		world.sandbox.faults.add({ skip: 1, effect: { truncateJson: true } });
		const { error, items } = await world.run('flow.getAll', { returnAll: true });
		expect(error?.message).toContain("Celigo's answer about the flows could not be read");
		expect(items).toEqual([]);
	});
});

describe('Get Many', () => {
	beforeEach(async () => {
		world = await startWorld();
	});

	test('gives nothing for 204', async () => {
		world.sandbox.state.flows.clear();
		expect(await world.output('flow.getAll', { returnAll: true })).toEqual([]);
		expect(world.sandbox.requests[0].status).toBe(204);
	});

	test('gives nothing for an empty array', async () => {
		world.sandbox.faults.add({ effect: { body: [] } });
		expect(await world.output('flow.getAll')).toEqual([]);
	});

	test.each([
		[
			'a web page',
			'<!doctype html><p>Welcome</p>',
			'Celigo answered with a web page when asked for the flows',
		],
		['an object', { flows: [] }, "Celigo's answer about the flows could not be read"],
		['a list of something else', ['a'], "Celigo's answer about the flows could not be read"],
	])('says that %s is no list', async (_, body, message) => {
		world.sandbox.faults.add({ effect: { body } });
		expect((await world.run('flow.getAll')).error?.message).toContain(message);
	});

	test('asks the integration for its flows', async () => {
		const flows = await world.output('flow.getAll', { filters: { integration: byId(IDS.finance) } });
		expect(flows.map(({ name }) => name)).toEqual(['Invoices to Salesforce']);
		expect(world.requested()).toEqual([`GET /v1/integrations/${IDS.finance}/flows`]);
	});

	test('says which integration is not there', async () => {
		const { error } = await world.run('flow.getAll', { filters: { integration: byId(IDS.unknown) } });
		expect(error?.message).toBe(`There is no integration '${IDS.unknown}' [item 0]`);
		expect(error?.description).toContain("Check 'Integration'");
	});

	test('selects by state', async () => {
		const disabled = await world.output('flow.getAll', { filters: { state: 'disabled' } });
		expect(disabled.map(({ name }) => name)).toEqual(['Refunds to NetSuite']);
		expect(await world.output('flow.getAll', { filters: { state: 'enabled' } })).toHaveLength(5);
	});

	test('asks for a few fields, and for the one that it selects by', async () => {
		const flows = await world.output('flow.getAll', {
			simplify: false,
			filters: { state: 'disabled' },
			options: { include: 'schedule, timezone' },
		});
		expect(world.requested()).toEqual(['GET /v1/flows?include=schedule%2Ctimezone%2Cdisabled']);
		expect(flows).toEqual([
			{
				_id: IDS.refunds,
				name: 'Refunds to NetSuite',
				disabled: true,
				schedule: '? 0,15,30,45 * ? * *',
				timezone: 'Europe/Berlin',
			},
		]);
	});

	test('refuses what is no field', async () => {
		const { error } = await world.run('flow.getAll', { options: { include: 'a&limit=1' } });
		expect(error?.message).toContain("'Fields' holds what is no key");
		expect(world.sandbox.requests).toEqual([]);
	});

	test('leaves out instances unless they are wanted', async () => {
		world.sandbox.state.flows.get(IDS.orders)!._abstractFlowId = IDS.invoices;
		expect(await world.output('flow.getAll')).toHaveLength(5);
		expect(await world.output('flow.getAll', { options: { includeInstances: true } })).toHaveLength(6);
	});

	test.each([0, -1, 1.5, 'ten', '10.000'])('refuses the Limit %j', async (limit) => {
		const { error } = await world.run('flow.getAll', { limit: `={{ ${JSON.stringify(limit)} }}` });
		expect(error?.message).toContain("'Limit' must be a whole number above 0");
		expect(world.sandbox.requests).toEqual([]);
	});
});
