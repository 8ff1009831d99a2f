import { oneOf, sortOf, textOf } from '../../../nodes/FlowMate/request/query';
import { itemWith } from '../item';

const item = itemWith();

describe('A filter with a few values', () => {
	it('is one of them, or left out', () => {
		expect(oneOf(item, 'Status', 'active', ['active', 'inactive'])).toBe('active');
		expect(oneOf(item, 'Status', undefined, ['active', 'inactive'])).toBeUndefined();
	});

	test.each([
		['starting', '"starting"'],
		['', '""'],
		[['active'], '["active"]'],
		[null, 'null'],
		[1, '1'],
	])('is not %j', (value, shown) => {
		expect(() => oneOf(item, 'Status', value, ['active', 'inactive'])).toThrow(
			expect.objectContaining({
				message: `'Status' is not one of active, inactive: ${shown}`,
				description: 'Choose one of these values, or remove it',
			}),
		);
	});

	it('shows no more of a wrong value than its beginning', () => {
		expect(() => oneOf(item, 'Status', 'x'.repeat(1_000), ['active'])).toThrow(
			`'Status' is not one of active: "${'x'.repeat(59)}`,
		);
		expect(() => oneOf(item, 'Status', 'x'.repeat(1_000), ['active'])).not.toThrow('x'.repeat(60));
	});
});

describe('A text filter', () => {
	test.each([
		['Order', 'Order'],
		[42, '42'],
		[' ', ' '],
		['', undefined],
		[undefined, undefined],
	])('%j is sent as %j', (value, text) => {
		expect(textOf(item, 'Search', value)).toBe(text);
	});

	test.each([[['a', 'b']], [{ a: 1 }], [true], [null]])('is not %j', (value) => {
		expect(() => textOf(item, 'Search', value)).toThrow(
			expect.objectContaining({
				message: "'Search' must be text",
				description: 'Enter one text, not a list or an object',
			}),
		);
	});
});

describe('The order of a list', () => {
	test.each([
		[{}, 'createdAt'],
		[{ field: 'name' }, 'name'],
		[{ field: 'updatedAt', direction: 'ascending' }, 'updatedAt'],
		[{ field: 'name', direction: 'descending' }, '-name'],
		[{ direction: 'descending' }, '-createdAt'],
	])('%j is sent as %j', (sort, parameter) => {
		expect(sortOf(itemWith({ sort }))).toBe(parameter);
	});

	it('takes no field that FlowMate does not sort by', () => {
		expect(() => sortOf(itemWith({ sort: { field: 'status' } }))).toThrow(
			'\'Sort By\' is not one of createdAt, name, updatedAt: "status"',
		);
		expect(() => sortOf(itemWith({ sort: { direction: 'up' } }))).toThrow(
			'\'Direction\' is not one of ascending, descending: "up"',
		);
	});
});
