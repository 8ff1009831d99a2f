import { Bench, told } from './support';

const PAGE = (number: number, size: number) => `sort=createdAt&page[size]=${size}&page[number]=${number}`;

describe('Many flows', () => {
	const bench = new Bench({ seed: { users: 3, flows: 2_300 } });

	test.each([
		[1, 1],
		[50, 50],
		[999, 999],
		[1_000, 1_000],
	])('up to %d come in one request for %d', async (limit, size) => {
		const { json } = await bench.run('flow.getAll', { limit });
		expect(json).toHaveLength(limit);
		expect(bench.requests).toEqual([`GET /flows?${PAGE(1, size)}`]);
	});

	it('beyond a thousand come in pages of a thousand, no more of them than needed', async () => {
		const { json } = await bench.run('flow.getAll', { limit: 1_500 });
		expect(new Set(json.map(({ id }) => id)).size).toBe(1_500);
		expect(bench.requests).toEqual([`GET /flows?${PAGE(1, 1_000)}`, `GET /flows?${PAGE(2, 1_000)}`]);
	});

	it('end where a limit beyond them does not', async () => {
		const { json } = await bench.run('flow.getAll', { limit: 5_000 });
		expect(json).toHaveLength(2_300);
		expect(bench.requests).toHaveLength(3);
	});

	it('all come, each once and in order', async () => {
		const { json } = await bench.run('flow.getAll', { returnAll: true });
		expect(json.map(({ name }) => name)).toEqual(
			Array.from({ length: 2_300 }, (_, index) => `Flow ${String(index + 1).padStart(6, '0')}`),
		);
		expect([...bench.requests].sort()).toEqual(
			[1, 2, 3].map((number) => `GET /flows?${PAGE(number, 1_000)}`),
		);
	});

	it('keep their order when the pages behind the first come in another', async () => {
		const slow = { path: '/flows', skip: 1, times: 1, effect: { latency: 200 } };
		bench.sandbox.faults.add(slow);
		const { json } = await bench.run('flow.getAll', { returnAll: true });
		expect(json.map(({ name }) => name)).toEqual([...json.map(({ name }) => name)].sort());
		expect(bench.sandbox.maxInFlight).toBe(2);
	});

	it('are asked for one page after another where one request is allowed at a time', async () => {
		const { json } = await bench.run('flow.getAll', { returnAll: true, options: { maxRequestsInFlight: 1 } });
		expect(json).toHaveLength(2_300);
		expect(bench.sandbox.maxInFlight).toBe(1);
	});

	it('that fill their last page to the brim take no request beyond it', async () => {
		const surplus = [...bench.sandbox.state.flows.keys()].slice(2_000);
		surplus.forEach((id) => bench.sandbox.state.flows.delete(id));
		const { json } = await bench.run('flow.getAll', { returnAll: true });
		expect(json).toHaveLength(2_000);
		expect(bench.requests).toHaveLength(2);
	});

	it('come for each item on its own', async () => {
		const { items } = await bench.run('flow.getAll', { limit: 2 }, { items: [{}, {}] });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 1, 1].map((item) => ({ item })));
	});
});

