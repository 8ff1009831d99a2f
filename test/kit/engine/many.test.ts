import type { IDataObject } from 'n8n-workflow';
import { entry } from '../../../nodes/FlowMate/kit/parameter';
import { filledText, options } from '../../../nodes/FlowMate/kit/parameters';
import { maxRequestsInFlight } from '../../../nodes/FlowMate/kit/scope';
import { Bench, bookId, byId, told } from '../shelf/bench';
import { TOKEN } from '../shelf/server';

const bench = new Bench();

const itemsOf = (...ids: unknown[]) => ids.map((id) => ({ id }) as IDataObject);
const withdraw = async (items: IDataObject[], options: object = {}, parameters: IDataObject = {}) =>
	await bench.run('book.withdrawMany', parameters, { items, ...options });

const LENT = bookId(2);
beforeEach(() => void (bench.server.books.get(LENT)!.status = 'lent'));

describe('An operation over many', () => {
	it('works on all input items at once and gives an outcome for each', async () => {
		bench.server.together = { count: 3 };
		const { items, error } = await withdraw(itemsOf(bookId(1), bookId(3), bookId(4)));
		expect(error).toBeUndefined();
		expect(items).toEqual(
			[bookId(1), bookId(3), bookId(4)].map((id, item) =>
				expect.objectContaining({ json: { id, status: 'withdrawn' }, pairedItem: { item } }),
			),
		);
		expect(bench.server.mostInFlight).toBe(3);
	});

	it('reads its parameters once, for the first item', async () => {
		const items = [{ book: bookId(1) }, { book: bookId(3) }];
		const { json } = await withdraw(items, {}, { idField: 'book' });
		expect(json.map(({ id }) => id)).toEqual([bookId(1), bookId(3)]);
	});

	it('keeps to the requests in flight', async () => {
		bench.server.together = { count: 4 };
		const items = itemsOf(...Array.from({ length: 20 }, (_, index) => bookId(index + 3)));
		await withdraw(items, {}, { options: { maxRequestsInFlight: 4 } });
		expect(bench.server.mostInFlight).toBe(4);
	});

	it('goes by the time-out that the user set', async () => {
		bench.server.faults.push('hang', 'hang', 'hang', 'hang');
		const { error } = await withdraw(itemsOf(bookId(1)), {}, { requestOptions: { timeout: 50 } });
		expect(error?.message).toContain('Shelf did not answer in time');
	});

	it('does all that can be done, then says what could not', async () => {
		const { error, items } = await withdraw(itemsOf(bookId(1), LENT, 'x'));
		expect(items).toEqual([]);
		expect(told(error)).toMatchObject({
			message: '2 of 3 books were not withdrawn',
			description: expect.stringContaining(
				"The other one need not be withdrawn again. Shelf refuses this for book 'b000002': It is lent. Return the book first. The field 'id' is not the ID of a book (a letter and 6 digits) [item 2].",
			),
			httpCode: '409',
		});
		expect(bench.server.books.get(bookId(1))?.status).toBe('withdrawn');
	});

	it('gives the outcome of each where the node goes on', async () => {
		const { json, error } = await withdraw(itemsOf(bookId(1), LENT), { onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{ id: bookId(1), status: 'withdrawn' },
			{
				id: LENT,
				error: {
					code: 409,
					message: "Shelf refuses this for book 'b000002': It is lent. Return the book first",
				},
			},
		]);
	});

	it('sends what failed to the error output', async () => {
		const { json, errorItems } = await withdraw(itemsOf(bookId(1), LENT), { onError: 'continueErrorOutput' });
		expect(json).toEqual([{ id: bookId(1), status: 'withdrawn' }]);
		expect(errorItems).toMatchObject([
			{
				json: {
					id: LENT,
					error: "Shelf refuses this for book 'b000002': It is lent. Return the book first",
					message: `${LENT} (409)`,
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('fails as a whole where its parameters cannot be read', async () => {
		const parameters = { idField: '={{ "" }}' };
		const { error } = await withdraw(itemsOf(bookId(1)), {}, parameters);
		expect(told(error)).toMatchObject({
			message: "'ID Field' is empty: its expression gave nothing for this item [item 0]",
		});
		const { json } = await withdraw(
			itemsOf(bookId(1), LENT),
			{ onError: 'continueRegularOutput' },
			parameters,
		);
		expect(json).toMatchObject([
			{ error: "'ID Field' is empty: its expression gave nothing for this item [item 0]" },
			{},
		]);
	});

	it('refuses a parameter that gives another value for another item, before anything is sent', async () => {
		const items = [{ id: bookId(1) }, { id: bookId(3) }];
		const message = "'ID Field' gives something else here than for the first item [item 1]";
		const description =
			'It is read once for all items: use an expression that gives the same for each of them';
		const differing = { idField: '={{ $json.id }}' };
		const { error } = await withdraw(items, {}, differing);
		expect(told(error)).toMatchObject({ message, description });
		const { json } = await withdraw(items, { onError: 'continueRegularOutput' }, differing);
		expect(json).toEqual(Array(2).fill({ error: message, message: description }));
		expect(bench.server.asked).toEqual([]);
	});

	it('takes a parameter that gives the same for all items, or does not depend on them', async () => {
		const items = [1, 3].map((number) => ({ id: bookId(number), field: 'id', at: number }));
		const alike = await withdraw(items, {}, { idField: '={{ $json.field }}' });
		const random = await withdraw(items, {}, { idField: '={{ Math.random() < 2 ? "id" : $now }}' });
		expect([alike.json.length, random.json.length]).toEqual([2, 2]);
	});

	it('works user by user where the items act as several, and keeps their order', async () => {
		const users: unknown[] = [];
		const accepted = ({ maxRequestsInFlight: user }: IDataObject) => void users.push(user);
		// Any option will do.
		const actsAs = entry(options, filledText(maxRequestsInFlight.property));
		bench.describe({ actsAs, accepted });
		const readers = [1, 3, 4].map((number, index) => ({
			id: bookId(number),
			reader: ['7', '8', '7'][index],
		}));
		const { items } = await withdraw(
			readers,
			{},
			{ options: { maxRequestsInFlight: '={{ $json.reader }}' } },
		);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[bookId(1), { item: 0 }],
			[bookId(3), { item: 1 }],
			[bookId(4), { item: 2 }],
		]);
		expect(users).toEqual(['7', '7', '8']);
	});

	it('refuses a credential that is another one for some of the items', async () => {
		const items = [
			{ id: bookId(1), token: TOKEN },
			{ id: bookId(3), token: 'another' },
		];
		const credential = bench.credentialWith({ token: '={{ $json.token }}' });
		const { error } = await withdraw(items, { credential });
		expect(error?.message).toBe('The Shelf credential is another one for item 1 than for the first');
		expect(bench.server.asked).toEqual([]);
	});

	it('ends when the execution is cancelled', async () => {
		bench.server.faults.push('hang');
		const { executionData } = await withdraw(itemsOf(bookId(1)), {
			cancelWhen: () => bench.server.asked.length > 0,
		});
		expect(executionData.status).toBe('canceled');
		expect(bench.server.asked).toHaveLength(1);
	});
});

const MODEL = "={{ $fromAI('value', 'What the model gives', 'string') }}";

describe.each(['agent', 'direct'] as const)('As a tool (%s)', (by) => {
	const call = async (operationName: string, parameters: IDataObject, value: unknown = '') => {
		const [resource, operation] = operationName.split('.');
		const { text } = await bench.engine.runAsTool({
			node: 'shelf',
			parameters: { resource, operation, ...parameters },
			input: { value } as IDataObject,
			credential: bench.credential,
			by,
		});
		return text;
	};
	const read = async (parameters: IDataObject) =>
		(JSON.parse(await call('book.get', { book: byId(bookId(7)), ...parameters })) as IDataObject[])[0];

	it('the node reads what the model gives', async () => {
		expect(await call('book.get', { book: byId(MODEL) }, bookId(7))).toContain('Book 7');
	});

	it('the node tells a model in the message itself what to do', async () => {
		const text = await call('book.get', { book: byId(MODEL) }, 'dune');
		expect(text.replaceAll('\\', '')).toContain(
			`'Book' is not the ID of a book: "dune". Shelf's IDs have a letter and 6 digits.`,
		);
	});

	it('the output is simplified unless somebody chose otherwise', async () => {
		expect(Object.keys(await read({}))).toEqual(['id', 'title', 'author', 'status']);
		expect(await read({ output: 'raw' })).toEqual(bench.server.books.get(bookId(7)));
	});

	test.each(['title, addedAt', '["title","addedAt"]', 'title addedAt', ' id;title;addedAt '])(
		'the output has the fields %j, and always the ID',
		async (outputFields) => {
			expect(await read({ output: 'selected', outputFields })).toEqual({
				id: bookId(7),
				title: 'Book 7',
				addedAt: '2026-01-01',
			});
		},
	);

	it('unknown fields are refused before anything is sent, with those there are', async () => {
		const text = await call('book.get', {
			book: byId(bookId(7)),
			output: 'selected',
			outputFields: 'title, pages',
		});
		expect(text).toContain("'Fields' has names that no field has: pages");
		expect(text).toContain('Choose from these: id, title, author, status, place, addedAt');
		expect(bench.server.asked).toEqual([]);
	});

	it('a list is read with the fields that were chosen', async () => {
		const text = await call('book.getAll', { limit: 2, output: 'selected', outputFields: 'title' });
		expect(JSON.parse(text)).toEqual([
			{ id: bookId(1), title: 'Book 1' },
			{ id: bookId(2), title: 'Book 2' },
		]);
	});
});
