import fc from 'fast-check';
import { setting, steps, USERS, wildSteps, type Setting } from './history';
import { LimitLedger } from './limitLedger';
import { itemsOf, live } from './live';
import type { Polled } from './n8n';
import type { Platform } from './platform';

const PERCENTAGES = [50, 80, 100];
const LIMITS: Record<string, number> = { a: 20, b: 10, c: 0 };
const limit = (user: string) => LIMITS[user];

const parameters = {
	triggerOn: 'limit',
	limit: 20,
	percentages: '100, 50, 80, 50',
	keyLimits: { limits: [{ key: 'name-B', limit: 10 }], json: [{ json: '{ "c": 0 }' }] },
};

const ledger = (platform: Platform) => new LimitLedger(platform, limit, PERCENTAGES);
const lines = (polled: Polled, window?: string) =>
	itemsOf(polled)
		.map(({ key, window: { start }, percentage }) => `${window ?? start} ${key} ${percentage}`)
		.sort();

describe('Limit Reached', () => {
	it('tells once of each key, percentage and window that was reached', async () => {
		await fc.assert(
			fc.asyncProperty(setting, steps, async (where, history) => {
				const told: string[] = [];
				const first: string[] = [];
				let atFirst = () => {};
				const platform = await live(
					where,
					history,
					{ ...parameters, window: 'day' },
					(platform) => {
						atFirst = () => first.push(...reachedDays(platform, where));
						return ledger(platform);
					},
					(polled) => {
						atFirst();
						atFirst = () => {};
						told.push(...lines(polled));
					},
				);
				const days = [...platform.days].flatMap(([day, counts]) =>
					[...counts].flatMap(([user, count]) => reached(day, user, count)),
				);
				expect(told.sort()).toEqual(days.filter((line) => !first.includes(line)).sort());
			}),
			{ numRuns: 200 },
		);
	});

	it('tells after each poll what was not told before, with falling counts, vanishing keys and changing settings', async () => {
		await fc.assert(
			fc.asyncProperty(setting, wildSteps, async (where, history) => {
				await live(where, history, { ...parameters, window: where.kind }, ledger, (polled, due) => {
					expect(polled.error).toBeUndefined();
					expect(lines(polled)).toEqual(due);
				});
			}),
			{ numRuns: 200 },
		);
	});

	it('tells again in a sliding window after the count was below', async () => {
		const sliding = { ...parameters, window: 'lastDays', days: 3 };
		await fc.assert(
			fc.asyncProperty(setting, wildSteps, async (where, history) => {
				await live(where, history, sliding, ledger, (polled, due) => {
					expect(polled.error).toBeUndefined();
					expect(lines(polled, 'last')).toEqual(due);
				});
			}),
			{ numRuns: 200 },
		);
	});
});

const reached = (day: string, user: string, count: number) =>
	PERCENTAGES.filter((percentage) => limit(user) > 0 && count * 100 >= limit(user) * percentage).map(
		(percentage) => `${day} ${user} ${percentage}`,
	);

/** What the first poll finds reached: that of a day which has begun in the trigger's time zone. */
function reachedDays(platform: Platform, { timezone, begin }: Setting): string[] {
	const today = new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(begin);
	return [...platform.days.keys()]
		.filter((day) => day <= today)
		.flatMap((day) => USERS.flatMap((user) => reached(day, user, platform.executions(user, day, day) ?? 0)));
}
