import { Bench, bookId, by, byId } from '../shelf/bench';

const bench = new Bench();

describe('An operation on one record', () => {
	it('becomes a request', async () => {
		const { json, error } = await bench.run('book.get', { book: byId(bookId(7)) });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ id: 'b000007', title: 'Book 7', author: 'Le Guin', status: 'available' }]);
		expect(bench.server.asked).toEqual(['GET /books/b000007']);
	});
});
