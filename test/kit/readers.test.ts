import {
	optional,
	readChoice,
	readFilledText,
	readFilterText,
	readFlag,
	readNumber,
	readSeconds,
	readText,
	readWholeNumber,
} from '../../nodes/FlowMate/kit/readers';
import { readAs, readExpression } from './scope';

const problem = (message: string, description: string) => expect.objectContaining({ message, description });

describe('A switch', () => {
	test.each([
		[true, true],
		[false, false],
		['true', true],
		[' FALSE ', false],
	])('%j is %s', (value, flag) => {
		expect(readAs(readFlag, value)).toBe(flag);
	});

	test.each([
		['yes', '"yes"'],
		['', '""'],
		['1', '"1"'],
		['true\u200b', '"true\\u{200b}"'],
		[1, '1'],
		[null, 'null'],
		[['true'], '["true"]'],
		[{}, '{}'],
	])('is not %j', (value, shown) => {
		expect(() => readAs(readFlag, value, 'Simplify')).toThrow(
			problem(`'Simplify' must be true or false: ${shown}`, 'Use an expression that gives true or false'),
		);
	});
});

describe('A text', () => {
	test.each([
		['Order', 'Order'],
		[42, '42'],
		[' ', ' '],
		['', ''],
	])('%j is %j', (value, text) => {
		expect(readAs(readText, value)).toBe(text);
	});

	test.each([[['a', 'b']], [{ a: 1 }], [true], [null], [undefined]])('is not %j', (value) => {
		expect(() => readAs(readText, value, 'Search')).toThrow(
			problem(
				expect.stringMatching(/^'Search' (must be text: it is (a list|an object|true)|is empty)$/) as string,
				expect.stringMatching(
					/^Enter (one text, not a list or an object|a text, or use an expression)/,
				) as string,
			),
		);
	});

	test.each([2 ** 60, 1e21])('is not the number %d, whose digits were lost', (value) => {
		expect(() => readAs(readText, value, 'Name')).toThrow(
			"'Name' is a number of more digits than can be kept",
		);
	});

	test.each(['', ' ', null, undefined])('to select by is not %j, which would select everything', (value) => {
		expect(() => readAs(readFilterText, value, 'Search')).toThrow(
			problem("'Search' is empty", 'Enter a text, or remove it'),
		);
	});

	test.each(['', '  ', null, undefined])('that must not be empty is not %j', (value) => {
		expect(() => readAs(readFilledText, value, 'User Name')).toThrow(
			problem("'User Name' is empty", 'Enter a user name'),
		);
	});

	it('that must not be empty is handed on as it is', () => {
		expect(readAs(readFilledText, ' ada ')).toBe(' ada ');
		expect(readAs(readFilledText, 0)).toBe('0');
	});
});

describe('A whole number', () => {
	test.each([
		[50, 50],
		['50', 50],
		[' 7 ', 7],
	])('%j is %d', (value, number) => {
		expect(readAs(readWholeNumber(1), value)).toBe(number);
	});

	test.each([
		0,
		-1,
		1.5,
		'many',
		'',
		' ',
		'1e3',
		'0x10',
		'5.0',
		'５',
		'5\u200b',
		null,
		undefined,
		true,
		[5],
		Infinity,
		NaN,
		2 ** 60,
	])('above 0 is not %p', (value) => {
		expect(() => readAs(readWholeNumber(1), value, 'Limit')).toThrow(
			problem(
				expect.stringMatching(/^'Limit' must be a whole number above 0: /) as string,
				'Enter a number such as 10',
			),
		);
	});

	test.each([
		['10.000', 'Enter 10000, or 10, without separators'],
		['10,000', 'Enter 10000, or 10, without separators'],
		['1.000.000', 'Enter 1000000, without separators'],
		['10 000', 'Enter 10000, without separators'],
		['10\u202f000', 'Enter 10000, without separators'],
		["10'000", 'Enter 10000, without separators'],
	])('is not %j, which may mean two', (value, how) => {
		expect(() => readAs(readWholeNumber(1), value, 'Limit')).toThrow(
			problem(expect.stringContaining("'Limit' must be a whole number above 0: ") as string, how),
		);
	});

	it('may begin elsewhere', () => {
		expect(readAs(readWholeNumber(0), 0)).toBe(0);
		expect(() => readAs(readWholeNumber(0), -1, 'Offset')).toThrow(
			"'Offset' must be a whole number, 0 or more: -1",
		);
	});
});

