import fc from 'fast-check';
import { clockSteps, HISTORIES, setting, steps, USERS, wildSteps, type Setting } from './history';
import { ExecutionLedger } from './ledger';
import { itemsOf, live } from './live';
import type { Polled } from './n8n';
import { dayAt } from './timezones';

const lines = (polled: Polled) =>
	itemsOf(polled)
		.map(
			({ key, window, previousExecutions, executions }) =>
				`${window.start} ${key} ${previousExecutions}→${executions}`,
		)
		.sort();

describe('Executions Counted', () => {
	test.each([
		['whatever happens in between', steps],
		['also where polls agree about a wrong clock which is then put right', clockSteps],
	])('tells every counted execution exactly once, %s', async (_what, histories) => {
		await fc.assert(
			fc.asyncProperty(setting, histories, async (where, history) => {
				const told = new Map<string, number>();
				const platform = await live(
					where,
					history,
					{ window: where.kind },
					(platform) => new ExecutionLedger(platform),
					(polled) => {
						for (const { key = '', difference } of itemsOf(polled)) {
							expect(difference).toBeGreaterThan(0);
							told.set(key, (told.get(key) ?? 0) + difference);
						}
					},
				);
				for (const user of USERS) {
					const counted = platform.executions(user, '2000-01-01', '2100-01-01') ?? 0;
					expect([user, (told.get(user) ?? 0) + seenByTheFirstPoll(where)]).toEqual([user, counted]);
				}
			}),
			HISTORIES,
		);
	});

	it('tells after each poll what a ledger tells that forgets nothing, with falling counts, vanishing keys and changing settings', async () => {
		await fc.assert(
			fc.asyncProperty(setting, wildSteps, async (where, history) => {
				await live(
					where,
					history,
					{ window: where.kind },
					(platform) => new ExecutionLedger(platform),
					(polled, due) => {
						expect(polled.error).toBeUndefined();
						expect(lines(polled)).toEqual(due);
						for (const { difference } of itemsOf(polled)) expect(difference).toBeGreaterThan(0);
					},
				);
			}),
			HISTORIES,
		);
	});
});

/** The history begins with five executions of each user. They are seen at once unless their day has not begun in the trigger's time zone or in UTC. */
function seenByTheFirstPoll({ timezone, platformTimezone, begin }: Setting): number {
	return [timezone, 'UTC'].every((zone) => dayAt(platformTimezone, begin) <= dayAt(zone, begin)) ? 5 : 0;
}
