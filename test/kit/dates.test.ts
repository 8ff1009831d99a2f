import { DateTime } from 'luxon';
import { readDay, readInstant, readZonedInstant } from '../../nodes/FlowMate/kit/dates';
import { readAs, readExpression } from './scope';

describe('A day', () => {
	test.each([
		['2026-11-01', 'Europe/Berlin', '2026-11-01'],
		['2026-11-01T23:30:00Z', 'Europe/Berlin', '2026-11-02'],
		['2026-11-01T23:30:00Z', 'America/New_York', '2026-11-01'],
		['2026-11-01T23:30:00', 'America/New_York', '2026-11-01'],
		[' 2026-11-01 ', 'Asia/Tokyo', '2026-11-01'],
		['2026-09-06', 'America/Santiago', '2026-09-06'],
		[DateTime.fromISO('2026-11-01T23:30', { zone: 'UTC' }), 'Europe/Berlin', '2026-11-02'],
		[
			DateTime.fromISO('2026-11-01', { zone: 'UTC', locale: 'ar-EG', numberingSystem: 'arab' }),
			'UTC',
			'2026-11-01',
		],
		[new Date(Date.UTC(2026, 10, 1, 23, 30)), 'Europe/Berlin', '2026-11-02'],
	])('%s is, in %s, %s', (value, timezone, day) => {
		expect(readAs(readDay, value, 'Start', timezone)).toBe(day);
	});
});

describe('An instant', () => {
	test.each([
		['2026-11-01T08:00', '2026-11-01T07:00:00.000Z'],
		['2026-11-01T08:00:00', '2026-11-01T07:00:00.000Z'],
		['2026-11-01 08:00:00.123456', '2026-11-01T07:00:00.123Z'],
		['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.000Z'],
		['2026-11-01T08:00:00-05:00', '2026-11-01T13:00:00.000Z'],
		['2026-11-01T08:00:00+0530', '2026-11-01T02:30:00.000Z'],
		['2026-11-01T08:00+05', '2026-11-01T03:00:00.000Z'],
		['2026-07-01', '2026-06-30T22:00:00.000Z'],
		['2024-02-29', '2024-02-28T23:00:00.000Z'],
		[DateTime.fromISO('2026-11-01T08:00', { zone: 'Asia/Tokyo' }), '2026-10-31T23:00:00.000Z'],
		[new Date(Date.UTC(2026, 10, 1)), '2026-11-01T00:00:00.000Z'],
	])("%s is %s, in the workflow's time zone where it has none", (value, instant) => {
		expect(readAs(readInstant, value, 'Start Date', 'Europe/Berlin')).toBe(instant);
	});

	it('may keep the offset of its zone', () => {
		expect(readAs(readZonedInstant, '2026-03-01T08:00', 'At', 'Asia/Tokyo')).toBe(
			'2026-03-01T08:00:00.000+09:00',
		);
		expect(readAs(readZonedInstant, '2026-03-01T08:00Z', 'At', 'Asia/Tokyo')).toBe(
			'2026-03-01T08:00:00.000Z',
		);
	});
});

describe('What is no date', () => {
	const shelf = { isLuxonDateTime: true, isValid: true };
	test.each([
		['day first', '01.11.2026', '"01.11.2026"'],
		['day first, with a time', '01.11.2026 08:00', '"01.11.2026 08:00"'],
		['slashes', '01/02/2024', '"01/02/2024"'],
		['year first with slashes', '2024/01/02', '"2024/01/02"'],
		['a number', '5', '"5"'],
		['a number that is one', 20261101, '20261101'],
		['seconds since 1970', 1793491200, '1793491200'],
		['a word with a digit', 'run 7', '"run 7"'],
		['a word', 'soon', '"soon"'],
		['a day that does not exist', '2024-06-31', '"2024-06-31"'],
		['29 February of a common year', '2026-02-29', '"2026-02-29"'],
		['an hour that clocks leave out', '2026-03-29T02:30', '"2026-03-29T02:30"'],
		['hour 24', '2026-11-01T24:00', '"2026-11-01T24:00"'],
		['a week date', '2026-W45-1', '"2026-W45-1"'],
		['an ordinal date', '2026-305', '"2026-305"'],
		['a date without separators', '20261101', '"20261101"'],
		['a month', '2026-11', '"2026-11"'],
		['English words', 'Nov 1, 2026', '"Nov 1, 2026"'],
		['an HTTP date', 'Sun, 01 Nov 2026 00:00:00 GMT', '"Sun, 01 Nov 2026 00:00:00 GMT"'],
		['a blank within', '2026-11-01T08:00 Z', '"2026-11-01T08:00 Z"'],
		['digits of another script', '２０２６-11-01', '"２０２６-11-01"'],
		['a character that nobody sees', '2026-11-01\u200b', '"2026-11-01\\u{200b}"'],
		['a hyphen that is none', '2026\u201111\u201101', '"2026\u201111\u201101"'],
		['a list', ['2026-11-01'], '["2026-11-01"]'],
		['an object', { year: 2026 }, '{"year":2026}'],
		['an object that poses as a date', shelf, '{"isLuxonDateTime":true,"isValid":true}'],
		['a date that is none', new Date(NaN), 'null'],
		['a date of n8n that is none', DateTime.invalid('x'), 'null'],
		['true', true, 'true'],
		['a year beyond four digits', new Date(8.64e15), '"+275760-09-13T00:00:00.000Z"'],
	])('is refused, with the date of today as the example: %s', (_, value, shown) => {
		const day = 'Enter a date such as 2026-11-22, or use an expression such as {{ $now.minus({ days: 1 }) }}';
		expect(() => readAs(readDay, value, 'Start', 'Europe/Berlin')).toThrow(
			expect.objectContaining({ message: `'Start' is not a date: ${shown}`, description: day }),
		);
		expect(() => readAs(readInstant, value, 'Start', 'Europe/Berlin')).toThrow(
			expect.objectContaining({
				message: `'Start' is not a date: ${shown}`,
				description: day.replace('2026-11-22', '2026-11-22T11:00'),
			}),
		);
	});

	test.each(['', ' ', null, undefined])('is told as nothing where it is %j', (value) => {
		expect(() => readAs(readInstant, value, 'Start Date')).toThrow("'Start Date' is empty");
		expect(() => readExpression(readInstant, value, 'Start Date')).toThrow(
			"'Start Date' is empty: its expression gave nothing for this item",
		);
	});
});
