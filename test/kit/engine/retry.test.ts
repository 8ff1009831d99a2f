import { systemClock } from '../../../nodes/FlowMate/kit/clock';
import { Bench, bookId, byId, told } from '../shelf/bench';

const bench = new Bench();

const book = byId(bookId(7));
const get = async () => await bench.run('book.get', { book });
const lend = async () => await bench.run('loan.create', { book, reader: 'ada' });
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

describe('A request that may not have arrived', () => {
	test.each([
		['the server is not available', { status: 503 }],
		['a gateway answers with a web page', { status: 502, body: '<html>Bad Gateway</html>' }],
		['its answer is cut short', 'cut'],
		['the connection breaks off', 'reset'],
	] as const)('is repeated while %s: 1, 2 and 4 s later', async (_, fault) => {
		bench.server.faults.push(fault, fault, fault);
		const { json, error } = await get();
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ title: 'Book 7' }]);
		expect(bench.server.times).toEqual([0, 1_000, 3_000, 7_000]);
	});

	it('fails with the fourth attempt', async () => {
		bench.server.faults.push(...times(5, { status: 503 }));
		const { error } = await get();
		expect(told(error)).toEqual({
			message: "Shelf could not handle the request for book 'b000007' (HTTP 503) [item 0]",
			description: 'Try again in a few minutes',
			httpCode: '503',
		});
		expect(bench.server.asked).toHaveLength(4);
	});

	test.each([
		[
			{ status: 503 },
			"Shelf could not handle the request for book 'b000007' (HTTP 503) [item 0]",
			'Shelf may have carried this out. Check in Shelf before you repeat it.',
		],
		[
			'reset',
			'The connection to Shelf broke off [item 0]',
			'Shelf may have carried this out (ECONNRESET). Check in Shelf before you repeat it.',
		],
		[
			'cut',
			"Shelf's answer about book 'b000007' could not be read [item 0]",
			'Shelf may have carried this out. Check in Shelf before you repeat it.',
		],
	] as const)('is not repeated where it would be done twice, and says so: %j', async (...row) => {
		const [fault, message, description] = row;
		bench.server.faults.push(fault);
		const { error } = await lend();
		expect(told(error)).toMatchObject({ message, description });
		expect(bench.server.asked).toHaveLength(1);
	});

	it('counts as done when a delete finds nothing the second time', async () => {
		bench.server.faults.push('reset');
		const { json } = await bench.run('book.delete', { book });
		expect(json).toEqual([{ deleted: true, id: 'b000007' }]);
		expect(bench.server.asked).toHaveLength(2);
	});

	it('counts as refused when a delete finds nothing the first time', async () => {
		const { error } = await bench.run('book.delete', { book: byId('b999999') });
		expect(told(error)).toMatchObject({ message: "There is no book 'b999999' [item 0]", httpCode: '404' });
	});
});

describe('A request that came too fast', () => {
	const slowDown = (seconds?: number) => ({
		status: 429,
		...(seconds !== undefined && { headers: { 'retry-after': String(seconds) } }),
	});

	it('is repeated when the server says so, whatever it does', async () => {
		bench.server.faults.push(slowDown(30), slowDown(5));
		const { json } = await lend();
		expect(json).toMatchObject([{ reader: 'ada' }]);
		expect(bench.server.times).toEqual([0, 30_000, 35_000]);
		expect(bench.server.loans).toHaveLength(1);
	});

	it('is repeated later and later where the server says nothing', async () => {
		bench.server.faults.push(slowDown(), slowDown(), slowDown(), slowDown());
		await get();
		expect(bench.server.times).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
	});

	it('fails after ten waits', async () => {
		bench.server.faults.push(...times(20, slowDown(1)));
		const { error } = await get();
		expect(told(error)).toMatchObject({ message: 'Shelf asks to slow down [item 0]', httpCode: '429' });
		expect(bench.server.asked).toHaveLength(11);
	});

	it('fails at once where the server asks for more than two minutes', async () => {
		bench.server.faults.push(slowDown(121));
		expect((await get()).error).toMatchObject({ httpCode: '429' });
		expect(bench.clock.waits).toEqual([]);
	});
});

