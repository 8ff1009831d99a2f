import { Bench, bookId, byId, told } from '../shelf/bench';

const bench = new Bench({ books: 230 });

const pages = (size: number, ...numbers: number[]) =>
	numbers.map((page) => `GET /books?page=${page}&size=${size}`);
const ids = (json: Array<{ id?: unknown }>) => json.map(({ id }) => id);
const books = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => bookId(from + index));

describe('A list in numbered pages', () => {
	test.each([
		['in one request where they fit into a page', { limit: 7 }, 7, pages(7, 1)],
		['in pages as large as the server gives them', { limit: 150 }, 150, pages(100, 1, 2)],
		['until they end before the limit does', { limit: 5_000 }, 230, pages(100, 1, 2, 3)],
		['all of them', { returnAll: true }, 230, pages(100, 1, 2, 3)],
	])('gives records %s', async (_, parameters, count, requests) => {
		const { json } = await bench.run('book.getAll', parameters);
		expect(ids(json)).toEqual(books(1, count));
		expect([...bench.server.asked].sort()).toEqual(requests);
	});

	it('asks for the pages behind the first side by side, and keeps their order', async () => {
		bench.server.together = { after: 1, count: 2 };
		const { json } = await bench.run('book.getAll', { returnAll: true });
		expect(ids(json)).toEqual(books(1, 230));
		expect(bench.server.mostInFlight).toBe(2);
	});

	it('asks for them one after another where one request is allowed at a time', async () => {
		const options = { maxRequestsInFlight: 1 };
		await bench.run('book.getAll', { returnAll: true, options });
		expect(bench.server.mostInFlight).toBe(1);
	});

	it('goes by the page size of the server, which may be smaller than the one asked for', async () => {
		bench.server.perPage = 50;
		const { json } = await bench.run('book.getAll', { returnAll: true });
		expect(ids(json)).toEqual(books(1, 230));
		expect(bench.server.asked).toHaveLength(5);
	});

	it('ends with a short page where the server tells no total', async () => {
		bench.server.tellsPaging = false;
		const { json } = await bench.run('book.getAll', { returnAll: true });
		expect(ids(json)).toEqual(books(1, 230));
		expect(bench.server.asked).toEqual(pages(100, 1, 2, 3));
	});

	it('is selected by the server', async () => {
		await bench.run('book.getAll', { filters: { status: 'lent' } });
		expect(bench.server.asked).toEqual(['GET /books?status=lent&page=1&size=50']);
	});

	it('is selected by the node where the server has no such filter, whatever the limit', async () => {
		const { json } = await bench.run('book.getAll', { limit: 40, filters: { author: 'Lem' } });
		expect(json).toHaveLength(40);
		expect(json.every(({ author }) => author === 'Lem')).toBe(true);
		expect(bench.server.asked.slice(0, 2)).toEqual(pages(100, 1, 2));
	});

	test.each([
		['and says so', true],
		['and does not say so', false],
	])('is not asked forever where the server ignores page numbers, %s', async (_, tellsPaging) => {
		Object.assign(bench.server, { ignoresPage: true, tellsPaging });
		const { error, json } = await bench.run('book.getAll', {
			returnAll: true,
			options: { maxRequestsInFlight: 1 },
		});
		expect(told(error)).toMatchObject({
			message: 'Shelf sent the same page of the books again [item 0]',
			description: "It ignores page numbers. Turn off 'Return All' and set 'Limit' to at most 100.",
		});
		expect([json, bench.server.asked.length]).toEqual([[], 2]);
	});

	it('is an error and not half a list where a page fails', async () => {
		bench.server.faults.push('none', { status: 400 });
		const { error, json } = await bench.run('book.getAll', { returnAll: true });
		expect(told(error)).toMatchObject({
			message: 'Shelf could not handle the request for the books (HTTP 400) [item 0]',
		});
		expect(json).toEqual([]);
	});

	it('is an error where a page is no list', async () => {
		bench.server.faults.push({ status: 200, body: { result: { id: 'b000001' } } });
		expect(told((await bench.run('book.getAll')).error)).toMatchObject({
			message: "Shelf's answer about the books could not be read [item 0]",
		});
	});

	it('is refused as soon as the first page tells that it is longer than n8n can take', async () => {
		const paging = { page: 1, size: 1, total: 100_001 };
		bench.server.faults.push({ status: 200, body: { result: [{ id: 'b000001' }], paging } });
		expect(told((await bench.run('book.getAll', { returnAll: true })).error)).toMatchObject({
			message: 'There are more of the books than n8n can take from one item [item 0]',
			description:
				"Narrow them down with 'Filters', or turn off 'Return All' and set 'Limit' to at most 100000",
		});
		expect(bench.server.asked).toHaveLength(1);
	});

	test.each([
		[0, "'Limit' must be a whole number above 0: 0 [item 0]"],
		[-1, "'Limit' must be a whole number above 0: -1 [item 0]"],
		[1.5, "'Limit' must be a whole number above 0: 1.5 [item 0]"],
		['many', '\'Limit\' must be a whole number above 0: "many" [item 0]'],
		['', "'Limit' is empty: its expression gave nothing for this item [item 0]"],
	])('refuses the limit %j', async (limit, message) => {
		const { error } = await bench.run('book.getAll', { limit: `={{ ${JSON.stringify(limit)} }}` });
		expect(told(error)).toMatchObject({ message });
		expect(bench.server.asked).toEqual([]);
	});

	it('does not take a filter whose expression found nothing for none', async () => {
		const { error } = await bench.run('book.getAll', { filters: { status: '={{ $json.missing }}' } });
		expect(told(error)).toMatchObject({
			message: "'Status' is empty: its expression gave nothing for this item [item 0]",
		});
	});
});

