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

describe('At the end of a window', () => {
	it('the first poll of the next one brings what came late', async () => {
		await n8n.activate();
		n8n.now = Date.parse('2026-03-10T23:59:00Z');
		await n8n.poll();
		platform.countOn('2026-03-10', 'a', 2);
		platform.countOn('2026-03-11', 'a', 1);
		n8n.now = Date.parse('2026-03-11T00:00:00Z');
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 2', '2026-03-11 a 0 1']);
	});

	it('the window is asked for until it is over in every time zone, and then no more', async () => {
		n8n.parameters.timezone = 'Europe/Berlin';
		await n8n.activate();
		const asked = async (time: string) => {
			platform.asked = [];
			n8n.now = Date.parse(time);
			await n8n.poll();
			return platform.asked.map(({ start }) => start);
		};
		expect(await asked('2026-03-10T22:59:00Z')).toEqual(['2026-03-10']);
		expect(await asked('2026-03-10T23:00:00Z')).toEqual(['2026-03-10', '2026-03-11']);
		expect(await asked('2026-03-11T11:59:00Z')).toEqual(['2026-03-10', '2026-03-11']);
		expect(await asked('2026-03-11T12:00:00Z')).toEqual(['2026-03-10', '2026-03-11']);
		expect(await asked('2026-03-11T12:01:00Z')).toEqual(['2026-03-11']);
		expect(n8n.remembered).toMatchObject({ from: '2026-03-11', windows: ['2026-03-11'] });
	});

	it('days are not asked for before they come', async () => {
		n8n.parameters.window = 'month';
		await n8n.activate();
		expect(platform.asked).toEqual([{ start: '2026-03-01', end: '2026-03-10', groupby: 'user' }]);
		platform.countOn('2026-03-10', 'a', 2);
		expect((await n8n.poll()).items?.[0].window).toEqual({ start: '2026-03-01', end: '2026-03-31' });
	});

	it('yesterday may come back for an hour', async () => {
		n8n.parameters.timezone = 'Asia/Beirut';
		n8n.now = Date.parse('2026-10-24T20:00:00Z');
		await n8n.activate();
		n8n.now = Date.parse('2026-10-24T21:30:00Z');
		platform.countOn('2026-10-24', 'a', 2);
		expect(await n8n.told()).toEqual(['2026-10-24 a 0 2']);
		n8n.now = Date.parse('2026-10-24T22:30:00Z');
		platform.countOn('2026-10-25', 'a', 3);
		expect(await n8n.told()).toEqual(['2026-10-25 a 0 3']);
		expect(await n8n.told()).toEqual([]);
	});
});

describe('After an absence', () => {
	it('windows that nobody saw are made up for', async () => {
		await n8n.activate();
		for (const day of ['10', '11', '12', '13']) platform.countOn(`2026-03-${day}`, 'a', Number(day));
		n8n.now += 3 * DAY;
		expect(await n8n.told()).toEqual([
			'2026-03-10 a 0 10',
			'2026-03-11 a 0 11',
			'2026-03-12 a 0 12',
			'2026-03-13 a 0 13',
		]);
	});

	it('nothing is made up for that is older than 31 days', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 1);
		platform.countOn('2026-03-11', 'a', 2);
		platform.countOn('2026-04-11', 'a', 3);
		n8n.now = Date.parse('2026-04-11T12:30:00Z');
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 2', '2026-04-11 a 0 3']);
	});

	it('what does not fit into the time that n8n grants comes with the next poll', async () => {
		n8n.budget = 36_000;
		await n8n.activate();
		for (const day of ['10', '11', '12', '13']) platform.countOn(`2026-03-${day}`, 'a', Number(day));
		n8n.now += 3 * DAY;
		platform.fault = () => void (n8n.now += 10_000);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 10', '2026-03-11 a 0 11']);
		expect(n8n.saved.from).toBe('2026-03-12');
		expect(await n8n.told()).toEqual(['2026-03-12 a 0 12', '2026-03-13 a 0 13']);
		expect(await n8n.told()).toEqual([]);
	});

	it('nothing is told twice of a window that has to wait for the next poll', async () => {
		n8n.budget = 36_000;
		n8n.now = Date.parse('2026-03-10T01:00:00Z');
		await n8n.activate();
		platform.countOn('2026-03-09', 'a', 1);
		platform.countOn('2026-03-10', 'a', 2);
		expect(await n8n.told()).toEqual(['2026-03-09 a 0 1', '2026-03-10 a 0 2']);
		n8n.now += 2 * DAY;
		platform.countOn('2026-03-10', 'a', 1);
		platform.fault = () => void (n8n.now += 20_000);
		expect(await n8n.told()).toEqual([]);
		expect(await n8n.told()).toEqual(['2026-03-10 a 2 3']);
	});

	it('windows that are not over are asked for together, however slow FlowMate is', async () => {
		n8n.budget = 36_000;
		n8n.now = Date.parse('2026-03-10T01:00:00Z');
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 1);
		platform.fault = () => void (n8n.now += 20_000);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 1']);
	});

	it('of a clock that was wrong nothing is told twice', async () => {
		n8n.now += 10 * DAY;
		await n8n.activate();
		n8n.now -= 10 * DAY;
		platform.countOn('2026-03-10', 'a', 5);
		expect(await n8n.told()).toEqual([]);
		platform.countOn('2026-03-10', 'a', 1);
		expect(await n8n.told()).toEqual(['2026-03-10 a 5 6']);
	});
});

describe('What was told', () => {
	it('is begun anew for other users of FlowMate', async () => {
		platform.countOn('2026-03-10', 'a', 3);
		await n8n.activate();
		n8n.credential = 'credential-2';
		platform.countOn('2026-03-10', 'a', 3);
		expect(await n8n.told()).toEqual([]);
	});

	it('is not lost with polls that n8n does not save', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 3);
		await n8n.poll();
		await n8n.poll();
		n8n.now += DAY;
		platform.countOn('2026-03-11', 'a', 4);
		expect((await n8n.activate()).items).toEqual([
			expect.objectContaining({ key: 'a', previousExecutions: 0, executions: 4 }),
		]);
	});
});
