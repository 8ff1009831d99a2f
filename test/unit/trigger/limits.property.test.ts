import fc from 'fast-check';
import { HISTORIES, setting, steps, USERS, wildSteps, type Setting } from './history';
import { LimitLedger } from './ledger';
import { itemsOf, live } from './live';
import type { Polled } from './n8n';
import { dayAt } from './timezones';
import type { Platform } from './platform';

const PERCENTAGES = [50, 80, 100];
const LIMITS: Record<string, number> = { a: 20, b: 10, c: 0 };

const parameters = {
	triggerOn: 'limit',
	limit: 20,
	percentages: PERCENTAGES,
	keyLimits: { b: 10, c: 0 },
};

const ledger = (platform: Platform) => new LimitLedger(platform);
const lines = (polled: Polled, window?: string) =>
	itemsOf(polled)
		.map(({ key, window: { start }, percentage }) => `${window ?? start} ${key} ${percentage}`)
		.sort();

describe('Limit Reached', () => {
	it('tells once of each key, percentage and window that was reached', async () => {
		await fc.assert(
			fc.asyncProperty(setting, steps, async (where, history) => {
				const told: string[] = [];
				const events: string[] = [];
				let atFirst: string[] | undefined;
				let platform: Platform | undefined;
				await live(
					where,
					history,
					{ ...parameters, window: 'day' },
					(given) => ledger((platform = given)),
					(polled) => {
						atFirst ??= platform && reachedDays(platform, where);
						told.push(...lines(polled));
						events.push(...itemsOf(polled).map(({ eventId }) => eventId));
					},
				);
				const days = [...(platform?.days ?? [])].flatMap(([day, counts]) =>
					[...counts].flatMap(([user, count]) => reached(day, user, count)),
				);
				expect(told.sort()).toEqual(days.filter((line) => !atFirst?.includes(line)).sort());
				expect(new Set(events).size).toBe(told.length);
			}),
			HISTORIES,
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
			HISTORIES,
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
			HISTORIES,
		);
	});
});

const reached = (day: string, user: string, count: number) =>
	PERCENTAGES.filter((percentage) => LIMITS[user] > 0 && count * 100 >= LIMITS[user] * percentage).map(
		(percentage) => `${day} ${user} ${percentage}`,
	);

/** What the first poll finds reached: that of a day which has begun in the trigger's time zone and in UTC. */
function reachedDays(platform: Platform, { timezone, begin }: Setting): string[] {
	const days = [timezone, 'UTC'].map((zone) => dayAt(zone, begin));
	return [...platform.days.keys()]
		.filter((day) => days.every((today) => day <= today))
		.flatMap((day) => USERS.flatMap((user) => reached(day, user, platform.executions(user, day, day) ?? 0)));
}