describe('A host that sends smaller pages than it was asked for', () => {
	const bench = new Bench({ seed: 'empty' });

	/** Pages as they come, whatever is asked for. */
	const pages = (path: string, perPage: number | undefined, total: number | undefined, ...sizes: number[]) =>
		sizes.forEach((size, at) => {
			const data = Array.from({ length: size }, (_, index) => ({ id: `${at}-${index}`, name: 'x' }));
			const meta = { page: at + 1, perPage, total };
			bench.sandbox.faults.add({ path, times: 1, effect: { body: { data, meta } } });
		});

	test.each([
		['flow.getAll', '/flows'],
		['template.getAll', '/templates'],
	])('is asked until a page is short: %s', async (operation, path) => {
		pages(path, 3, undefined, 3, 3, 2);
		const { json } = await bench.run(operation, { returnAll: true });
		expect(json).toHaveLength(8);
		expect(bench.requests).toEqual([1, 2, 3].map((number) => `GET ${path}?${PAGE(number, 1_000)}`));
	});

	test.each([
		['flow.getAll', '/flows'],
		['template.getAll', '/templates'],
	])('is understood where it puts its figures into quotes: %s', async (operation, path) => {
		pages(path, '3' as never, path === '/flows' ? ('8' as never) : undefined, 3, 3, 2);
		const oneByOne = { maxRequestsInFlight: 1 };
		const { json } = await bench.run(operation, { returnAll: true, options: oneByOne });
		expect(json).toHaveLength(8);
	});

	it('is asked until a page is empty where the last one was full', async () => {
		pages('/templates', 3, undefined, 3, 3, 0);
		const { json } = await bench.run('template.getAll', { returnAll: true });
		expect(json).toHaveLength(6);
		expect(bench.requests).toHaveLength(3);
	});

	it('is asked until the total of the flows is there, though a page is short', async () => {
		pages('/flows', 3, 7, 3, 1, 3);
		const oneByOne = { maxRequestsInFlight: 1 }; // the pages above come in this order, whoever asks
		const { json } = await bench.run('flow.getAll', { returnAll: true, options: oneByOne });
		expect(json).toHaveLength(7);
		expect(bench.requests).toHaveLength(3);
	});

	it('is not asked for the total of the templates, which counts those of others', async () => {
		pages('/templates', 3, 5_000, 3, 2);
		const { json } = await bench.run('template.getAll', { returnAll: true });
		expect(json).toHaveLength(5);
		expect(bench.requests).toHaveLength(2);
	});

	it('is not left early for a total of templates that is too small', async () => {
		pages('/templates', 3, 3, 3, 1);
		const { json } = await bench.run('template.getAll', { returnAll: true });
		expect(json).toHaveLength(4);
	});

	it('is asked no more often than the limit needs', async () => {
		pages('/flows', 3, undefined, 3, 3, 3, 3);
		const { json } = await bench.run('flow.getAll', { limit: 5 });
		expect(json).toHaveLength(5);
		expect(bench.requests).toEqual([1, 2].map((number) => `GET /flows?${PAGE(number, 5)}`));
	});
});

describe('A host that ignores the number of the page', () => {
	const bench = new Bench({ seed: 'empty' });
	const data = [{ id: 'a' }, { id: 'b' }];

	test.each([
		['and says so', { page: 1, perPage: 2 }],
		['and does not say so', { perPage: 2 }],
	])('%s, is not asked forever', async (_, meta) => {
		bench.sandbox.faults.add({ path: '/flows', effect: { body: { data, meta } } });
		const { error, json } = await bench.run('flow.getAll', { returnAll: true });
		expect(told(error)).toMatchObject({
			message: 'FlowMate sent the same page of the flows again [item 0]',
			description: "It ignores page numbers. Turn off 'Return All' and set 'Limit' to at most 1000.",
		});
		expect(json).toEqual([]);
		expect(bench.requests).toHaveLength(2);
	});
});

describe('A list that breaks in the middle', () => {
	const bench = new Bench({ seed: { users: 1, flows: 1_200 } });

	it('is an error and not half a list', async () => {
		bench.sandbox.faults.add({ path: '/flows', skip: 1, effect: { status: 500 } });
		const { error, json } = await bench.run('flow.getAll', { returnAll: true });
		expect(told(error)).toMatchObject({
			message: 'FlowMate could not handle the request for the flows (HTTP 500) [item 0]',
		});
		expect(json).toEqual([]);
	});
});

describe('A list that is longer than n8n takes from one item', () => {
	const bench = new Bench({ seed: 'empty' });
	const described = {
		message: 'There are more of the flows than n8n can take from one item [item 0]',
		description:
			"Narrow them down with 'Filters', or turn off 'Return All' and set 'Limit' to at most 100000",
	};

	it('is refused as soon as the first page tells, and not read to the end', async () => {
		const data = [{ id: 'a' }, { id: 'b' }];
		const meta = { page: 1, perPage: 2, total: 100_001 };
		bench.sandbox.faults.add({ path: '/flows', effect: { body: { data, meta } } });
		const { error } = await bench.run('flow.getAll', { returnAll: true });
		expect(told(error)).toMatchObject(described);
		expect(bench.requests).toHaveLength(1);
	});
});
