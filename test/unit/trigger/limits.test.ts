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
		expect(await n8n.told()).toEqual(['2026-03-10 b 30 40 80']);
	});

	it('arms again in a sliding window when nothing is left of the executions', async () => {
		Object.assign(n8n.parameters, { window: 'lastDays', days: 2 });
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 90);
		expect((await n8n.poll()).items).toEqual([
			expect.objectContaining({ percentage: 80, window: { start: '2026-03-09', end: '2026-03-10' } }),
		]);
		n8n.now += 2 * DAY;
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
		expect(await n8n.activate()).toEqual({});
		platform.countOn('2026-03-10', 'a', 1);
		expect(await n8n.told()).toEqual(['2026-03-10 a 3 4', '2026-03-10 b 4 4']);
		n8n.now += DAY / 2;
		platform.countOn('2026-03-11', 'b', 1);
		expect(await n8n.told()).toEqual(['2026-03-11 b 0 1']);
	});

	it('gives nothing where nothing was counted', async () => {
		await n8n.activate();
		expect(await n8n.poll()).toEqual({});
	});
});
