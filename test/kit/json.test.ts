import {
	readJson,
	readJsonList,
	readJsonObject,
	readJsonObjects,
	readJsonText,
} from '../../nodes/FlowMate/kit/json';
import { readAs, readExpression } from './scope';

const problem = (message: string, description: string) => expect.objectContaining({ message, description });

describe('JSON', () => {
	test.each([
		['{"a":1}', { a: 1 }],
		[' [1, 2] ', [1, 2]],
		['"text"', 'text'],
		['null', null],
	])('is read from the text %j', (text, value) => {
		expect(readAs(readJson, text)).toEqual(value);
	});

	test.each([{ a: 1 }, [1, 2], 5])('is taken as an expression gave it: %j', (value) => {
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

	test.each(['{', 'undefined', "{'a':1}"])('is refused when its text is %j', (text) => {
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

	test.each(['[]', '"text"', '5', 'null', [1], 5])('is no object where it is %j', (value) => {
		expect(() => readAs(readJsonObject, value, 'Graph')).toThrow(
			problem("'Graph' must be a JSON object", 'Enter something like { "key": "value" }'),
		);
	});

	it('may have to be a list of objects', () => {
		expect(readAs(readJsonObjects, '[{"id":1}]')).toEqual([{ id: 1 }]);
		expect(readAs(readJsonObjects, [])).toEqual([]);
	});

	test.each(['{}', '[1]', [null]])('is no list of objects where it is %j', (value) => {
		expect(() => readAs(readJsonObjects, value, 'Steps')).toThrow(
			problem("'Steps' must be a list of objects", 'Enter something like [{ "key": "value" }]'),
		);
	});

	test.each(['', ' ', null, undefined])('is empty where it is %j', (value) => {
		expect(() => readAs(readJson, value, 'Graph')).toThrow("'Graph' is empty");
		expect(() => readExpression(readJson, value, 'Graph')).toThrow(
			"'Graph' is empty: its expression gave nothing",
		);
	});

	it('may have to be a list', () => {
		expect(readAs(readJsonList, '[1, "a"]')).toEqual([1, 'a']);
		expect(() => readAs(readJsonList, '{}', 'Tags')).toThrow("'Tags' must be a list");
	});

	test.each(['```json\n{"a":1}\n```', '```\n{"a":1}\n```', ' ```JSON\r\n{"a":1}```\n'])(
		'is read from between the fences of a language model: %j',
		(text) => {
			expect(readAs(readJson, text)).toEqual({ a: 1 });
			expect(readAs(readJsonText, text)).toBe('{"a":1}');
		},
	);

	test.each(['12345678901234567890', '1e400', '0.12345678901234567890', '-9007199254740993'])(
		'is refused where the number %s would become another one',
		(number) => {
			expect(() => readAs(readJson, `{"a":[${number}]}`, 'Graph')).toThrow(
				problem(
					`'Graph' holds a number that would be changed: ${number}`,
					`Put it in quotes, as in "${number}"`,
				),
			);
		},
	);

	test.each(['1.10', '1E2', '-0', '100', '0.1', '1e-7', '"12345678901234567890"'])('keeps %s', (number) => {
		expect(readAs(readJson, `[${number}]`)).toEqual([JSON.parse(number)]);
	});

	it('is refused where a key stands twice', () => {
		expect(() => readAs(readJson, '{"a":{"b":1,"b":2}}', 'Graph')).toThrow("'Graph' has a key twice");
		expect(readAs(readJson, '[{"a":"x: \\"a\\":"},{"a":1}]')).toEqual([{ a: 'x: "a":' }, { a: 1 }]);
	});

	it('keeps a key that objects have by themselves as one of its own', () => {
		expect(Object.keys(readAs(readJsonObject, '{"__proto__":1,"constructor":2}'))).toEqual([
			'__proto__',
			'constructor',
		]);
	});

	it('is refused before its depth overflows anything', () => {
		const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
		expect(readAs(readJsonText, deep(500))).toBe(deep(500));
		expect(() => readAs(readJsonText, deep(501), 'JSON')).toThrow("'JSON' is nested too deeply");
		expect(() => readAs(readJson, deep(1_000_000), 'JSON')).toThrow("'JSON' is nested too deeply");
		let nested: unknown = [];
		for (let depth = 0; depth < 100_000; depth++) nested = [nested];
		expect(() => readAs(readJson, nested, 'JSON')).toThrow("'JSON' is nested too deeply");
	});
});

const circular: Record<string, unknown> = {};
circular.self = circular;

describe('JSON that is sent', () => {
	test.each([
		'{"id":12345678901234567890,"n":1e400}',
		'{"b":1,"a":2,"b":3}',
		'[ 1.0, 2.50 ]',
		'{"text":"\\u00e4/"}',
	])('goes out as it was typed: %s', (text) => {
		expect(readAs(readJsonText, ` ${text}\n`)).toBe(text);
	});

	it('is made of what an expression gave', () => {
		expect(readAs(readJsonText, { a: [1, 'b', null] })).toBe('{"a":[1,"b",null]}');
	});

	test.each([
		['"text"', "'JSON' must be an object or a list"],
		['5', "'JSON' must be an object or a list"],
		[true, "'JSON' must be an object or a list"],
		['{"a":NaN}', "'JSON' is not valid JSON"],
		["{'a':1}", "'JSON' is not valid JSON"],
		[{ a: NaN }, "'JSON' holds what JSON has no number for: a: NaN"],
		[circular, "'JSON' cannot be made JSON"],
		['', "'JSON' is empty"],
	])('is not %p', (value, message) => {
		expect(() => readAs(readJsonText, value, 'JSON')).toThrow(message);
	});
});