describe('An answer that cannot be read', () => {
	it('is no JSON', async () => {
		bench.server.faults.push({ status: 200, body: '<!doctype html><p>Welcome</p>' });
		expect(told((await get()).error)).toEqual({
			message: "Shelf answered with a web page when asked for book 'b000007' [item 0]",
			description: "Check 'Base URL' in the Shelf credential: it should be the address of the API",
			httpCode: '200',
		});
	});

	it('is no record', async () => {
		bench.server.faults.push({ status: 200, body: { result: ['b000007'] } });
		expect(told((await get()).error)).toMatchObject({
			message: "Shelf's answer about book 'b000007' could not be read [item 0]",
		});
	});
});

describe('A server that cannot be reached', () => {
	it('is not asked again', async () => {
		const credential = bench.credentialWith({ baseUrl: 'http://127.0.0.1:1' });
		const { error } = await bench.run('loan.create', { book, reader: 'ada' }, { credential });
		expect(told(error)).toMatchObject({
			message: 'Shelf refused the connection [item 0]',
			description:
				"Nothing was sent. Check 'Base URL' in the Shelf credential and the network of this n8n (ECONNREFUSED).",
		});
		expect(bench.clock.waits).toEqual([]);
	});

	it('is given up after the time that the user set', async () => {
		bench.server.faults.push('hang');
		const { error } = await bench.run('loan.create', {
			book,
			reader: 'ada',
			requestOptions: { timeout: 50 },
		});
		expect(error).toMatchObject({ message: 'Shelf did not answer in time [item 0]' });
	});
});

describe('An execution that is cancelled', () => {
	const isAsked = () => bench.server.asked.length > 0;

	it('ends the request that is under way', async () => {
		bench.server.faults.push('hang');
		const { executionData, items } = await bench.run('book.get', { book }, { cancelWhen: isAsked });
		expect([executionData.status, items]).toEqual(['canceled', []]);
		expect(bench.server.asked).toHaveLength(1);
	});

	it('ends the wait before another attempt', async () => {
		bench.describe({ clock: { ...systemClock, sleep: async () => await new Promise(() => {}) } });
		bench.server.faults.push({ status: 429, headers: { 'retry-after': '100' } });
		const { executionData } = await bench.run('book.get', { book }, { cancelWhen: isAsked });
		expect(executionData.status).toBe('canceled');
		expect(bench.server.asked).toHaveLength(1);
	});

	it('sends none of the requests that wait for their turn', async () => {
		bench.server.faults.push('hang');
		const { executionData } = await bench.run(
			'book.get',
			{ book, options: { maxRequestsInFlight: 1 } },
			{ items: [{}, {}, {}], cancelWhen: isAsked },
		);
		expect(executionData.status).toBe('canceled');
		expect(bench.server.asked).toHaveLength(1);
	});
});

describe('Requests in flight', () => {
	const run = async (options: object) =>
		await bench.run('book.get', { book, options }, { items: times(30, {}) });

	test.each([
		['begin with ten and grow', {}, 10],
		["are as many as 'Max Requests in Flight' says", { maxRequestsInFlight: 3 }, 3],
		['may be said by an expression, as text', { maxRequestsInFlight: '={{ "4" }}' }, 4],
	])('%s', async (_, options, most) => {
		bench.server.together = { count: most };
		const { json } = await run(options);
		expect(json).toHaveLength(30);
		expect(bench.server.mostInFlight).toBeGreaterThanOrEqual(most);
		if ('maxRequestsInFlight' in options) expect(bench.server.mostInFlight).toBe(most);
	});

	it('cannot be none', async () => {
		expect((await run({ maxRequestsInFlight: 0 })).error).toMatchObject({
			message: "'Max Requests in Flight' must be a whole number above 0: 0 [item 0]",
		});
	});
});