describe('A list whose pages lead to the next', () => {
	beforeEach(async () => {
		for (let number = 1; number <= 5; number++) {
			await bench.run('loan.create', { book: byId(bookId(number)), reader: 'ada' });
		}
		bench.server.requests.length = 0;
	});

	test.each([
		['all', { returnAll: true }, 5, ['/loans', '/loans?after=l000002', '/loans?after=l000004']],
		['no more pages than the limit needs', { limit: 2 }, 2, ['/loans']],
		['the part of a page that is wanted', { limit: 3 }, 3, ['/loans', '/loans?after=l000002']],
	])('gives %s', async (_, parameters, count, paths) => {
		const { json } = await bench.run('loan.getAll', parameters);
		expect(ids(json)).toEqual(Array.from({ length: count }, (__, index) => `l00000${index + 1}`));
		expect(bench.server.asked).toEqual(paths.map((path) => `GET ${path}`));
	});

	it('is not followed in a circle', async () => {
		const page = { status: 200, body: { result: [{ id: 'l000001' }], next: '/loans?after=l000001' } };
		bench.server.faults.push(page, page);
		expect(told((await bench.run('loan.getAll', { returnAll: true })).error)).toMatchObject({
			message: 'Shelf sent the same page of the loans again [item 0]',
			description: "Turn off 'Return All' and set 'Limit' to the number of records you need",
		});
		expect(bench.server.asked).toHaveLength(2);
	});

	it('is an error and not half a list where a page fails', async () => {
		bench.server.faults.push('none', { status: 400 });
		const { error, json } = await bench.run('loan.getAll', { returnAll: true });
		expect(error).toMatchObject({ httpCode: '400' });
		expect(json).toEqual([]);
	});
});

describe('A list in the editor', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await bench.engine.listSearch({
			node: 'shelf',
			method: 'searchBooks',
			credential: bench.credential,
			filter,
			paginationToken,
		});

	it('is filled a page at a time', async () => {
		const first = await search();
		expect(first.results.slice(0, 2)).toEqual([
			{ name: 'Book 1', value: 'b000001' },
			{ name: 'Book 2', value: 'b000002' },
		]);
		expect([first.results.length, first.paginationToken]).toEqual([20, '2']);
		const last = await search('', '12');
		expect([last.results.length, last.paginationToken]).toEqual([10, undefined]);
	});

	it('is searched by the text, without the blanks around it', async () => {
		expect((await search(' Book 229 ')).results).toEqual([{ name: 'Book 229', value: 'b000229' }]);
		expect(bench.server.asked).toEqual(['GET /books?title=Book 229&page=1&size=20']);
	});

	it('waits and repeats as the node does', async () => {
		bench.server.faults.push({ status: 503 }, { status: 429, headers: { 'retry-after': '3' } });
		expect((await search()).results).toHaveLength(20);
		expect(bench.server.times).toEqual([0, 1_000, 4_000]);
	});

	it('tells what went wrong', async () => {
		bench.server.faults.push({ status: 401 });
		await expect(search()).rejects.toMatchObject({ message: 'Shelf did not accept the token' });
	});
});
