import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';
import { wholeList } from '../../nodes/FlowMate/kit/list';
import { record } from '../../nodes/FlowMate/kit/done';
import { operation, type Operation } from '../../nodes/FlowMate/kit/operation';
import { perform } from '../../nodes/FlowMate/kit/perform';
import { NODE, serviceWith } from './scope';
import { bookLocator } from './shelf/nodes/Shelf/parameters';

const ANSWER = { statusCode: 200, headers: {}, body: { result: { id: 'b000007', title: 'Solaris' } } };

/** Runs an operation for one item as the engine does, with an answer to its requests. */
async function run(definition: Operation, parameters: IDataObject = {}, answer: object = ANSWER) {
	const sent: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => NODE,
		getTimezone: () => 'UTC',
		getCredentials: async () => await Promise.resolve({}),
		getItemIndex: () => 0,
		getInputData: () => ({ json: {} }),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		getNodeParameter: (name: string) => ({ returnAll: false, ...parameters })[name],
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, options: IHttpRequestOptions) => {
				sent.push(options);
				return answer;
			},
		},
	};
	const settings = { options: {} } as DeclarativeRestApiSettings.ResultOptions;
	const items: INodeExecutionData[] = await perform(serviceWith(), definition).call(
		context as unknown as IExecutePaginationFunctions,
		settings,
	);
	return {
		json: items.map(({ json }) => json),
		sent: sent.map(({ method, url }) => `${method} ${url}`),
		options: sent,
	};
}

const base = { name: 'Get', value: 'get', action: 'Get book', description: 'Retrieve a book' };
const get = operation({ ...base, method: 'GET', path: ['books', bookLocator], done: record('id') });
const book = { book: 'b000007' };

describe('An operation', () => {
	it('is its method, its path, and the record of the answer', async () => {
		const { json, sent } = await run(get, book);
		expect([json, sent]).toEqual([[{ id: 'b000007', title: 'Solaris' }], ['GET /books/b000007']]);
	});

	it('may send a query, a body, and headers that depend on it', async () => {
		const { options } = await run(
			{
				...get,
				query: () => ({ lang: 'pl' }),
				body: (_item, [id]) => ({ id }),
				headers: (_item, body) => ({ 'x-length': JSON.stringify(body).length }),
			},
			book,
		);
		expect(options).toMatchObject([
			{ qs: { lang: 'pl' }, body: '{"id":"b000007"}', headers: { 'x-length': 16 } },
		]);
	});

	it('may take a neighbouring path, and be about something else then', async () => {
		const routed: Operation = {
			...get,
			route: (_item, [id]) => ({
				path: ['shelves', id, 'books'],
				subject: { what: `shelf '${id}'`, parameter: "'Shelf'" },
			}),
		};
		expect((await run(routed, book)).sent).toEqual(['GET /shelves/b000007/books']);
		await expect(run(routed, book, { ...ANSWER, statusCode: 404 })).rejects.toThrow(
			"There is no shelf 'b000007'",
		);
		expect((await run({ ...get, route: () => undefined }, book)).sent).toEqual(['GET /books/b000007']);
	});

	it('may look before it acts, and not act', async () => {
		const before = jest.fn(async (item) => await Promise.reject(item.badInput('Not today', 'Come tomorrow')));
		const request = jest.fn();
		await expect(run({ ...get, before, query: request }, book)).rejects.toThrow('Not today [item 0]');
		expect(before).toHaveBeenCalledWith(expect.anything(), ['b000007']);
		expect(request).not.toHaveBeenCalled();
	});

	it('may make something else of the record', async () => {
		const { json } = await run({ ...get, result: (_item, record, [id]) => ({ [id]: record.title }) }, book);
		expect(json).toEqual([{ b000007: 'Solaris' }]);
	});

	it('may read the whole answer instead', async () => {
		const read: Operation['read'] = (_item, { statusCode, repeated }, ids, { what }) => [
			{ statusCode, repeated },
			{ ids, what },
		];
		const { json } = await run({ ...get, read }, book);
		expect(json).toEqual([
			{ statusCode: 200, repeated: false },
			{ ids: ['b000007'], what: "book 'b000007'" },
		]);
	});

	it('may make its own requests', async () => {
		const definition: Operation = {
			...get,
			async run(item, [id], subject) {
				const path = `/books/${id}/draft`;
				const draft = await item.fetchOne({ method: 'GET', path, subject });
				return [draft, { id, subject: subject.what }];
			},
		};
		const { json, sent } = await run(definition, book);
		expect(json).toEqual([
			{ id: 'b000007', title: 'Solaris' },
			{ id: 'b000007', subject: "book 'b000007'" },
		]);
		expect(sent).toEqual(['GET /books/b000007/draft']);
	});

	it('waits as long as it needs', async () => {
		expect((await run({ ...get, timeout: 360_000 }, book)).options).toMatchObject([{ timeout: 360_000 }]);
	});

	it('sends nothing where a parameter cannot be read', async () => {
		await expect(run(get, { book: 'dune' })).rejects.toThrow(
			'\'Book\' is not the ID of a book: "dune" [item 0]',
		);
	});
});

describe('A list that comes whole', () => {
	const records = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
	const list: Operation = {
		...base,
		method: 'GET',
		path: ['books'],
		list: wholeList((_scope, { body }) => body as IDataObject[]),
	};
	const listed = async (parameters: IDataObject, other: Partial<Operation> = {}) =>
		(await run({ ...list, ...other }, parameters, { ...ANSWER, body: records })).json;

	it('is cut at the limit', async () => {
		expect(await listed({ limit: 3 })).toEqual(records.slice(0, 3));
		expect(await listed({ returnAll: true })).toEqual(records);
	});

	it('is cut after the node selected from it', async () => {
		expect(
			await listed(
				{ limit: 1 },
				{
					keep:
						() =>
						({ id }) =>
							Number(id) > 2,
				},
			),
		).toEqual([{ id: 3 }]);
	});

	it('has each record made into something else', async () => {
		const result: Operation['result'] = async (_item, { id }) => ({ number: id });
		expect(await listed({ limit: 2 }, { result })).toEqual([{ number: 1 }, { number: 2 }]);
	});

	it('is refused where it is longer than n8n can take', async () => {
		const many = Array.from({ length: 100_001 }, () => ({}));
		await expect(run(list, { returnAll: true }, { ...ANSWER, body: many })).rejects.toThrow(
			'There are more of the books than n8n can take from one item',
		);
		expect((await run(list, { limit: 5 }, { ...ANSWER, body: many })).json).toHaveLength(5);
	});
});
