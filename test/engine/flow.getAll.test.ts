import type { IDataObject } from 'n8n-workflow';
import { Bench, by, byId, CUSTOMER, TEMPLATE, told, UNKNOWN } from './support';

const bench = new Bench();

/** The query of the one request that was made. */
const query = async (parameters: IDataObject) => {
	const { error } = await bench.run('flow.getAll', parameters);
	expect(error).toBeUndefined();
	return bench.requests.at(-1);
};

describe('Get Many', () => {
	it('asks for as many flows as wanted, oldest first', async () => {
		const { json } = await bench.run('flow.getAll', { limit: 3 });
		expect(bench.requests).toEqual(['GET /flows?sort=createdAt&page[size]=3&page[number]=1']);
		expect(json.map(({ updatedAt }) => updatedAt)).toEqual([
			'2024-05-03T09:15:00.000Z',
			'2024-05-04T09:15:00.000Z',
			'2024-05-05T09:15:00.000Z',
		]);
	});

	it.each([
		[true, 32],
		[false, 8],
	])("keeps to flows that take data, or to the others: 'Takes Data' %s", async (takesData, count) => {
		const { json } = await bench.run('flow.getAll', { returnAll: true, filters: { takesData } });
		expect(json).toHaveLength(count);
		expect(json.every(({ cron }) => !cron === takesData)).toBe(true);
	});

	it('gives up to 50 flows without being told how many', async () => {
		const { json } = await bench.run('flow.getAll');
		expect(bench.requests).toEqual(['GET /flows?sort=createdAt&page[size]=50&page[number]=1']);
		expect(json).toHaveLength(40);
	});

	test.each([
		[{ status: 'active' }, 'filter[status]=active'],
		[{ status: 'inactive' }, 'filter[status]=inactive'],
		[{ type: 'long_running' }, 'filter[type]=long_running'],
		[{ user: byId(CUSTOMER) }, `filter[user]=${CUSTOMER}`],
		[{ user: by('list', CUSTOMER) }, `filter[user]=${CUSTOMER}`],
		[{ template: byId(TEMPLATE) }, `filter[fromTemplate]=${TEMPLATE}`],
		[{ search: 'Order to ERP' }, 'search=Order to ERP'],
		[{ status: 'active', user: byId(CUSTOMER) }, `filter[status]=active&filter[user]=${CUSTOMER}`],
	])('filters by %j', async (filters, expected) => {
		expect(await query({ filters })).toBe(
			`GET /flows?${expected}&sort=createdAt&page[size]=50&page[number]=1`,
		);
	});

	it('gives what was asked for where FlowMate does not heed its own filters', async () => {
		const data = [...bench.sandbox.state.flows.values()].reverse();
		const meta = { total: data.length, page: 1, perPage: 1_000 };
		bench.sandbox.faults.add({ path: '/flows', effect: { body: { data, meta } } });
		const filters = { status: 'active', user: byId(CUSTOMER) };
		const { json } = await bench.run('flow.getAll', { limit: 3, filters });
		expect(json).toEqual(Array(3).fill(expect.objectContaining({ owner: CUSTOMER, status: 'active' })));
	});

	test.each([
		[{ status: '={{ $json.none }}' }, 'Status'],
		[{ type: '={{ $json.none }}' }, 'Type'],
		[{ user: byId('={{ $json.none }}') }, 'User'],
		[{ user: '={{ $json.none }}' }, 'User'],
		[{ template: byId('={{ $json.none }}') }, 'Template'],
		[{ search: '={{ $json.none }}' }, 'Search'],
	])('does not give all flows because a filter found nothing: %j', async (filters, name) => {
		const { error } = await bench.run('flow.getAll', { filters });
		expect(error?.message).toBe(`'${name}' is empty: its expression gave nothing for this item [item 0]`);
		expect(bench.requests).toEqual([]);
	});

	test.each(['', ' '])('does not give all flows because the search is %j', async (search) => {
		const { error } = await bench.run('flow.getAll', { filters: { search } });
		expect(error?.message).toBe("'Search' is empty [item 0]");
		expect(bench.requests).toEqual([]);
	});

	test.each([
		['deal & invoice', 'search=invoice&'],
		['Für Müller', 'search=ller&'],
		['(A+B)', 'search=A&'],
		['{2}', 'search=2&'],
		['a{1}{2}', 'search=a&'],
		['日本', ''],
		['%', ''],
		[' ERP', 'search=ERP&'],
	])('searches for all of %j, of which it sends what FlowMate looks for', async (search, sent) => {
		const [first, second] = [...bench.sandbox.state.flows.values()];
		bench.sandbox.state.flows.set(first.id, { ...first, name: `A ${search} b` });
		bench.sandbox.state.flows.set(second.id, { ...second, name: 'Other', description: `A ${search} b` });
		const { json } = await bench.run('flow.getAll', { filters: { search }, returnAll: true });
		expect(bench.requests.map(decodeURIComponent)).toEqual([
			`GET /flows?${sent}sort=createdAt&page[size]=1000&page[number]=1`,
		]);
		const ids = json.map(({ id }) => id);
		expect(ids.slice(0, 2)).toEqual([first.id, second.id]);
		expect(json.every(({ name, description }) => `${name} ${description}`.includes(search))).toBe(true);
	});

	test.each([
		[{ field: 'name' }, 'name'],
		[{ field: 'updatedAt', direction: 'descending' }, '-updatedAt'],
		[{ direction: 'descending' }, '-createdAt'],
	])('sorts by %j', async (sort, expected) => {
		expect(await query({ sort })).toBe(`GET /flows?sort=${expected}&page[size]=50&page[number]=1`);
	});

	it("finds a customer's active flows by the customer's own user name", async () => {
		const filters = { status: 'active', user: by('username', 'Customer-1001') };
		const { json } = await bench.run('flow.getAll', { filters });
		expect(bench.requests).toEqual([
			'GET /users?username=Customer-1001',
			`GET /flows?filter[status]=active&filter[user]=${CUSTOMER}&sort=createdAt&page[size]=50&page[number]=1`,
		]);
		expect(json.map(({ name, owner }) => [name, owner])).toEqual([
			['New contact to newsletter', CUSTOMER],
			['Won deal to invoice', CUSTOMER],
			['Order to ERP', CUSTOMER],
			['Nightly contact sync', CUSTOMER],
		]);
	});

	it('says that no user has a user name, and asks for no flows', async () => {
		const { error } = await bench.run('flow.getAll', { filters: { user: by('username', 'nobody') } });
		expect(told(error)).toMatchObject({
			message: "FlowMate has no user with the user name 'nobody' [item 0]",
			description:
				"Check 'User', or choose the user from the list. The user name is your own system's ID of the user.",
		});
		expect(bench.requests).toEqual(['GET /users?username=nobody']);
	});

	it('is empty for a user who has no flows', async () => {
		const { json, error } = await bench.run('flow.getAll', { filters: { user: byId(UNKNOWN) } });
		expect([json, error]).toEqual([[], undefined]);
	});

	it('gives flows as FlowMate sent them when they are not to be simplified', async () => {
		const { json } = await bench.run('flow.getAll', { limit: 2, simplify: false });
		expect(json).toEqual([...bench.sandbox.state.flows.values()].slice(0, 2));
	});

	it('takes a limit that an expression gives as text', async () => {
		const { json } = await bench.run('flow.getAll', { limit: '={{ $json.n }}' }, { items: [{ n: '2' }] });
		expect(json).toHaveLength(2);
	});
});

