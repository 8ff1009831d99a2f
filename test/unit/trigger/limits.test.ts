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

describe('Limit Reached', () => {
	beforeEach(() => Object.assign(n8n.parameters, { triggerOn: 'limit', limit: 100, percentages: '80, 100' }));

	it('gives an item for each percentage, once', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 79);
		expect(await n8n.told()).toEqual([]);
		platform.countOn('2026-03-10', 'a', 1);
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({
				key: 'a',
				executions: 80,
				previousExecutions: 79,
				difference: 1,
				limit: 100,
				percentage: 80,
			}),
		]);
		platform.countOn('2026-03-10', 'a', 30);
		expect(await n8n.told()).toEqual(['2026-03-10 a 80 110 100']);
		platform.countOn('2026-03-10', 'a', 30);
		expect(await n8n.told()).toEqual([]);
	});

	it('gives an item for each percentage that was reached at once', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 100);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 100 80', '2026-03-10 a 0 100 100']);
	});

	it('gives none again when a count of a day falls and rises', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 90);
		await n8n.poll();
		platform.countOn('2026-03-10', 'a', -50);
		await n8n.poll();
		platform.countOn('2026-03-10', 'a', 50);
		expect(await n8n.told()).toEqual([]);
	});

	it('begins again with the next window', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 90);
		await n8n.poll();
		n8n.now += DAY;
		platform.countOn('2026-03-11', 'a', 80);
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 80 80']);
	});

	it('goes by the limit of the key or user name, and by none where that is 0', async () => {
		n8n.parameters.keyLimits = { limits: [{ key: 'a', limit: 10 }], json: [{ json: '{"Name-B":20,"c":0}' }] };
		await n8n.activate();
		for (const user of ['a', 'b', 'c', 'd']) platform.countOn('2026-03-10', user, 80);
		expect(await n8n.told()).toEqual([
			'2026-03-10 a 0 80 80',
			'2026-03-10 a 0 80 100',
			'2026-03-10 b 0 80 80',
			'2026-03-10 b 0 80 100',
			'2026-03-10 d 0 80 80',
		]);
	});

	it('loses nobody when limits change, and tells nobody again', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 70);
		platform.countOn('2026-03-10', 'b', 30);
		await n8n.poll();
		n8n.parameters.limit = 50;
		platform.countOn('2026-03-10', 'b', 10);
		expect(await n8n.told()).toEqual([
			'2026-03-10 a 70 70 80',
			'2026-03-10 a 70 70 100',
			'2026-03-10 b 30 40 80',
		]);
		n8n.parameters.limit = 60;
		expect(await n8n.told()).toEqual([]);
		n8n.parameters.limit = 40;
		expect(await n8n.told()).toEqual(['2026-03-10 b 40 40 100']);
	});

	it('tells of a percentage that was added, and of a limit of its own that a key was given', async () => {
		await n8n.activate();
		n8n.parameters.percentages = '100';
		platform.countOn('2026-03-10', 'a', 90);
		platform.countOn('2026-03-10', 'b', 40);
		expect(await n8n.told()).toEqual([]);
		n8n.parameters.percentages = '80, 100';
		expect(await n8n.told()).toEqual(['2026-03-10 a 90 90 80']);
		n8n.parameters.keyLimits = { b: 50 };
		expect(await n8n.told()).toEqual(['2026-03-10 b 40 40 80']);
	});

	it('tells of a percentage again when the limit was raised, with another eventId', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 90);
		const first = (await n8n.poll()).items;
		n8n.parameters.limit = 200;
		platform.countOn('2026-03-10', 'a', 69);
		expect(await n8n.told()).toEqual([]);
		platform.countOn('2026-03-10', 'a', 1);
		const second = (await n8n.poll()).items;
		expect([first, second].map((items) => items?.map(({ eventId }) => eventId))).toEqual([
			['user/a/2026-03-10/80%of100'],
			['user/a/2026-03-10/80%of200'],
		]);
		n8n.parameters.limit = 100;
		expect(await n8n.told()).toEqual(['2026-03-10 a 160 160 100']);
	});

	it('counts in whole numbers: 16.1 % of 1000 are reached at 161', async () => {
		Object.assign(n8n.parameters, { limit: 1000, percentages: '16.1' });
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 160);
		expect(await n8n.told()).toEqual([]);
		platform.countOn('2026-03-10', 'a', 1);
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ executions: 161, percentage: 16.1, percentageUsed: 16.1, reached: [16.1] }),
		]);
	});

	it('tells what a customer just reached who was watched before others were added', async () => {
		n8n.parameters.keys = { ids: ['a'] };
		await n8n.activate();
		for (const user of ['a', 'b']) platform.countOn('2026-03-10', user, 90);
		n8n.parameters.keys = { ids: ['a', 'b'] };
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 90 80']);
		platform.countOn('2026-03-10', 'b', 10);
		expect(await n8n.told()).toEqual(['2026-03-10 b 90 100 100']);
	});

	it('looks up the user names that rows lack', async () => {
		const answer = platform.answer.bind(platform);
		platform.answer = (query) => {
			const { body, ...rest } = answer(query) as { statusCode: number; body: { data: object[] } };
			return { ...rest, body: { data: body.data.map((row) => ({ ...row, username: undefined })) } };
		};
		n8n.others['/users'] = [{ _id: 'a', username: 'customer-1001' }];
		n8n.parameters.keyLimits = { 'customer-1001': 10 };
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 9);
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ username: 'customer-1001', limit: 10, percentage: 80 }),
		]);
	});

	it('arms again in a sliding window when nothing is left of the executions', async () => {
		Object.assign(n8n.parameters, { window: 'lastDays', days: 2 });
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 90);
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ percentage: 80, window: { start: '2026-03-09', end: '2026-03-10' } }),
		]);
		n8n.now += DAY;
		await n8n.poll();
		n8n.now += DAY;
		expect(await n8n.told()).toEqual([]);
		platform.countOn('2026-03-12', 'a', 90);
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 90 80']);
	});
});

describe('Every Poll', () => {
	beforeEach(() => Object.assign(n8n.parameters, { triggerOn: 'snapshot' }));

	it('gives all counts of the current window, with the difference since the last poll', async () => {
		platform.countOn('2026-03-10', 'a', 3);
		platform.countOn('2026-03-10', 'b', 4);
		expect((await n8n.activate()).items).toBeUndefined();
		platform.countOn('2026-03-10', 'a', 1);
		expect(await n8n.told()).toEqual(['2026-03-10 a 3 4', '2026-03-10 b 4 4']);
		n8n.now += DAY / 2;
		platform.countOn('2026-03-11', 'b', 1);
		expect(await n8n.told()).toEqual(['2026-03-11 b 0 1']);
	});

	it('gives no difference below 0', async () => {
		platform.countOn('2026-03-10', 'a', 9);
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', -5);
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ executions: 4, previousExecutions: 4, difference: 0 }),
		]);
	});

	it('gives nothing where nothing was counted', async () => {
		await n8n.activate();
		expect((await n8n.poll()).items).toBeUndefined();
	});
});
