import {
	orUndefined,
	readChoice,
	readDay,
	readFilledText,
	readFlag,
	readInstant,
	readJson,
	readJsonObject,
	readJsonObjects,
	readNames,
	readSeconds,
	readText,
	readWholeNumber,
} from '../../nodes/FlowMate/kit/readers';
import { readAs } from './scope';

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

	test.each(['yes', '', 1, null, undefined, {}])('is not %j', (value) => {
		expect(() => readAs(readFlag, value, 'Simplify')).toThrow(
			problem("'Simplify' must be true or false", 'Use an expression that gives true or false'),
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
			problem("'Search' must be text", 'Enter one text, not a list or an object'),
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

	test.each([0, -1, 1.5, 'many', '', ' ', null, undefined, true, [5], Infinity, NaN, 2 ** 60])(
		'above 0 is not %p',
		(value) => {
			expect(() => readAs(readWholeNumber(1), value, 'Limit')).toThrow(
				problem("'Limit' must be a whole number above 0", 'Enter a number such as 10'),
			);
		},
	);

	it('may begin elsewhere', () => {
		expect(readAs(readWholeNumber(0), 0)).toBe(0);
		expect(() => readAs(readWholeNumber(0), -1, 'Offset')).toThrow(
			"'Offset' must be a whole number, 0 or more",
		);
	});
});

describe('Seconds', () => {
	it('are a number above 0, with or without a fraction', () => {
		expect([readAs(readSeconds, '0.5'), readAs(readSeconds, 120)]).toEqual([0.5, 120]);
	});

	test.each([0, -1, 'soon', undefined])('are not %j', (value) => {
		expect(() => readAs(readSeconds, value, 'Longest Wait (Seconds)')).toThrow(
			problem("'Longest Wait' must be a number above 0", 'Enter a number of seconds'),
		);
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
		expect(read).toThrow(`'Status' is not one of active: "${'x'.repeat(59)}`);
		expect(read).not.toThrow('x'.repeat(60));
	});
});

describe('JSON', () => {
	test.each([
		['{"a":1}', { a: 1 }],
		[' [1, 2] ', [1, 2]],
		['"text"', 'text'],
		['null', null],
	])('is read from the text %j', (text, value) => {
		expect(readAs(readJson, text)).toEqual(value);
	});

	test.each([{ a: 1 }, [1, 2], null, 5])('is taken as an expression gave it: %j', (value) => {
		expect(readAs(readJson, value)).toBe(value);
	});

	it('says where its text is no JSON', () => {
		expect(() => readAs(readJson, '{"a":1,}', 'Graph')).toThrow(
			problem(
				"'Graph' is not valid JSON (character 7)",
				'Check quotes, commas and brackets, or use an expression that gives an object',
			),
		);
	});

	test.each(['', '{', 'undefined', "{'a':1}"])('is refused when its text is %j', (text) => {
		expect(() => readAs(readJson, text, 'Overrides')).toThrow("'Overrides' is not valid JSON");
	});

	it('keeps what it holds out of the error', () => {
		expect(() => readAs(readJson, '{"iban": DE89370400440532013000}')).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('DE89') }),
		);
	});

	it('may have to be an object', () => {
		expect(readAs(readJsonObject, '{"nodes":[]}')).toEqual({ nodes: [] });
	});

	test.each(['[]', '"text"', '5', 'null', [1], null, undefined, 5])(
		'is no object where it is %j',
		(value) => {
			expect(() => readAs(readJsonObject, value, 'Graph')).toThrow(
				problem("'Graph' must be a JSON object", 'Enter something like { "key": "value" }'),
			);
		},
	);

	it('may have to be a list of objects', () => {
		expect(readAs(readJsonObjects, '[{"id":1}]')).toEqual([{ id: 1 }]);
		expect(readAs(readJsonObjects, [])).toEqual([]);
	});

	test.each(['{}', '[1]', [null], undefined])('is no list of objects where it is %j', (value) => {
		expect(() => readAs(readJsonObjects, value, 'Steps')).toThrow(
			problem("'Steps' must be a list of objects", 'Enter something like [{ "key": "value" }]'),
		);
	});
});

describe('A day', () => {
	test.each([
		['2026-11-01', 'Europe/Berlin', '2026-11-01'],
		['2026-11-01T23:30:00Z', 'Europe/Berlin', '2026-11-02'],
		['2026-11-01T23:30:00Z', 'America/New_York', '2026-11-01'],
		['2026-11-01T23:30:00', 'America/New_York', '2026-11-01'],
	])('%s is, in %s, %s', (value, timezone, day) => {
		expect(readAs(readDay, value, 'Start', timezone)).toBe(day);
	});

	it('that is none is refused', () => {
		expect(() => readAs(readDay, 'soon', 'Start')).toThrow(
			problem(
				'\'Start\' is not a date: "soon"',
				'Enter a date such as 2026-11-01, or use an expression such as {{ $now.startOf("month") }}',
			),
		);
	});
});

describe('An instant', () => {
	test.each([
		['2026-11-01T08:00:00', '2026-11-01T07:00:00.000Z'],
		['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.000Z'],
		['2026-11-01T08:00:00-05:00', '2026-11-01T13:00:00.000Z'],
		['2026-07-01', '2026-06-30T22:00:00.000Z'],
	])("%s is %s, in the workflow's time zone where it has none", (value, instant) => {
		expect(readAs(readInstant, value, 'Start Date', 'Europe/Berlin')).toBe(instant);
	});

	test.each([
		[null, 'null'],
		['soon', '"soon"'],
	])('is not %j', (value, shown) => {
		expect(() => readAs(readInstant, value, 'Start Date')).toThrow(`'Start Date' is not a date: ${shown}`);
	});
});

describe('Names', () => {
	test.each([
		['ada, bo,,cy ', ['ada', 'bo', 'cy']],
		[
			['ada', ' bo ', null],
			['ada', 'bo'],
		],
		['', []],
		[undefined, []],
	])('%j are %j', (value, names) => {
		expect(readAs(readNames, value)).toEqual(names);
	});
});

describe('An optional value', () => {
	test.each([undefined, null, ''])('is nothing where it is %j', (value) => {
		expect(readAs(orUndefined(readDay), value)).toBeUndefined();
	});

	it('is read where there is one', () => {
		expect(readAs(orUndefined(readFlag), false)).toBe(false);
		expect(() => readAs(orUndefined(readFlag), 'x')).toThrow("'Value' must be true or false");
	});
});
