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
		expect((await n8n.activate()).items).toBeUndefined();
		expect(n8n.saved).toMatch(/"from":"2026-03-10".*\na=7$/);
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
				percentageUsed: null,
				reached: [],
				eventId: 'user/a/2026-03-10/7-10',
				window: { start: '2026-03-10', end: '2026-03-10' },
				totalExecutions: 11,
				polledAt: '2026-03-10T12:30:00.000Z',
				row: { _id: 'a', user: 'a', executions: 10, username: 'name-a' },
			},
		]);
		expect((await n8n.poll()).items).toBeUndefined();
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
		expect(n8n.saved).toMatch(/\na=3 c=3$/);
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
	const MINUTE = 60 * 1000;

	test.each<[string, (rows: object[]) => unknown, RegExp]>([
		['HTTP 500', () => 500, /could not handle the request for the execution counts from 2026-03-10/],
		['half an answer', () => '{"data":[{"_id', /answer about the execution counts from .* could not be read/],
		['a web page', () => '<html>', /FlowMate answered with a web page/],
	])(
		'with %s is logged, remembers what it remembered, and is made good by the next',
		async (_what, fault, message) => {
			await n8n.activate();
			const before = n8n.remembered;
			platform.countOn('2026-03-10', 'a', 3);
			platform.fault = fault;
			expect(await n8n.poll()).toEqual({ items: undefined, isSaved: false });
			expect(n8n.log).toEqual([expect.stringMatching(message)]);
			expect(n8n.remembered).toBe(before);
			platform.fault = undefined;
			expect(await n8n.told()).toEqual(['2026-03-10 a 0 3']);
		},
	);

	it('fails for all to see, at every poll, when it has lasted for a quarter of an hour', async () => {
		await n8n.activate();
		platform.fault = () => 500;
		const failed = async () => (await n8n.poll()).error !== undefined;
		expect(await failed()).toBe(false);
		n8n.now += 14 * MINUTE;
		expect(await failed()).toBe(false);
		n8n.now += MINUTE;
		expect([await failed(), await failed()]).toEqual([true, true]);
		platform.fault = undefined;
		expect(await failed()).toBe(false);
		platform.fault = () => 500;
		expect(await failed()).toBe(false);
	});

	it('does not end an activation, however long it has lasted', async () => {
		await n8n.activate();
		await n8n.poll();
		platform.fault = () => 500;
		await n8n.poll();
		n8n.now += 60 * MINUTE;
		expect((await n8n.poll()).error).toBeDefined();
		expect((await n8n.activate()).error).toBeUndefined();
	});

	it('fails at once where somebody has to do something', async () => {
		await n8n.activate();
		platform.fault = () => 403;
		expect((await n8n.poll()).error).toMatchObject({ failure: { cause: 'configuration-invalid' } });
	});

	it('does not keep the current window from being told when a window of the past cannot be had', async () => {
		await n8n.activate();
		n8n.now += DAY / 2;
		platform.countOn('2026-03-10', 'a', 1);
		platform.countOn('2026-03-11', 'a', 2);
		platform.fault = () =>
			platform.asked[platform.asked.length - 1].start === '2026-03-10' ? 500 : undefined;
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 2']);
		platform.fault = undefined;
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 1']);
	});

	it('does not wait longer than there is time when FlowMate asks to slow down', async () => {
		n8n.budget = 36_000;
		await n8n.activate();
		const answer = platform.answer.bind(platform);
		platform.answer = (query) => ({ ...answer(query), statusCode: 429, headers: { 'retry-after': '60' } });
		expect((await n8n.poll()).error).toBeUndefined();
		expect(platform.asked).toHaveLength(2);
		n8n.now += 15 * MINUTE;
		expect((await n8n.poll()).error).toMatchObject({
			httpCode: '429',
			failure: { cause: 'rate-limited', retryAfterMs: 60_000 },
		});
	});
});

describe('A row that cannot be read', () => {
	const BAD = { _id: 'z', executions: null };
	beforeEach(async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 3);
		platform.fault = (rows) => ({ data: [...rows, BAD, { ...BAD, username: 'again' }] });
	});

	it('fails one poll, is told once, and keeps nothing else from being told', async () => {
		const before = n8n.remembered;
		expect((await n8n.poll()).error).toMatchObject({
			name: 'NodeApiError',
			message: "FlowMate's answer about the execution counts has a row that has no count of executions",
		});
		expect(n8n.remembered).toBe(before);
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ key: 'a', difference: 3 }),
			{
				groupBy: 'user',
				unreadable: [{ reason: 'has no count of executions', row: { ...BAD, username: 'again' } }],
				unreadableRows: 2,
				eventId: expect.any(String),
				window: { start: '2026-03-10', end: '2026-03-10' },
				polledAt: '2026-03-10T12:30:00.000Z',
			},
		]);
		platform.countOn('2026-03-10', 'a', 1);
		expect(await n8n.told()).toEqual(['2026-03-10 a 3 4']);
	});

	it('is of no use where there is no other', async () => {
		platform.fault = () => ({ data: [BAD] });
		expect((await n8n.poll()).error).toBeDefined();
		expect((await n8n.poll()).items).toBeUndefined();
		n8n.now += DAY / 48;
		expect((await n8n.poll()).error).toBeDefined();
	});
});

describe('Polls of one node that overlap', () => {
	it('give everything once', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 3);
		const [first, second] = await Promise.all([n8n.poll(), n8n.poll()]);
		expect([first.items?.length, second.items, second.error]).toEqual([1, undefined, undefined]);
		expect(await n8n.told()).toEqual([]);
	});

	it('do not keep the node from polling after one that failed', async () => {
		platform.fault = () => 500;
		await n8n.activate();
		platform.fault = undefined;
		expect((await n8n.poll()).items).toBeUndefined();
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
		expect(n8n.remembered).not.toContain('memory');
	});

	test.each<[number, number | null, number, number[]]>([
		[100, 80, 85, [80]],
		[80, 100, 106.25, [80, 100]],
		[1000, null, 8.5, []],
	])('at a limit of %d tells what is true', async (limit, percentage, percentageUsed, reached) => {
		Object.assign(n8n.parameters, { triggerOn: 'limit', limit });
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ key: 'b', limit, percentage, percentageUsed, reached }),
		]);
	});

	it('names the keys that nothing bears', async () => {
		Object.assign(n8n.parameters, { triggerOn: 'limit', limit: 5, keyLimits: { 'name-a': 7, 'nam-b': 9 } });
		expect((await n8n.poll()).items?.[0].unmatchedKeys).toEqual(['nam-b']);
		n8n.parameters.keys = { ids: ['Nobody', 'a'] };
		expect((await n8n.poll()).items?.[0].unmatchedKeys).toEqual(['nobody', 'nam-b']);
		n8n.parameters.keys = { ids: ['Nobody'] };
		expect((await n8n.poll()).error).toMatchObject({
			description: expect.stringContaining('Nothing that was counted is called nobody, nam-b.'),
		});
	});

	it('passes by what has no limit', async () => {
		Object.assign(n8n.parameters, {
			triggerOn: 'limit',
			limit: 10,
			keyLimits: { limits: [{ key: 'b', limit: 0 }] },
		});
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ key: 'a', percentage: null, percentageUsed: 30 }),
		]);
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
			description: expect.stringContaining("'Watch Only'"),
		});
	});

	it('does not get in the way of the active workflow', async () => {
		const tests = n8n.poll();
		n8n.mode = 'trigger';
		expect((await n8n.poll()).items).toBeUndefined();
		expect((await tests).items).toHaveLength(1);
	});
});
