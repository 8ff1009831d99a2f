import { idIn } from '../../nodes/FlowMate/kit/ids';
import { idsReader, readFilledNames, readNames } from '../../nodes/FlowMate/kit/names';
import { readAs, readExpression } from './scope';

describe('Names', () => {
	test.each([
		['ada, bo,,cy ', ['ada', 'bo', 'cy']],
		['Acme Corp', ['Acme Corp']],
		['Müller GmbH, other', ['Müller GmbH', 'other']],
		['a;b', ['a;b']],
		['ada\nbo\r\ncy', ['ada', 'bo', 'cy']],
		['["a","b, c"]', ['a', 'b, c']],
		['```json\n["a"]\n```', ['a']],
		['[1, "b"]', ['1', 'b']],
		[
			['ada', ' bo ', ''],
			['ada', 'bo'],
		],
		[[4711], ['4711']],
		[4711, ['4711']],
		['', []],
		[' , ', []],
		[undefined, []],
		[[], []],
	])('%j are %j', (value, names) => {
		expect(readAs(readNames, value)).toEqual(names);
	});

	test.each([
		[['a', null], "'Keys' holds what is no text: null (entry 2)"],
		[['a', { id: 'b' }], '\'Keys\' holds what is no text: {"id":"b"} (entry 2)'],
		[[['a', 'b']], '\'Keys\' holds what is no text: ["a","b"] (entry 1)'],
		['[12345678901234567890]', "'Keys' holds what is no text: 12345678901234567000 (entry 1)"],
		[[true], "'Keys' holds what is no text: true (entry 1)"],
		['[a, b]', '\'Keys\' looks like a JSON list but is none: "[a, b]"'],
		[{ a: 1 }, '\'Keys\' is neither text nor a list: {"a":1}'],
		[true, "'Keys' is neither text nor a list: true"],
		[null, "'Keys' is empty"],
	])('are not %j', (value, message) => {
		expect(() => readAs(readNames, value, 'Keys')).toThrow(expect.objectContaining({ message }));
	});

	test.each(['', ' ', ',', '[]', [], null, undefined])('that select are not %j', (value) => {
		expect(() => readAs(readFilledNames(), value, 'Tags')).toThrow(
			expect.objectContaining({
				message: "'Tags' is empty",
				description: 'Enter at least one, or remove it',
			}),
		);
		expect(() => readExpression(readFilledNames(), value, 'Tags')).toThrow(
			"'Tags' is empty: its expression gave nothing for this item",
		);
	});
});

const ids = { pattern: '[0-9a-fA-F]{4}', inWords: '4 characters', example: 'ab12' };

describe('IDs', () => {
	const read = (value: unknown) =>
		readAs(idsReader({ name: 'Shelf', ids: { ...ids, ignoresCase: true } }), value, 'Books');

	test.each(['ab12, CD34', '["ab12","cd34"]', [' AB12\n', 'cd34']])('%j are two', (value) => {
		expect(read(value)).toEqual(['ab12', 'cd34']);
	});

	test.each(['ab12 cd34', 'ab12;cd34', 'ab1', ['../x']])('are not %j', (value) => {
		expect(() => read(value)).toThrow("'Books' holds what is no ID: ");
	});

	it('keep their case where it means something', () => {
		expect([idIn(' AB12 ', ids), idIn('AB12', { ...ids, ignoresCase: true })]).toEqual(['AB12', 'ab12']);
		expect([idIn(12, ids), idIn('ab12\u200b', ids), idIn(undefined, ids)]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});
});
