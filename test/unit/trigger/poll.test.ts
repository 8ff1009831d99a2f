import { NodeApiError } from 'n8n-workflow';
import { N8n } from './n8n';
import { Platform } from './platform';

const DAY = 24 * 60 * 60 * 1000;

let platform: Platform;
let n8n: N8n;

beforeEach(() => {
	platform = new Platform();
	n8n = new N8n(platform);
	n8n.now = Date.parse('2026-03-10T12:30:00Z');
});

describe('The first poll', () => {
	it('remembers what is there and gives nothing', async () => {
		platform.countOn('2026-03-10', 'a', 7);
		expect(await n8n.activate()).toEqual({});
		expect(n8n.saved).toMatchObject({ from: '2026-03-10', windows: ['2026-03-10'], counts: 'a=7' });
		expect(platform.asked).toEqual([{ start: '2026-03-10', end: '2026-03-10', groupby: 'user' }]);
	});

	it('gives what is there in the current window, where that is wanted', async () => {
		n8n.now = Date.parse('2026-03-10T09:00:00Z');
		n8n.parameters.options = { emitExisting: true };
		platform.countOn('2026-03-09', 'a', 100);
		platform.countOn('2026-03-10', 'a', 7);
		const { items } = await n8n.activate();
		expect(items).toEqual([
			expect.objectContaining({ key: 'a', executions: 7, previousExecutions: 0, difference: 7 }),
		]);
		expect(await n8n.told()).toEqual([]);
	});
});

describe('A poll', () => {
	it('gives an item with everything that is known about a count that rose', async () => {
		platform.countOn('2026-03-10', 'a', 7);
		platform.countOn('2026-03-10', 'b', 1);
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 3);
		expect((await n8n.poll()).items).toEqual([
			{
				key: 'a',
				groupBy: 'user',
				username: 'name-a',
				executions: 10,
				previousExecutions: 7,
				difference: 3,
				limit: null,
				percentage: null,
				window: { start: '2026-03-10', end: '2026-03-10' },
				totalExecutions: 11,
				polledAt: '2026-03-10T12:30:00.000Z',
				row: { _id: 'a', user: 'a', executions: 10, username: 'name-a' },
			},
		]);
		expect(await n8n.poll()).toEqual({});
	});

	it('gives one item for all changes, where that is wanted', async () => {
		n8n.parameters.options = { combine: true };
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 3);
		platform.countOn('2026-03-10', 'b', 4);
		expect((await n8n.poll()).items).toEqual([
			{
				groupBy: 'user',
				changes: [
					expect.objectContaining({ key: 'a', difference: 3 }),
					expect.objectContaining({ key: 'b', difference: 4 }),
				],
				polledAt: '2026-03-10T12:30:00.000Z',
			},
		]);
	});

	it('keeps to the keys and user names that it should', async () => {
		n8n.parameters.keys = { ids: [{ ids: 'A, Name-C' }] };
		await n8n.activate();
		for (const user of ['a', 'b', 'c']) platform.countOn('2026-03-10', user, 3);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 3', '2026-03-10 c 0 3']);
		expect(n8n.saved.counts).toBe('a=3 c=3');
	});

	it('lets small differences add up, and gives what is left when the window is over everywhere', async () => {
		n8n.parameters.minDifference = 10;
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 6);
		expect(await n8n.told()).toEqual([]);
		platform.countOn('2026-03-10', 'a', 6);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 12']);
		platform.countOn('2026-03-10', 'a', 1);
		expect(await n8n.told()).toEqual([]);
		n8n.now += DAY;
		expect(await n8n.told()).toEqual(['2026-03-10 a 12 13']);
	});

	it('takes a count that fell as it is', async () => {
		platform.countOn('2026-03-10', 'a', 9);
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', -5);
		expect(await n8n.told()).toEqual([]);
		platform.countOn('2026-03-10', 'a', 2);
		expect(await n8n.told()).toEqual(['2026-03-10 a 4 6']);
	});

	it('does not take a key for new that was away', async () => {
		platform.countOn('2026-03-10', 'a', 9);
		await n8n.activate();
		platform.hidden.add('a');
		expect(await n8n.told()).toEqual([]);
		platform.hidden.clear();
		platform.countOn('2026-03-10', 'a', 1);
		expect(await n8n.told()).toEqual(['2026-03-10 a 9 10']);
	});
});