describe('Seconds', () => {
	it('are a number above 0, with or without a fraction', () => {
		expect([readAs(readSeconds, '0.5'), readAs(readSeconds, 120)]).toEqual([0.5, 120]);
	});

	test.each([0, -1, 'soon', '0,5', '1e3', true, [5], Infinity, undefined])('are not %j', (value) => {
		expect(() => readAs(readSeconds, value, 'Longest Wait (Seconds)')).toThrow(
			problem(
				expect.stringContaining("'Longest Wait' must be a number above 0: ") as string,
				'Enter a number of seconds, such as 90',
			),
		);
	});

	it('are not a text that may mean thousands', () => {
		expect(() => readAs(readSeconds, '1.000')).toThrow(
			problem(expect.any(String) as string, 'Enter 1000, or 1, without separators'),
		);
	});
});

describe('A number', () => {
	test.each([
		[12.5, 12.5],
		['12.50', 12.5],
		['-7', -7],
	])('%j is %d', (value, number) => {
		expect(readAs(readNumber, value)).toBe(number);
	});

	test.each([
		'12.500',
		'80,5',
		'1e5',
		'0x10',
		'12345678901234567890',
		'0.12345678901234567890',
		'',
		NaN,
		true,
		[1],
	])('is not %j', (value) => {
		expect(() => readAs(readNumber, value, 'Amount')).toThrow(/^'Amount' (must be a number|is empty)/);
	});
});

describe('A choice', () => {
	const status = readChoice(['active', 'inactive']);

	it('is one of a few values', () => {
		expect(readAs(status, 'active')).toBe('active');
	});

	test.each([
		['starting', '"starting"'],
		['', '""'],
		[['active'], '["active"]'],
		[null, 'null'],
		[undefined, 'undefined'],
		[1, '1'],
	])('is not %j', (value, shown) => {
		expect(() => readAs(status, value, 'Status')).toThrow(
			problem(
				`'Status' is not one of active, inactive: ${shown}`,
				'Choose one of these values, or remove it',
			),
		);
	});

	it('shows no more of a wrong value than its beginning', () => {
		const read = () => readAs(readChoice(['active']), 'x'.repeat(1_000), 'Status');
		expect(read).toThrow(`'Status' is not one of active: "${'x'.repeat(60)}…"`);
		expect(read).not.toThrow('x'.repeat(61));
	});
});

describe('A value that may be left out', () => {
	test.each([undefined, ''])('is nothing where it is %j', (value) => {
		expect(readAs(optional(readText), value)).toBeUndefined();
	});

	it('is read where there is one', () => {
		expect(readAs(optional(readFlag), false)).toBe(false);
		expect(() => readAs(optional(readFlag), 'x')).toThrow("'Value' must be true or false");
	});
});

describe('An expression that gave nothing for an item', () => {
	test.each([
		['a switch', readFlag],
		['a text to select by', readFilterText],
		['a text that must not be empty', readFilledText],
		['a whole number', readWholeNumber(1)],
		['a number', readNumber],
		['seconds', readSeconds],
		['a choice', readChoice(['a', 'b'])],
		['what may be left out', optional(readFlag)],
	])('is told as such for %s', (_, reader) => {
		for (const nothing of ['', undefined, null]) {
			expect(() => readExpression<unknown>(reader, nothing, 'Value')).toThrow(
				problem(
					"'Value' is empty: its expression gave nothing for this item",
					"Check whether this item has the fields that the expression of 'Value' names",
				),
			);
		}
	});

	it('is an empty text only where it gave that', () => {
		expect(readExpression(readText, '')).toBe('');
		expect(() => readExpression(readText, null)).toThrow("'Value' is empty: its expression gave nothing");
	});
});