describe('The list of flows in the editor', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await bench.engine.listSearch({
			node: 'flowMate',
			method: 'searchFlows',
			credential: bench.credential,
			filter,
			paginationToken,
		});

	it('shows names, statuses and whose flows they are, whatever the case of what is searched for', async () => {
		const { results, paginationToken } = await search('won DEAL');
		expect(results).toHaveLength(8);
		expect(results[0]).toEqual({
			name: 'Won deal to invoice – customer-1001 (active)',
			value: expect.stringMatching(/^[0-9a-f]{24}$/),
		});
		expect(paginationToken).toBeUndefined();
		expect(bench.requests).toEqual(['GET /flows?sort=name&page[size]=1000&page[number]=1', 'GET /users']);
	});

	test.each(['{2}', 'a{1}{2}', 'Für Müller', '(A+B)', '日本', '%'])('finds %j', async (name) => {
		const [flow] = [...bench.sandbox.state.flows.values()];
		bench.sandbox.state.flows.set(flow.id, { ...flow, name });
		const { results } = await search(name.toUpperCase());
		expect(results.map(({ value }) => value)).toEqual([flow.id]);
	});

	it('tells flows of the same name apart by their IDs where the account may not read users', async () => {
		bench.credential = bench.credentialOf('flows.read');
		const { results } = await search('deal');
		expect(results[0].name).toBe(`Won deal to invoice – ${results[0].value} (active)`);
	});

	it('says why it is empty', async () => {
		bench.credential = bench.credentialOf();
		await expect(search()).rejects.toThrow('This FlowMate account may not use the flows');
	});
});

describe('The list of many flows in the editor', () => {
	const many = new Bench({ seed: { users: 2, flows: 120 } });

	it('comes page by page', async () => {
		const options = { node: 'flowMate', method: 'searchFlows', credential: many.credential };
		const first = await many.engine.listSearch(options);
		const last = await many.engine.listSearch({ ...options, paginationToken: '3' });
		expect([first.results.length, first.paginationToken]).toEqual([50, '2']);
		expect([last.results.length, last.paginationToken]).toEqual([20, undefined]);
		expect(last.results.at(-1)?.name).toBe('Flow 000120 (inactive)');
	});
});
