import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
	addDays,
	dayIn,
	earliestDay,
	windowOf,
	windowsBetween,
	type Calendar,
} from '../../../../nodes/FlowMate/resources/execution/calendar';
import { TIMEZONES } from '../../trigger/timezones';
import { runs } from '../../../runs';

const moment = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2050-01-01') });
const day = moment.map((time) => new Date(time).toISOString().slice(0, 10));
const calendar = fc.constantFrom<Calendar>('day', 'week', 'month');

describe('The day in a time zone', () => {
	test.each([
		['2026-03-10T23:30:00Z', 'UTC', '2026-03-10'],
		['2026-03-10T23:30:00Z', 'Europe/Berlin', '2026-03-11'],
		['2026-03-10T03:30:00Z', 'America/New_York', '2026-03-09'],
		['2026-12-31T11:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
		['2026-03-28T22:59:59Z', 'Europe/Berlin', '2026-03-28'],
		['2026-03-29T21:59:59Z', 'Europe/Berlin', '2026-03-29'],
		['2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30'],
	])('%s is in %s on %s', (time, timezone, expected) => {
		expect(dayIn(timezone, Date.parse(time))).toBe(expected);
	});

	it('is the one that luxon tells, at any time anywhere', () => {
		fc.assert(
			fc.property(moment, fc.constantFrom(...TIMEZONES), (time, timezone) => {
				expect(dayIn(timezone, time)).toBe(DateTime.fromMillis(time, { zone: timezone }).toISODate());
			}),
			runs(500),
		);
	});

	it('is never before the earliest day', () => {
		fc.assert(
			fc.property(moment, fc.constantFrom(...TIMEZONES), (time, timezone) => {
				expect(dayIn(timezone, time) >= earliestDay(time)).toBe(true);
			}),
		);
	});

	it('is refused for a zone that nobody knows', () => {
		expect(() => dayIn('Europe/Atlantis', 0)).toThrow(RangeError);
	});
});

describe('Windows', () => {
	test.each<[Calendar, string, string, string]>([
		['day', '2026-03-10', '2026-03-10', '2026-03-10'],
		['week', '2026-03-10', '2026-03-09', '2026-03-15'],
		['week', '2026-03-09', '2026-03-09', '2026-03-15'],
		['week', '2026-03-15', '2026-03-09', '2026-03-15'],
		['week', '2027-01-01', '2026-12-28', '2027-01-03'],
		['month', '2026-02-10', '2026-02-01', '2026-02-28'],
		['month', '2028-02-29', '2028-02-01', '2028-02-29'],
		['month', '2026-12-31', '2026-12-01', '2026-12-31'],
	])('the %s of %s goes from %s to %s', (kind, of, start, end) => {
		expect(windowOf(kind, of)).toEqual({ start, end });
	});

	it('are those that luxon tells', () => {
		fc.assert(
			fc.property(calendar, day, (kind, of) => {
				const date = DateTime.fromISO(of, { zone: 'UTC' });
				const expected = { start: date.startOf(kind).toISODate(), end: date.endOf(kind).toISODate() };
				expect(windowOf(kind, of)).toEqual(expected);
			}),
		);
	});

	it('follow one another without a gap', () => {
		fc.assert(
			fc.property(calendar, day, fc.nat(100), (kind, first, length) => {
				const last = addDays(first, length);
				const windows = windowsBetween(kind, first, last);
				expect(windows[0]).toEqual(windowOf(kind, first));
				expect(windows[windows.length - 1]).toEqual(windowOf(kind, last));
				for (const [index, { start }] of windows.entries())
					if (index > 0) expect(start).toBe(addDays(windows[index - 1].end, 1));
			}),
		);
	});
});