describe('A poll that fails', () => {
	test.each<[string, (rows: object[]) => unknown, RegExp]>([
		['HTTP 500', () => 500, /could not handle the request for the execution counts from 2026-03-10/],
		[
			'half an answer',
			() => '{"data":[{"_id',
			/answer about the execution counts .* could not be read: it holds no list of rows/,
		],
		['a web page', () => '<html>', /FlowMate answered with a web page/],
		[
			'a row without a count',
			(rows) => ({ data: [...rows, { _id: 'z' }] }),
			/could not be read: row 2 of 2 has no count of executions/,
		],
	])('after %s remembers what it remembered', async (_what, fault, message) => {
		await n8n.activate();
		const before = JSON.stringify(n8n.remembered);
		platform.countOn('2026-03-10', 'a', 3);
		platform.fault = fault;
		const { error, items } = await n8n.poll();
		expect(items).toBeUndefined();
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error?.message).toMatch(message);
		expect(JSON.stringify(n8n.remembered)).toBe(before);
		platform.fault = undefined;
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 3']);
	});

	it('fails as a whole when the second of two windows does', async () => {
		await n8n.activate();
		n8n.now += DAY / 2;
		platform.countOn('2026-03-10', 'a', 1);
		const before = JSON.stringify(n8n.remembered);
		platform.fault = (_rows, nth) => (nth === 3 ? 500 : undefined);
		expect((await n8n.poll()).error).toBeDefined();
		expect(JSON.stringify(n8n.remembered)).toBe(before);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 1']);
	});

	it('tells n8n when FlowMate asks to slow down for longer than there is time', async () => {
		n8n.budget = 36_000;
		await n8n.activate();
		const answer = platform.answer.bind(platform);
		platform.answer = (query) => ({ ...answer(query), statusCode: 429, headers: { 'retry-after': '60' } });
		expect((await n8n.poll()).error).toMatchObject({
			httpCode: '429',
			failure: { cause: 'rate-limited', retryAfterMs: 60_000 },
		});
		expect(platform.asked).toHaveLength(2);
	});
});

describe('Polls of one node that overlap', () => {
	it('give everything once', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 3);
		const [first, second] = await Promise.all([n8n.poll(), n8n.poll()]);
		expect([first.items?.length, second]).toEqual([1, {}]);
		expect(await n8n.told()).toEqual([]);
	});

	it('do not keep the node from polling after one that failed', async () => {
		platform.fault = () => 500;
		await n8n.activate();
		platform.fault = undefined;
		expect(await n8n.poll()).toEqual({});
		platform.countOn('2026-03-10', 'a', 3);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 3']);
	});
});

describe('A test in the editor', () => {
	beforeEach(() => {
		n8n.mode = 'manual';
		platform.countOn('2026-03-10', 'a', 3);
		platform.countOn('2026-03-10', 'b', 85);
	});

	it('gives the largest count and remembers nothing', async () => {
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ key: 'b', executions: 85, previousExecutions: 0, difference: 85 }),
		]);
		expect([n8n.remembered, n8n.saved]).toEqual([{}, {}]);
	});

	test.each([
		[100, 80],
		[80, 100],
		[1000, 80],
	])('at a limit of %d gives an item as for %d percent', async (limit, percentage) => {
		Object.assign(n8n.parameters, { triggerOn: 'limit', limit });
		expect((await n8n.poll()).items).toEqual([expect.objectContaining({ key: 'b', limit, percentage })]);
	});

	it('passes by what has no limit', async () => {
		Object.assign(n8n.parameters, {
			triggerOn: 'limit',
			limit: 10,
			keyLimits: { limits: [{ key: 'b', limit: 0 }] },
		});
		expect((await n8n.poll()).items).toEqual([expect.objectContaining({ key: 'a', percentage: 80 })]);
		Object.assign(n8n.parameters, { limit: 0, keyLimits: { limits: [{ key: 'z', limit: 5 }] } });
		expect((await n8n.poll()).error?.message).toContain('of anything that has a limit');
	});

	it('says so when nothing was counted', async () => {
		n8n.now += 3 * DAY;
		expect((await n8n.poll()).error).toMatchObject({
			name: 'NodeOperationError',
			message: 'FlowMate counted no executions on 2026-03-13',
		});
	});

	it('says so when nothing is left of what was counted', async () => {
		Object.assign(n8n.parameters, { window: 'week', keys: { ids: ['z'] } });
		expect((await n8n.poll()).error).toMatchObject({
			message: 'FlowMate counted no executions from 2026-03-09 to 2026-03-15',
			description: expect.stringContaining("'Only These'"),
		});
	});

	it('does not get in the way of the active workflow', async () => {
		const tests = n8n.poll();
		n8n.mode = 'trigger';
		expect(await n8n.poll()).toEqual({});
		expect((await tests).items).toHaveLength(1);
	});
});
