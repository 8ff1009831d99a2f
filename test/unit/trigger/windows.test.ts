import { N8n } from './n8n';
import { Platform } from './platform';

const HOUR = 60 * 60_000;
const DAY = 24 * 60 * 60 * 1000;

let platform: Platform;
let n8n: N8n;

beforeEach(() => {
	platform = new Platform();
	n8n = new N8n(platform);
	n8n.now = Date.parse('2026-03-10T12:30:00Z');
});

/** Polls at a time, and gives what that tells. */
async function toldAt(time: string): Promise<string[]> {
	n8n.now = Date.parse(time);
	return await n8n.told();
}

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
		// The day has begun in Berlin, and nowhere that FlowMate is likely to be.
		expect(await asked('2026-03-10T23:00:00Z')).toEqual(['2026-03-10']);
		expect(await asked('2026-03-11T00:00:00Z')).toEqual(['2026-03-11', '2026-03-10']);
		expect(await asked('2026-03-11T11:59:00Z')).toEqual(['2026-03-11', '2026-03-10']);
		expect(await asked('2026-03-11T12:00:00Z')).toEqual(['2026-03-11', '2026-03-10']);
		expect(await asked('2026-03-11T12:01:00Z')).toEqual(['2026-03-11']);
		expect(n8n.remembered).toContain('\\"from\\":\\"2026-03-11\\"');
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
		expect(await n8n.told()).toEqual([]);
		n8n.now = Date.parse('2026-10-25T00:00:00Z');
		expect(await n8n.told()).toEqual(['2026-10-25 a 0 3']);
	});
});

