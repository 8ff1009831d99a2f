import { decideUsers, type KnownUsers } from '../../../nodes/FlowMate/trigger/users';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** So many users. */
const usersTo = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ _id: String(index).padStart(24, '0') }));

/** What is known after the first look at so many. */
const known = (count: number): KnownUsers => decideUsers(undefined, usersTo(count), NOW).next;

describe('Users', () => {
	test.each([0, 1, 900])('are not new because a list of 3,000 had only %d for a while', (left) => {
		const first = decideUsers(known(3_000), usersTo(left), NOW + HOUR);
		const second = decideUsers(first.next, usersTo(left), NOW + 20 * HOUR);
		const back = decideUsers(second.next, usersTo(3_000), NOW + 21 * HOUR);
		expect(back.found).toEqual([]);
		expect(back.next).toEqual(known(3_000));
	});

	test('are forgotten where most have been gone for a day', () => {
		const first = decideUsers(known(3_000), usersTo(1), NOW + HOUR);
		const later = decideUsers(first.next, usersTo(1), NOW + HOUR + DAY);
		expect(later.next).toEqual(known(1));
	});
});
