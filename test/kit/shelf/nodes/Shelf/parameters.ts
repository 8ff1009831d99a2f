import { listSearch } from '../../../../../nodes/FlowMate/kit/editor';
import { fetchPage, isLast } from '../../../../../nodes/FlowMate/kit/numberedList';
import { pathOf } from '../../../../../nodes/FlowMate/kit/path';
import { bookPages, locator, shelf } from './service';

/** Names a book: from a list, by ID or by URL. */
export const bookLocator = locator({
	displayName: 'Book',
	name: 'book',
	noun: 'book',
	search: 'searchBooks',
	urlWords: ['books'],
	urlExample: 'https://shelf.example/books/b000042',
});

const PAGE = 20;

/** Fills the list of books, a page at a time; Shelf itself looks for the text in titles. */
export const searchBooks = listSearch(shelf, async (scope, filter, paginationToken) => {
	const number = Number(paginationToken ?? 1);
	const subject = { what: 'the books', repeatable: true };
	const qs = { title: filter || undefined };
	const page = await fetchPage(
		scope,
		{ method: 'GET', path: pathOf('books'), qs, subject },
		bookPages,
		number,
		PAGE,
	);
	return {
		results: page.records.map(({ id, title }) => ({ name: String(title), value: String(id) })),
		paginationToken: isLast(page, PAGE) ? undefined : String(number + 1),
	};
});
