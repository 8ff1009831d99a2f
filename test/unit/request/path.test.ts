import fc from 'fast-check';
import { isObjectId, pathOf } from '../../../nodes/FlowMate/request/path';

describe('A path', () => {
	it('is made of its segments', () => {
		expect(pathOf('flows', '6762e154616e91cb8d8b1aaf', 'start')).toBe(
			'/flows/6762e154616e91cb8d8b1aaf/start',
		);
	});

	it('has exactly the segments that it was made of, whatever they hold', () => {
		const segment = fc
			.string({ minLength: 1, unit: 'grapheme' })
			.filter((text) => text !== '.' && text !== '..');
		fc.assert(
			fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
				const { pathname, search, hash } = new URL(`https://host${pathOf(...segments)}`);
				expect(pathname.split('/').slice(1).map(decodeURIComponent)).toEqual(segments);
				expect([search, hash]).toEqual(['', '']);
			}),
		);
	});

	test.each(['', '.', '..'])('takes no segment %j', (segment) => {
		expect(() => pathOf('flows', segment)).toThrow(RangeError);
	});
});

describe('An id', () => {
	const hex = fc.constantFrom(...'0123456789abcdefABCDEF');

	it('has 24 hexadecimal digits', () => {
		fc.assert(
			fc.property(fc.string({ unit: hex, minLength: 24, maxLength: 24 }), (id) => {
				expect(isObjectId(id)).toBe(true);
				expect(pathOf(id)).toBe(`/${id}`);
			}),
		);
	});

	it('has neither more nor fewer', () => {
		fc.assert(
			fc.property(fc.string({ unit: hex }), (text) => {
				expect(isObjectId(text)).toBe(text.length === 24);
			}),
		);
	});

	test.each([
		'twelve chars',
		'../users/me',
		'a/b',
		'6762e154616e91cb8d8b1aaf0',
		'6762e154616e91cb8d8b1aag',
		' 6762e154616e91cb8d8b1aaf',
		'6762e154616e91cb8d8b1aaf\n',
		['6762e154616e91cb8d8b1aaf'],
		null,
		undefined,
	])('is not %j', (value) => expect(isObjectId(value)).toBe(false));
});
