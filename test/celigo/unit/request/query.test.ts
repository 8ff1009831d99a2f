import {
	flagOf,
	instantOf,
	oneOf,
	rangeOf,
	textOf,
} from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/request/query';
import { itemWith } from '../item';

const item = itemWith({}, { timezone: 'Europe/Berlin' });

describe('A date', () => {
	test.each([
		['2026-11-01T08:00:00', '2026-11-01T07:00:00.000Z'],
		['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.000Z'],
		['2026-11-01T08:00:00-05:00', '2026-11-01T13:00:00.000Z'],
		['2026-07-01', '2026-06-30T22:00:00.000Z'],
	])("'%s' is %s, in the workflow's time zone where it has none", (value, instant) => {
		expect(instantOf(item, 'Start Date', value)).toBe(instant);
	});

	test.each([undefined, ''])('%p is none', (value) => {
		expect(instantOf(item, 'Start Date', value)).toBeUndefined();
	});

	it('that is none is refused by the name of its parameter', () => {
		expect(() => instantOf(item, 'Start Date', null)).toThrow("'Start Date' is not a date: null");
		expect(() => instantOf(item, 'Start Date', 'soon')).toThrow('\'Start Date\' is not a date: "soon"');
	});

	it('must not be later than the one that it begins a range with', () => {
		const range = () => rangeOf(item, ['From', '2026-11-02'], ['To', '2026-11-01']);
		expect(range).toThrow("'From' is after 'To'");
		expect(rangeOf(item, ['From', '2026-11-01'], ['To', ''])).toEqual({
			from: '2026-10-31T23:00:00.000Z',
			to: undefined,
		});
	});
});

describe('A value', () => {
	it('of a few is one of them', () => {
		expect(oneOf(item, 'State', 'open', ['open', 'resolved'])).toBe('open');
		expect(oneOf(item, 'State', undefined, ['open', 'resolved'])).toBeUndefined();
		expect(() => oneOf(item, 'State', 'ajar', ['open', 'resolved'])).toThrow(
			"'State' is not one of open, resolved",
		);
	});

	it('that is text is text or a number', () => {
		expect(textOf(item, 'Name', 7)).toBe('7');
		expect(textOf(item, 'Name', '')).toBeUndefined();
		expect(() => textOf(item, 'Name', { a: 1 })).toThrow("'Name' must be text");
	});

	it('that switches something is true or false, not the word', () => {
		expect(flagOf(item, 'Disabled', false)).toBe(false);
		expect(() => flagOf(item, 'Disabled', 'false')).toThrow("'Disabled' must be true or false");
	});
});
