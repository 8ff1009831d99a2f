import { rangeOf } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/parameters/range';
import { from, to } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/auditFilters';
import { startDate } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/runParameters';
import { itemWith } from '../item';

const inBerlin = { timezone: 'Europe/Berlin' };
const read = (additionalFields: object) =>
	itemWith({ additionalFields: { ...additionalFields } }, inBerlin).read(startDate);
const range = (filters: object) => rangeOf(itemWith({ filters: { ...filters } }, inBerlin), from, to);

describe('A date', () => {
	test.each([
		['2026-11-01T08:00:00', '2026-11-01T07:00:00.000Z'],
		['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.000Z'],
		['2026-11-01T08:00:00-05:00', '2026-11-01T13:00:00.000Z'],
		['2026-07-01', '2026-06-30T22:00:00.000Z'],
	])("'%s' is %s, in the workflow's time zone where it has none", (value, instant) => {
		expect(read({ startDate: value })).toBe(instant);
	});

	it('is none where it was not added', () => {
		expect(read({})).toBeUndefined();
	});

	it('that is none is refused by the name of its parameter', () => {
		for (const startDate of ['', null, undefined])
			expect(() => read({ startDate })).toThrow("'Start Date' is empty");
		expect(() => read({ startDate: 'soon' })).toThrow('\'Start Date\' is not a date: "soon"');
	});

	it('must not be later than the one that it begins a range with', () => {
		expect(() => range({ from: '2026-11-02', to: '2026-11-01' })).toThrow("'From' is after 'To'");
		expect(range({ from: '2026-11-01' })).toEqual({
			from: '2026-10-31T23:00:00.000Z',
			to: undefined,
		});
	});
});
