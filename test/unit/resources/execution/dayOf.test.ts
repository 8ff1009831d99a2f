import type { IDataObject } from 'n8n-workflow';
import { start } from '../../../../nodes/FlowMate/resources/execution/days';
import { itemWith } from '../../item';

const day = (value: unknown, timezone = 'Europe/Berlin') =>
	itemWith({ start: value } as IDataObject, { timezone }).read(start);

describe('A day', () => {
	test.each([
		['2026-11-01', '2026-11-01'],
		['2026-11-01T10:00:00', '2026-11-01'],
		['2026-11-01T23:30:00Z', '2026-11-02'],
		['2026-11-01T00:30:00+02:00', '2026-10-31'],
		['2026-11-01T23:30:00.000+01:00', '2026-11-01'],
		[new Date('2026-11-01T23:30:00Z'), '2026-11-02'],
	])("of %s is %s in the workflow's time zone", (value, expected) => {
		expect(day(value)).toBe(expected);
	});

	it('by itself is the same in every time zone', () => {
		const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York', 'UTC'];
		expect(zones.map((zone) => day('2026-03-29', zone))).toEqual(Array(4).fill('2026-03-29'));
	});

	test.each([undefined, ''])('is left to FlowMate when it is %j', (value) => {
		expect(day(value)).toBeUndefined();
	});

	it('is not one month ago because an expression gave null', () => {
		expect(() => day(null)).toThrow("'Start' is empty");
	});

	test.each([
		['yesterday', '"yesterday"'],
		['2026-13-01', '"2026-13-01"'],
		[{ day: 1 }, '{"day":1}'],
		[true, 'true'],
	])('is not %j', (value, shown) => {
		expect(() => day(value)).toThrow(
			expect.objectContaining({
				message: `'Start' is not a date: ${shown}`,
				description: expect.stringMatching(
					/^Enter a date such as \d{4}-\d\d-\d\d, or use an expression such as \{\{ \$now\.minus/,
				),
			}),
		);
	});
});
