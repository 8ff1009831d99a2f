import type { IDataObject } from 'n8n-workflow';
import { Bench, bookId, by, byId, told } from '../shelf/bench';

const bench = new Bench();

const VALUE = byId('={{ $json.book }}');
const itemsOf = (...books: unknown[]) => books.map((book) => ({ book }) as IDataObject);
const links = (items: Array<{ pairedItem?: unknown }>) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

describe('An operation', () => {
	test.each([
		['from the list', by('list', bookId(7))],
		['by ID', by('id', bookId(7))],
		['by URL', by('url', 'https://shelf.example/books/b000007?tab=loans')],
	])('takes its record %s and becomes a request', async (_, book) => {
		const { json, error } = await bench.run('book.get', { book });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ id: 'b000007', title: 'Book 7', author: 'Le Guin', status: 'available' }]);
		expect(bench.server.asked).toEqual(['GET /books/b000007']);
	});

	it('gives all that the server sends without Simplify', async () => {
		const { json } = await bench.run('book.get', { book: byId(bookId(7)), simplify: false });
		expect(json).toEqual([bench.server.books.get(bookId(7))]);
	});

	it('sends its parameters as JSON and leaves out what was not added', async () => {
		const { json } = await bench.run('loan.create', { book: byId(bookId(7)), reader: 'ada' });
		expect(bench.server.asked).toEqual(['POST /books/b000007/loans {"reader":"ada"}']);
		expect(json).toEqual([{ id: 'l000001', book: 'b000007', reader: 'ada', dueDate: '2026-12-20' }]);
	});

	it('reads a date in the time zone of the workflow', async () => {
		const additionalFields = { dueDate: '2026-11-30T23:30:00Z' };
		const settings = { timezone: 'Europe/Berlin' };
		await bench.run('loan.create', { book: byId(bookId(7)), reader: 'ada', additionalFields }, { settings });
		expect(bench.server.asked).toEqual(['POST /books/b000007/loans {"reader":"ada","dueDate":"2026-12-01"}']);
	});

	it('may read an answer in its own way', async () => {
		const { json } = await bench.run('book.delete', { book: byId(bookId(7)) });
		expect(json).toEqual([{ deleted: true, id: 'b000007' }]);
		expect(bench.server.books.has(bookId(7))).toBe(false);
	});

	it('refuses what cannot become a request before it sends anything', async () => {
		const { error } = await bench.run('book.get', { book: byId('={{ "../loans" }}') });
		expect(told(error)).toMatchObject({
			message: '\'Book\' is not the ID of a book: "../loans" [item 0]',
			description: "Shelf's IDs have a letter and 6 digits. Choose a book from the list, or enter its ID.",
		});
		expect(bench.server.asked).toEqual([]);
	});

	it('tells of an answer that is no success in the words of the service', async () => {
		const { error } = await bench.run('book.get', { book: byId('b999999') });
		expect(told(error)).toEqual({
			message: "There is no book 'b999999' [item 0]",
			description: "Check 'Book'",
			httpCode: '404',
		});
	});

	it('does not follow an answer to another address', async () => {
		bench.server.faults.push({ status: 302, headers: { location: 'http://127.0.0.1:1/books' } });
		const { error } = await bench.run('book.get', { book: byId(bookId(7)) });
		expect(error).toMatchObject({ httpCode: '302' });
		expect(bench.server.asked).toHaveLength(1);
	});

	it('is told by the credential test that the address and the token are right', async () => {
		expect(await bench.engine.testCredential(bench.credential)).toMatchObject({ status: 'OK' });
		const other = bench.credentialWith({ token: 'another' });
		expect(await bench.engine.testCredential(other)).toMatchObject({ status: 'Error' });
	});

	it('fails for good with a token that the server does not accept', async () => {
		const credential = bench.credentialWith({ token: 'another' });
		const { error } = await bench.run('book.get', { book: byId(bookId(7)) }, { credential });
		expect(told(error)).toMatchObject({
			message: 'Shelf did not accept the token [item 0]',
			httpCode: '401',
		});
		expect(bench.server.asked).toHaveLength(1);
	});
});

describe('Several items', () => {
	it('are linked to the output items that came of them', async () => {
		const { items, json } = await bench.run(
			'book.get',
			{ book: VALUE },
			{ items: itemsOf(bookId(3), bookId(1), bookId(3)) },
		);
		expect(json.map(({ title }) => title)).toEqual(['Book 3', 'Book 1', 'Book 3']);
		expect(links(items)).toEqual([0, 1, 2]);
	});

	it('are linked to each record of their lists', async () => {
		const { items } = await bench.run('book.getAll', { limit: 2 }, { items: [{}, {}] });
		expect(links(items)).toEqual([0, 0, 1, 1]);
	});

	it('stop at one that fails, which the message names', async () => {
		const given = itemsOf(bookId(1), 'x', bookId(2));
		const { items, error } = await bench.run('book.get', { book: VALUE }, { items: given });
		expect(items).toEqual([]);
		expect(error).toMatchObject({
			message: '\'Book\' is not the ID of a book: "x" [item 1]',
			context: { itemIndex: 1 },
		});
	});

	it('go on after one that fails, whose item tells why', async () => {
		const { items, json, error } = await bench.run(
			'book.get',
			{ book: VALUE },
			{ items: itemsOf(bookId(1), 'b999999', bookId(2)), onError: 'continueRegularOutput' },
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([
			{ title: 'Book 1' },
			{ error: "There is no book 'b999999' [item 1]", message: "Check 'Book'" },
			{ title: 'Book 2' },
		]);
		expect(links(items)).toEqual([0, 1, 2]);
	});

	it('that fail go to the error output with their own data', async () => {
		const { items, errorItems } = await bench.run(
			'book.get',
			{ book: VALUE },
			{ items: itemsOf(bookId(1), 'b999999', bookId(2)), onError: 'continueErrorOutput' },
		);
		expect(links(items)).toEqual([0, 2]);
		expect(errorItems).toMatchObject([
			{
				json: { book: 'b999999', error: "There is no book 'b999999' [item 1]" },
				pairedItem: { item: 1 },
			},
		]);
	});
});
