import { finishedJob } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** The lists of the editor. Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld({ pageSize: 2 });
});
afterEach(async () => await world.sandbox.close());

async function search(method: string, more = {}) {
	const { results, paginationToken } = await world.engine.listSearch({
		node: 'celigo',
		method,
		credential: world.credential(),
		...more,
	});
	return {
		names: results.map(({ name }) => name),
		values: results.map(({ value }) => value),
		paginationToken,
	};
}

describe('A list', () => {
	test.each([
		['searchFlows', 'flows', ['Inventory to Shopify', 'Orders to NetSuite']],
		['searchIntegrations', 'integrations', ['Finance', 'Order to Cash']],
		['searchConnections', 'connections', ['NetSuite', 'Shopify']],
		['searchExports', 'exports', ['Get items from NetSuite', 'Get orders from Shopify']],
		['searchImports', 'imports', ['Post orders to NetSuite', 'Update inventory in Shopify']],
	])('%s asks for names only, a page at a time', async (method, path, names) => {
		const first = await search(method);
		expect(first.names).toEqual(names);
		expect(world.requested()).toEqual([`GET /v1/${path}?include=name`]);
		const second = await search(method, { paginationToken: first.paginationToken });
		expect(second.values).not.toContain(first.values[0]);
		expect(world.requested()[1]).toMatch(new RegExp(`^GET /v1/${path}\\?include=name&after=`));
	});

	test('ends with its last page', async () => {
		world.sandbox.options.pageSize = 10;
		expect((await search('searchFlows')).paginationToken).toBeUndefined();
	});

	test('looks for a text in all pages, in upper or lower case', async () => {
		expect(await search('searchFlows', { filter: 'SALESFORCE' })).toEqual({
			names: ['Invoices to Salesforce'],
			values: [IDS.invoices],
			paginationToken: undefined,
		});
	});

	test('finds a record by its ID', async () => {
		expect((await search('searchFlows', { filter: IDS.ofApp })).values).toEqual([IDS.ofApp]);
	});

	test('is empty where there is nothing', async () => {
		world.sandbox.state.imports.clear();
		expect((await search('searchImports')).names).toEqual([]);
	});

	test('says why it cannot be had', async () => {
		world.sandbox.state.tokens.clear();
		await expect(search('searchFlows')).rejects.toThrow('Celigo did not accept the API token');
	});
});

describe('The list of steps', () => {
	test('holds those of the flow that is chosen', async () => {
		const { names, values } = await search('searchSteps', {
			currentNodeParameters: { stepFlow: byId(IDS.inventory) },
		});
		expect(names).toEqual(['Get items from NetSuite (export)', 'Update inventory in Shopify (import)']);
		expect(values).toEqual([IDS.getItems, IDS.updateInventory]);
	});

	test('takes the URL of a flow', async () => {
		const value = `https://integrator.io/integrations/none/flowBuilder/${IDS.inventory}`;
		const stepFlow = { __rl: true, mode: 'url', value };
		expect((await search('searchSteps', { currentNodeParameters: { stepFlow } })).names).toHaveLength(2);
	});

	test('is empty before a flow is chosen', async () => {
		expect((await search('searchSteps')).names).toEqual([]);
		expect(world.sandbox.requests).toEqual([]);
	});
});

test('The list of jobs names flow, time and status', async () => {
	const job = await finishedJob(world);
	world.sandbox.options.pageSize = 10;
	const time = job.createdAt.slice(0, 16).replace('T', ' ');
	expect(await search('searchJobs')).toMatchObject({
		names: [`Inventory to Shopify, ${time} UTC (completed)`],
		values: [job._id],
	});
	expect((await search('searchJobs', { filter: 'nothing' })).names).toEqual([]);
});
