import { byId, IDS, startWorld, type World } from './support';

/** Many items, and the node as a tool. Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const get = { flow: '={{ $json.id }}' };
const three = [{ id: IDS.orders }, { id: IDS.unknown }, { id: IDS.invoices }];

describe('Several items', () => {
	test('are linked to the items that they came from', async () => {
		const { items } = await world.run('flow.getAll', { limit: 2 }, { items: [{}, {}] });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	test('end with the first that fails, which is named', async () => {
		const { error, items } = await world.run('flow.get', get, { items: three });
		expect(error?.message).toBe(`There is no flow '${IDS.unknown}' [item 1]`);
		expect(items).toEqual([]);
	});

	test('go on where the node says so', async () => {
		const { items } = await world.run('flow.get', get, {
			items: three,
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error ?? json.name)).toEqual([
			'Orders to NetSuite',
			`There is no flow '${IDS.unknown}' [item 1]`,
			'Invoices to Salesforce',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('leave by the error output together with what came in', async () => {
		const { items, errorItems } = await world.run('flow.get', get, {
			items: three,
			onError: 'continueErrorOutput',
		});
		expect(items).toHaveLength(2);
		expect(errorItems.map(({ json }) => json)).toEqual([
			{
				id: IDS.unknown,
				error: `There is no flow '${IDS.unknown}' [item 1]`,
				message: expect.stringContaining("Check 'Flow'"),
			},
		]);
	});

	test("with 'Max Requests in Flight' 3 run three at a time", async () => {
		world.sandbox.faults.add({ effect: { latency: 20 } });
		const items = Array.from({ length: 40 }, () => ({ id: IDS.orders }));
		const options = { maxRequestsInFlight: 3 };
		const { items: found } = await world.run('flow.get', { ...get, options }, { items });
		expect(found).toHaveLength(40);
		expect(world.sandbox.maxInFlight).toBe(3);
	});
});

test('A bucket that runs empty slows the node down and loses nothing', async () => {
	await world.sandbox.close();
	world = await startWorld({ rateLimit: { size: 20, refill: 20 } });
	const items = Array.from({ length: 50 }, () => ({ id: IDS.orders }));
	const { items: found, error } = await world.run('flow.get', get, { items });
	expect(error).toBeUndefined();
	expect(found).toHaveLength(50);
	expect(world.sandbox.requests.some(({ status }) => status === 429)).toBe(true);
});

describe('As a tool', () => {
	const tool = async (by: 'agent' | 'direct') =>
		await world.engine.runAsTool({
			node: 'celigo',
			by,
			parameters: {
				resource: 'flow',
				operation: 'run',
				flow: byId("={{ $fromAI('flow', 'The flow to run', 'string') }}"),
				wait: true,
			},
			input: { flow: IDS.inventory },
			credential: world.credential(),
		});

	test.each(['agent', 'direct'] as const)('a run says how it ended (%s)', async (by) => {
		const { text, description } = await tool(by);
		expect(description).toBe('Run flow in Celigo');
		expect(text).toContain('completedWithErrors');
	});

	test('a refusal says what to do', async () => {
		world.sandbox.state.flows.get(IDS.inventory)!.disabled = true;
		const { text } = await tool('direct');
		expect(text).toContain(`The flow '${IDS.inventory}' is disabled`);
	});
});

describe('An expression that finds nothing is refused, not left out', () => {
	const NOTHING = '={{ $json.missing }}';
	const flow = byId(IDS.orders);

	test.each([
		['flow.getAll', { filters: { integration: NOTHING } }, 'Integration'],
		['flow.getAll', { filters: { name: NOTHING } }, 'Name Contains'],
		['flow.getAll', { filters: { state: NOTHING } }, 'State'],
		['flow.getAudit', { flow, filters: { from: NOTHING } }, 'From'],
		['flow.run', { flow, additionalFields: { startDate: NOTHING } }, 'Start Date'],
		[
			'flow.run',
			{ flow, additionalFields: { onlyExports: { source: [{ export: byId(NOTHING) }] } } },
			'Export',
		],
		['flow.update', { flow, updateFields: { description: NOTHING } }, 'Description'],
		['flow.update', { flow, updateFields: { runNextFlowIds: NOTHING } }, 'Next Flow IDs'],
		['flow.update', { flow, updateFields: { disabled: NOTHING } }, 'Disabled'],
		['flow.update', { flow, updateFields: { settings: NOTHING } }, 'Settings (JSON)'],
		['job.getAll', { filters: { flow: NOTHING } }, 'Flow'],
		['job.getAll', { filters: { withErrors: NOTHING } }, 'With Errors Only'],
	])('%s %j', async (name, parameters, parameter) => {
		const { error } = await world.run(name, parameters);
		expect(error?.message).toBe(
			`'${parameter}' is empty: its expression gave nothing for this item [item 0]`,
		);
		expect(world.sandbox.requests).toEqual([]);
	});
});
