import type { IDataObject } from 'n8n-workflow';
import { Bench, byId, CUSTOMER, told } from './support';

/**
 * FlowMate never answers a page number below 1, or a parameter that is given twice (flowmate-exchanges.json: `misc`).
 * What follows tries to make such requests, by expressions, since those may give anything.
 */
const bench = new Bench();
const LISTS = ['flow.getAll', 'template.getAll'];
const TWICE = '={{ ["a", "b"] }}';

/** Names that a query holds more than once. */
const repeated = () =>
	bench.sandbox.requests.flatMap(({ url }) => {
		const names = [...new URL(url, 'http://host').searchParams.keys()];
		return names.filter((name, at) => names.indexOf(name) !== at);
	});

describe.each(LISTS)('%s', (operation) => {
	test.each([
		['0', '0'],
		['-1', '-1'],
		['0.5', '0.5'],
		['1e-3', '0.001'],
		['"all"', '"all"'],
		['NaN', 'NaN'],
		['[]', '[]'],
		['({})', '{}'],
		['true', 'true'],
	])('asks for no page with a limit of %s', async (limit, shown) => {
		const { error } = await bench.run(operation, { limit: `={{ ${limit} }}` });
		expect(told(error)).toMatchObject({
			message: `'Limit' must be a whole number above 0: ${shown} [item 0]`,
			description: "Enter a number, or turn on 'Return All'",
		});
		expect(bench.requests).toEqual([]);
	});

	it('asks for no page with a limit whose expression gave nothing', async () => {
		const { error } = await bench.run(operation, { limit: '={{ "" }}' });
		expect(told(error)).toMatchObject({
			message: "'Limit' is empty: its expression gave nothing for this item [item 0]",
			description: "Check whether this item has the fields that the expression of 'Limit' names",
		});
		expect(bench.requests).toEqual([]);
	});

	test.each<[string, IDataObject, string]>([
		['Search', { filters: { search: TWICE } }, "'Search' must be text: it is a list [item 0]"],
		[
			'Type',
			{ filters: { type: TWICE } },
			'\'Type\' is not one of long_running, ordinary: ["a","b"] [item 0]',
		],
		['User', { filters: { user: byId(TWICE) } }, "'User' is an object, not the ID of a user [item 0]"],
		[
			'Sort By',
			{ sort: { field: TWICE } },
			'\'Sort By\' is not one of createdAt, name, updatedAt: ["a","b"] [item 0]',
		],
		[
			'Direction',
			{ sort: { direction: TWICE } },
			'\'Direction\' is not one of ascending, descending: ["a","b"] [item 0]',
		],
	])('takes no list for %s', async (_, parameters, message) => {
		const { error } = await bench.run(operation, parameters);
		expect(error?.message).toBe(message);
		expect(bench.requests).toEqual([]);
	});

	it('gives each parameter once, also when all are there', async () => {
		const filters = { type: 'ordinary', user: byId(CUSTOMER), search: 'a&search=b&page[number]=0' };
		await bench.run(operation, { filters, sort: { field: 'name', direction: 'descending' } });
		expect(bench.requests).toHaveLength(1);
		expect(repeated()).toEqual([]);
	});
});

test.each<[string, IDataObject]>([
	['Status', { filters: { status: TWICE } }],
	['Template', { filters: { template: byId(TWICE) } }],
])('flow.getAll takes no list for %s', async (_, parameters) => {
	const { error } = await bench.run('flow.getAll', parameters);
	expect(error?.message).toMatch(/^'(Status|Template)' is /);
	expect(bench.requests).toEqual([]);
});

test('template.getAll joins tags into one parameter', async () => {
	await bench.run('template.getAll', { filters: { tags: TWICE } });
	expect(bench.requests).toEqual(['GET /templates?tags=a,b&sort=createdAt&page[size]=50&page[number]=1']);
});

test.each(['start', 'end', 'groupBy'])('execution.getCounts takes no list for %s', async (name) => {
	const { error } = await bench.run('execution.getCounts', { [name]: '={{ ["2026-11-01", "2026-11-02"] }}' });
	expect(error?.message).toMatch(/^'(Start|End|Group By)' is not /);
	expect(bench.requests).toEqual([]);
});

test('only the user names of users, which FlowMate takes several of, are given more than once', async () => {
	await bench.run('user.getAll', { filters: { usernames: TWICE } });
	expect(repeated()).toEqual(['username']);
});

test.each(['0', '-1', '0.5', 'x', ''])(
	'the lists in the editor ask for page 1 instead of %j',
	async (paginationToken) => {
		const options = { node: 'flowMate', method: 'searchFlows', credential: bench.credential };
		await bench.engine.listSearch({ ...options, paginationToken });
		expect(bench.requests[0]).toBe('GET /flows?sort=name&page[size]=50&page[number]=1');
	},
);
