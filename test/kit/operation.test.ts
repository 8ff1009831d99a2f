import { empty } from '../../nodes/FlowMate/kit/done';
import { filled, locatorsOf, operation, subjectOf, urlOf } from '../../nodes/FlowMate/kit/operation';
import { bookLocator } from './shelf/nodes/Shelf/parameters';
import { locator } from './shelf/nodes/Shelf/service';

const loanLocator = locator({
	displayName: 'Loan',
	name: 'loan',
	noun: 'loan',
	search: 'searchLoans',
	urlWords: ['loans'],
	urlExample: 'https://shelf.example/loans/l000001',
});
const words = { name: 'Get', value: 'get', action: 'Get loan', description: 'Retrieve a loan' };
const nested = operation({
	...words,
	method: 'GET',
	path: ['books', bookLocator, 'loans', loanLocator],
	permission: 'loans.read',
	done: empty,
});
const list = operation({ ...words, method: 'POST', path: ['books', 'search'], done: empty });

describe('The path of an operation', () => {
	it('is written as documentation writes it', () => {
		expect(urlOf(nested)).toBe('/books/{book}/loans/{loan}');
		expect(urlOf(list)).toBe('/books/search');
	});

	it('is filled with IDs in the places of its locators', () => {
		expect(locatorsOf(nested)).toEqual([bookLocator, loanLocator]);
		expect(filled(nested, ['b000007', 'l000001'])).toEqual(['books', 'b000007', 'loans', 'l000001']);
	});
});

describe('What an operation is about', () => {
	it('is the record that its locators name', () => {
		expect(subjectOf(nested, ['b000007', 'l000001'])).toEqual({
			what: "loan 'l000001' of book 'b000007'",
			parameter: "'Book' and 'Loan'",
			permission: 'loans.read',
			repeatable: true,
		});
	});

	it('is the list that its path begins with, unless it says otherwise', () => {
		expect(subjectOf(list, [])).toMatchObject({ what: 'the books', parameter: undefined });
		expect(subjectOf({ ...list, about: 'your search' }, []).what).toBe('your search');
	});

	it('may be sent twice unless it is a POST, or says otherwise', () => {
		const repeatable = (other: object) => subjectOf({ ...list, ...other }, []).repeatable;
		expect(['GET', 'PUT', 'PATCH', 'DELETE', 'POST'].map((method) => repeatable({ method }))).toEqual([
			true,
			true,
			true,
			true,
			false,
		]);
		expect(repeatable({ repeatable: true })).toBe(true);
		expect(repeatable({ method: 'PUT', repeatable: false })).toBe(false);
	});
});
