import fc from 'fast-check';
import { pathOf } from '../../nodes/FlowMate/kit/path';

describe('A path', () => {
	it('is made of its segments', () => {
		expect(pathOf('books', 'b000007', 'loans')).toBe('/books/b000007/loans');
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
		expect(() => pathOf('books', segment)).toThrow(RangeError);
	});
});
