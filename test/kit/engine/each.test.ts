import type { IDataObject } from 'n8n-workflow';
import { performEach } from '../../../nodes/FlowMate/kit/each';
import { entry } from '../../../nodes/FlowMate/kit/parameter';
import { filledText, options } from '../../../nodes/FlowMate/kit/parameters';
import { maxRequestsInFlight } from '../../../nodes/FlowMate/kit/scope';
import { Bench, bookId, byId, told } from '../shelf/bench';
import { customOperations } from '../shelf/nodes/Shelf/resources';
import { create } from '../shelf/nodes/Shelf/resources/loan/create';
import { shelf } from '../shelf/nodes/Shelf/service';
import { TOKEN } from '../shelf/server';

/** Lending, taken by the node for all input items itself; the engine loads the node with the same modules as this test. */
customOperations.loan = { create: performEach(shelf, create) };

const bench = new Bench();

const loansOf = (...books: string[]) => books.map((book) => ({ book, reader: `of ${book}` }));
const lend = async (items: IDataObject[], options: object = {}, parameters: IDataObject = {}) =>
	await bench.run(
		'loan.create',
		{ book: byId('={{ $json.book }}'), reader: '={{ $json.reader }}', ...parameters },
		{ items, ...options },
	);

describe('An operation on each of all input items', () => {
	it('works on them side by side, and gives what comes of each in their order', async () => {
		bench.server.together = { count: 3 };
		const { items, error } = await lend(loansOf(bookId(1), bookId(3), bookId(4)));
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.book, json.reader, pairedItem])).toEqual([
			[bookId(1), `of ${bookId(1)}`, { item: 0 }],
			[bookId(3), `of ${bookId(3)}`, { item: 1 }],
			[bookId(4), `of ${bookId(4)}`, { item: 2 }],
		]);
		expect(bench.server.mostInFlight).toBe(3);
	});

	it('keeps to the requests in flight', async () => {
		bench.server.together = { count: 4 };
		const books = Array.from({ length: 20 }, (_, index) => bookId(index + 3));
		await lend(loansOf(...books), {}, { options: { maxRequestsInFlight: 4 } });
		expect(bench.server.mostInFlight).toBe(4);
	});

	it('fails after all were done, by the first that was not, and says of the others that they were', async () => {
		const { error, items } = await lend(loansOf(bookId(1), 'x', bookId(3), 'y'));
		expect(items).toEqual([]);
		expect(told(error)).toMatchObject({
			message: '\'Book\' is not the ID of a book: "x" [item 1]',
			description: expect.stringMatching(
				/Choose a book from the list, or enter its ID\. 2 of 4 items were not done, or not in full\. The other 2 need not be done again\.$/,
			),
		});
		expect(bench.server.loans.map(({ book }) => book)).toEqual([bookId(1), bookId(3)]);
	});

	it('says no more than that where there is one item', async () => {
		const { error } = await lend(loansOf('x'));
		expect(told(error).description).toMatch(/or enter its ID\.$/);
	});

	it('gives an error in the place of the item where the node goes on', async () => {
		const { items, error } = await lend(loansOf(bookId(1), 'x', bookId(3)), {
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.book ?? json.error, pairedItem])).toEqual([
			[bookId(1), { item: 0 }],
			['\'Book\' is not the ID of a book: "x" [item 1]', { item: 1 }],
			[bookId(3), { item: 2 }],
		]);
	});

	it('sends what failed to the error output', async () => {
		const { json, errorItems } = await lend(loansOf(bookId(1), 'x'), { onError: 'continueErrorOutput' });
		expect(json).toMatchObject([{ book: bookId(1) }]);
		expect(errorItems).toMatchObject([
			{ json: { book: 'x', error: expect.stringContaining('[item 1]') }, pairedItem: { item: 1 } },
		]);
	});

	it('goes by the time-out that the user set', async () => {
		bench.server.faults.push('hang');
		const { error } = await lend(loansOf(bookId(1)), {}, { requestOptions: { timeout: 50 } });
		expect(error?.message).toContain('Shelf did not answer in time');
	});

	it.each([
		['so many at a time', { batchSize: 2, batchInterval: 60_000 }, 120_000],
		['one at a time for 0 of them', { batchSize: 0, batchInterval: 60_000 }, 240_000],
		['all at once for -1 of them', { batchSize: -1, batchInterval: 60_000 }, 0],
		['all at once without an interval', { batchSize: 2, batchInterval: 0 }, 0],
	])('begins with %s', async (_, batch, passed) => {
		const books = Array.from({ length: 5 }, (__, index) => bookId(index + 3));
		const { json } = await lend(loansOf(...books), {}, { requestOptions: { batching: { batch } } });
		expect(json).toHaveLength(5);
		expect(bench.clock.passed).toBe(passed);
	});

	it('acts as the user of each item', async () => {
		const users: unknown[] = [];
		const accepted = ({ maxRequestsInFlight: user }: IDataObject) => void users.push(user);
		// Any option will do.
		const actsAs = entry(options, filledText(maxRequestsInFlight.property));
		bench.describe({ actsAs, accepted });
		await lend(
			loansOf(bookId(1), bookId(3)).map((item, index) => ({ ...item, user: String(index + 7) })),
			{},
			{
				options: { maxRequestsInFlight: '={{ $json.user }}' },
			},
		);
		expect(users.sort()).toEqual(['7', '8']);
	});

	it.each([
		['the second', 2, (index: number) => index % 2],
		['the last', 20, (index: number) => Math.floor(index / 19)],
	])('refuses a credential that is another one for %s item', async (_, count, of) => {
		const items = Array.from({ length: count }, (__, index) => ({
			...loansOf(bookId(3))[0],
			token: of(index) === 0 ? TOKEN : 'another',
		}));
		const credential = bench.credentialWith({ token: '={{ $json.token }}' });
		const { error } = await lend(items, { credential });
		expect(error?.message).toMatch(/^The Shelf credential is another one for item \d+ than for the first$/);
		expect(bench.server.asked).toEqual([]);
	});

	it('begins with nothing more when the execution is cancelled', async () => {
		bench.server.faults.push('hang');
		const { executionData } = await lend(
			loansOf(bookId(1), bookId(3), bookId(4)),
			{ cancelWhen: () => bench.server.asked.length > 0 },
			{ options: { maxRequestsInFlight: 1 } },
		);
		expect(executionData.status).toBe('canceled');
		expect(bench.server.asked).toHaveLength(1);
	});
});
