import { jsonObjectOf, jsonOf } from '../../../nodes/FlowMate/request/json';
import { itemWith } from '../item';

const item = itemWith();

describe('A JSON parameter', () => {
	test.each([
		['{"a":1}', { a: 1 }],
		[' [1, 2] ', [1, 2]],
		['"text"', 'text'],
		['null', null],
	])('is read from the text %j', (text, value) => {
		expect(jsonOf(item, 'Graph', text)).toEqual(value);
	});

	test.each([{ a: 1 }, [1, 2], null, 5])('is taken as an expression gave it: %j', (value) => {
		expect(jsonOf(item, 'Graph', value)).toBe(value);
	});

	it('says where its text is no JSON', () => {
		expect(() => jsonOf(item, 'Graph', '{"a":1,}')).toThrow(
			expect.objectContaining({
				message: "'Graph' is not valid JSON (character 7)",
				description: 'Check quotes, commas and brackets, or use an expression that gives an object',
			}),
		);
	});

	test.each(['', '{', 'undefined', "{'a':1}"])('is refused when its text is %j', (text) => {
		expect(() => jsonOf(item, 'Overrides', text)).toThrow("'Overrides' is not valid JSON");
	});

	it('keeps what it holds out of the error', () => {
		expect(() => jsonOf(item, 'JSON', '{"iban": DE89370400440532013000}')).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('DE89') }),
		);
	});
});

describe('A JSON parameter that must be an object', () => {
	it('is one', () => {
		expect(jsonObjectOf(item, 'Graph', '{"nodes":[]}')).toEqual({ nodes: [] });
	});

	test.each(['[]', '"text"', '5', 'null', [1], null, undefined, 5])('is not %j', (value) => {
		expect(() => jsonObjectOf(item, 'Graph', value)).toThrow(
			expect.objectContaining({
				message: "'Graph' must be a JSON object",
				description: 'Enter something like { "key": "value" }',
			}),
		);
	});
});