describe('After an absence', () => {
	it('windows that nobody saw are made up for', async () => {
		await n8n.activate();
		for (const day of ['10', '11', '12', '13']) platform.countOn(`2026-03-${day}`, 'a', Number(day));
		n8n.now += 3 * DAY;
		expect(await n8n.told()).toEqual([]);
		expect(await n8n.told()).toEqual([
			'2026-03-10 a 0 10',
			'2026-03-11 a 0 11',
			'2026-03-12 a 0 12',
			'2026-03-13 a 0 13',
		]);
	});

	it('what is kept and asked for does not grow where n8n runs for a minute every other day', async () => {
		n8n = new N8n(platform, 'cursor');
		await n8n.activate();
		for (let starts = 0; starts < 50; starts++) {
			platform.count('a', 2, n8n.now);
			n8n.now += 2 * DAY;
			await n8n.restart();
			await n8n.told();
			platform.asked = [];
			expect((await n8n.poll()).items?.map(({ difference }) => difference)).toEqual([2]);
			expect(platform.asked.length).toBeLessThanOrEqual(33);
		}
		expect(n8n.saved?.match(/\d{4}-\d\d-\d\d/g)?.length).toBeLessThan(40);
	});

	it('nothing is made up for that is older than 31 days', async () => {
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 1);
		platform.countOn('2026-03-11', 'a', 2);
		platform.countOn('2026-04-11', 'a', 3);
		n8n.now = Date.parse('2026-04-11T12:30:00Z');
		await n8n.poll();
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 2', '2026-04-11 a 0 3']);
	});

	it('what does not fit into the time that n8n grants comes with the next poll', async () => {
		n8n.budget = 36_000;
		await n8n.activate();
		for (const day of ['10', '11', '12', '13']) platform.countOn(`2026-03-${day}`, 'a', Number(day));
		n8n.now += 3 * DAY;
		await n8n.poll();
		platform.fault = () => void (n8n.now += 10_000);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 10', '2026-03-13 a 0 13']);
		expect(n8n.saved).toContain('"from":"2026-03-11"');
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 11']);
		expect(await n8n.told()).toEqual(['2026-03-12 a 0 12']);
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
		await n8n.poll();
		platform.countOn('2026-03-10', 'a', 1);
		platform.fault = () => void (n8n.now += 20_000);
		expect(await n8n.told()).toEqual([]);
		expect(await n8n.told()).toEqual([]);
		platform.fault = undefined;
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

	it('a window that FlowMate refuses is given up after three polls, and that is told', async () => {
		await n8n.activate();
		for (const day of ['10', '11', '12', '13']) platform.countOn(`2026-03-${day}`, 'a', Number(day));
		n8n.now += 3 * DAY;
		await n8n.poll();
		platform.fault = () =>
			platform.asked[platform.asked.length - 1].start === '2026-03-10' ? 400 : undefined;
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 11', '2026-03-12 a 0 12', '2026-03-13 a 0 13']);
		expect((await n8n.poll()).items).toBeUndefined();
		expect((await n8n.poll()).items).toEqual([
			{
				groupBy: 'user',
				givenUp: expect.stringContaining('FlowMate did not accept the input'),
				eventId: 'user//2026-03-10/givenUp',
				window: { start: '2026-03-10', end: '2026-03-10' },
				polledAt: '2026-03-13T12:30:00.000Z',
			},
		]);
		platform.asked = [];
		await n8n.poll();
		expect(platform.asked.map(({ start }) => start)).toEqual(['2026-03-13']);
	});
});

describe('A clock', () => {
	beforeEach(() => n8n.activate());

	it('that is wrong for one poll, ahead or behind, changes nothing', async () => {
		platform.countOn('2026-03-10', 'a', 5);
		for (const days of [10, -2, 3, -30]) {
			n8n.now += days * DAY;
			expect(await n8n.told()).toEqual([]);
			n8n.now -= days * DAY;
		}
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 5']);
		n8n.now += DAY;
		expect(await n8n.told()).toEqual([]);
	});

	test.each([10, -10])(
		'that is %d days wrong and believed loses nothing and tells nothing twice when it is put right',
		async (days) => {
			platform.countOn('2026-03-10', 'a', 5);
			expect(await n8n.told()).toEqual(['2026-03-10 a 0 5']);
			n8n.now += days * DAY;
			expect([await n8n.told(), await n8n.told(), await n8n.told()]).toEqual([[], [], []]);
			platform.countOn('2026-03-10', 'a', 1);
			n8n.now -= days * DAY;
			expect([await n8n.told(), await n8n.told()]).toEqual([[], ['2026-03-10 a 5 6']]);
			n8n.now += DAY;
			platform.countOn('2026-03-11', 'a', 3);
			expect(await n8n.told()).toEqual(['2026-03-11 a 0 3']);
		},
	);

	it('that is ahead and believed loses nothing where it is put right so much later that it is less than a day off', async () => {
		for (const time of ['12T00:30', '12T00:31']) await toldAt(`2026-03-${time}:00Z`);
		platform.countOn('2026-03-10', 'a', 5);
		expect(await toldAt('2026-03-11T01:00:00Z')).toEqual(['2026-03-10 a 0 5']);
	});

	it('that is a day further ahead when n8n starts again is not taken for one that was steady for a day', async () => {
		for (const time of ['12T12:30', '12T12:31']) await toldAt(`2026-03-${time}:00Z`);
		await n8n.activate();
		await n8n.restart();
		platform.countOn('2026-03-10', 'a', 5);
		await toldAt('2026-03-13T12:32:00Z');
		expect([await toldAt('2026-03-10T12:33:00Z'), await n8n.told()]).toEqual([[], ['2026-03-10 a 0 5']]);
	});

	it('that is wrong and believed does not arm a sliding limit', async () => {
		Object.assign(n8n.parameters, { triggerOn: 'limit', limit: 10, window: 'lastDays', days: 2 });
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 9);
		platform.countOn('2026-03-10', 'b', 9);
		expect(await n8n.told()).toEqual(['2026-03-09 a 0 9 80', '2026-03-09 b 0 9 80']);
		for (const time of ['20T12:00', '20T12:01', '20T12:02', '10T13:00'])
			expect(await toldAt(`2026-03-${time}:00Z`)).toEqual([]);
		platform.countOn('2026-03-10', 'b', 1);
		expect(await toldAt('2026-03-10T13:01:00Z')).toEqual(['2026-03-09 b 9 10 100']);
		for (const time of ['11T12:00', '12T12:00']) expect(await toldAt(`2026-03-${time}:00Z`)).toEqual([]);
		expect(n8n.remembered).not.toContain('sliding before');
	});

	it('that is put back past midnight does not make a count fall', async () => {
		n8n.parameters.window = 'week';
		n8n.now = Date.parse('2026-03-11T01:00:00Z');
		platform.countOn('2026-03-10', 'a', 5);
		platform.countOn('2026-03-11', 'a', 1);
		await n8n.activate();
		n8n.now -= 2 * HOUR;
		expect(await n8n.told()).toEqual([]);
		n8n.now += 2 * HOUR;
		platform.countOn('2026-03-11', 'a', 1);
		expect(await n8n.told()).toEqual(['2026-03-09 a 6 7']);
	});

	it('that is put back past midnight does not arm a sliding limit', async () => {
		Object.assign(n8n.parameters, { triggerOn: 'limit', limit: 10, window: 'lastDays', days: 2 });
		n8n.now = Date.parse('2026-03-11T01:00:00Z');
		await n8n.activate();
		platform.countOn('2026-03-11', 'a', 9);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 9 80']);
		n8n.now -= 2 * HOUR;
		expect(await n8n.told()).toEqual([]);
		n8n.now += 2 * HOUR;
		expect(await n8n.told()).toEqual([]);
	});
});

