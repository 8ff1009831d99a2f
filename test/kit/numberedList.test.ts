import type { IDataObject } from 'n8n-workflow';
import { isLast, isRepeated, pagesBehind, type Page } from '../../nodes/FlowMate/kit/numberedList';

const records = (from: number, to: number): IDataObject[] =>
	Array.from({ length: to - from + 1 }, (_, index) => ({ id: `id-${from + index}` }));

describe('The last page', () => {
	it('is an empty one', () => {
		expect(isLast({ records: [], perPage: 10, total: 99 }, 10, 10)).toBe(true);
	});

	it('is shorter than the page size', () => {
		expect(isLast({ records: records(1, 9), perPage: 10 }, 10)).toBe(true);
		expect(isLast({ records: records(1, 10), perPage: 10 }, 10)).toBe(false);
	});

	it('is measured by the page size that the server went by, not by the one asked for', () => {
		expect(isLast({ records: records(1, 100), perPage: 100 }, 1_000)).toBe(false);
		expect(isLast({ records: records(1, 99), perPage: 100 }, 1_000)).toBe(true);
	});

	it('is measured by the page size asked for where the server reports none', () => {
		expect(isLast({ records: records(1, 100) }, 1_000)).toBe(true);
		expect(isLast({ records: records(1, 1_000) }, 1_000)).toBe(false);
	});

	it('of a counted list completes the total, full or not', () => {
		expect(isLast({ records: records(11, 20), perPage: 10, total: 20 }, 10, 20)).toBe(true);
		expect(isLast({ records: records(11, 15), perPage: 10, total: 20 }, 10, 15)).toBe(false);
	});

	it('does not heed a total that counts what the list leaves out', () => {
		expect(isLast({ records: records(1, 3), perPage: 10, total: 5_000 }, 10)).toBe(true);
		expect(isLast({ records: records(1, 10), perPage: 10, total: 10 }, 10)).toBe(false);
	});
});

describe('A page that came again', () => {
	const first: Page = { records: records(1, 10), page: 1 };

	it('says that it is another page', () => {
		expect(isRepeated({ records: records(1, 10), page: 1 }, first, 2)).toBe(true);
		expect(isRepeated({ records: records(1, 10), page: 2 }, undefined, 1)).toBe(true);
	});

	it('begins with the same record', () => {
		expect(isRepeated({ records: records(1, 10) }, { records: records(1, 10) }, 2)).toBe(true);
	});

	test.each<[string, Page, Page | undefined, number]>([
		['the first page', first, undefined, 1],
		['a next page', { records: records(11, 20), page: 2 }, first, 2],
		['an empty page', { records: [], page: 2 }, first, 2],
		['records without an id', { records: [{ name: 'a' }] }, { records: [{ name: 'a' }] }, 2],
	])('is not %s', (_, page, previous, number) => {
		expect(isRepeated(page, previous, number)).toBe(false);
	});
});

describe('The pages behind the first', () => {
	test.each<[string, Page, number, number[]]>([
		['are as many as the records take', { records: records(1, 10), perPage: 10 }, 35, [2, 3, 4]],
		['are none where the first has all', { records: records(1, 10), perPage: 10 }, 10, []],
		['are counted by the first where the server tells no size', { records: records(1, 10) }, 20, [2]],
		['are unknown behind an empty page', { records: [] }, 20, []],
		['are unknown where nothing was promised', { records: records(1, 10) }, 0, []],
	])('%s', (_, first, promised, numbers) => {
		expect(pagesBehind(first, promised)).toEqual(numbers);
	});
});