describe('The last answer for a window', () => {
	it('is asked for again while it lacks a key', async () => {
		n8n.parameters.minDifference = 5;
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 6);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 6']);
		platform.countOn('2026-03-10', 'a', 3);
		n8n.now += DAY;
		platform.hidden.add('a');
		expect([await n8n.told(), await n8n.told()]).toEqual([[], []]);
		platform.hidden.clear();
		expect(await n8n.told()).toEqual(['2026-03-10 a 6 9']);
		platform.asked = [];
		await n8n.poll();
		expect(platform.asked.map(({ start }) => start)).toEqual(['2026-03-11']);
	});

	it('is asked for again while it lacks a key of which too little was counted to be told', async () => {
		n8n.parameters.minDifference = 5;
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 3);
		await n8n.poll();
		n8n.now += DAY;
		platform.hidden.add('a');
		expect([await n8n.told(), await n8n.told()]).toEqual([[], []]);
		platform.hidden.clear();
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 3']);
	});

	it('is not waited for by the keys that are there', async () => {
		n8n.parameters.minDifference = 5;
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 6);
		platform.countOn('2026-03-10', 'b', 2);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 6']);
		n8n.now += DAY;
		platform.hidden.add('a');
		expect([await n8n.told(), await n8n.told()]).toEqual([['2026-03-10 b 0 2'], []]);
	});

	it('is taken as it is when an hour of polls could not find it: its user was deleted', async () => {
		platform.countOn('2026-03-10', 'a', 6);
		await n8n.activate();
		n8n.now += DAY;
		platform.hidden.add('a');
		for (let polls = 0; polls < 60; polls++) await n8n.poll();
		platform.asked = [];
		await n8n.poll();
		expect(platform.asked.map(({ start }) => start)).toEqual(['2026-03-11']);
	});
});

describe('Where n8n saves with an item only', () => {
	beforeEach(async () => {
		n8n = new N8n(platform, 'database');
		await n8n.activate();
	});

	it('no poll makes more than two requests, whatever number of days nothing happened', async () => {
		for (let day = 0; day < 40; day++) {
			n8n.now += DAY / 2;
			await n8n.poll();
			n8n.now += DAY / 2;
			platform.asked = [];
			await n8n.poll();
			expect(platform.asked.length).toBeLessThanOrEqual(2);
		}
		expect(n8n.saved).toContain('"from":"2026-03-10"');
	});

	it('a sliding limit is armed again', async () => {
		Object.assign(n8n.parameters, { triggerOn: 'limit', limit: 10, window: 'lastDays', days: 2 });
		await n8n.activate();
		platform.countOn('2026-03-10', 'a', 9);
		expect(await n8n.told()).toEqual(['2026-03-09 a 0 9 80']);
		for (let day = 0; day < 2; day++) {
			n8n.now += DAY;
			await n8n.poll();
		}
		platform.countOn('2026-03-12', 'a', 9);
		expect(await n8n.told()).toEqual(['2026-03-11 a 0 9 80']);
	});

	it('counts begin anew once when what is counted changes', async () => {
		n8n.workflowTimezone = 'Europe/Berlin';
		await n8n.poll();
		platform.countOn('2026-03-10', 'a', 9);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 9']);
	});

	it('counts begin even if FlowMate was away when the workflow was published', async () => {
		n8n = new N8n(platform, 'database');
		platform.fault = () => 500;
		await n8n.activate();
		platform.fault = undefined;
		await n8n.poll();
		platform.countOn('2026-03-10', 'a', 9);
		expect(await n8n.told()).toEqual(['2026-03-10 a 0 9']);
	});
});

describe('A node that is renamed', () => {
	test.each(['memory', 'database', 'cursor'] as const)(
		'tells what came before, also after a restart: %s',
		async (keeping) => {
			n8n = new N8n(platform, keeping);
			platform.countOn('2026-03-10', 'a', 1);
			await n8n.activate();
			await n8n.poll();
			platform.countOn('2026-03-10', 'a', 2);
			await n8n.restart();
			await n8n.poll();
			platform.countOn('2026-03-10', 'a', 4);
			const items = [(await n8n.rename('Counts')).items, (await n8n.poll()).items].flatMap(
				(each) => each ?? [],
			);
			expect(items.map(({ difference }) => difference)).toEqual([4]);
			platform.countOn('2026-03-10', 'a', 8);
			const again = [(await n8n.rename('Trigger')).items, (await n8n.poll()).items].flatMap(
				(each) => each ?? [],
			);
			expect(again.map(({ difference }) => difference)).toEqual([8]);
		},
	);
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
