import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer } from './answer';
import { uncomplaining } from './done';
import type { Request } from './request';
import type { List, RecordsIn, Selection } from './list';
import { checkSize, repeatedPageError } from './list';
import type { Scope } from './scope';

/** How a server that gives lists in numbered pages is asked, and what it tells. */
export interface Numbering {
	/** Most records that are asked for at once. */
	largestPage: number;
	/** The query for a page, beside the list's own. Pages are counted from 1. */
	query(number: number, size: number): IDataObject;
	recordsIn: RecordsIn;
	/** What the answer says of its page. The server's own figures are undefined where it gives none. */
	figuresIn(answer: Answer): Figures;
	/** Whether the total is that of this list; if not, it ends with a short page. */
	hasTotal: boolean;
}

export interface Figures {
	/** The page size that the server went by: a host may cap the one asked for. */
	perPage?: number;
	page?: number;
	total?: number;
}

/** What one page of a list told. */
export interface Page extends Figures {
	records: IDataObject[];
}

/** Fetches one page. @throws NodeApiError when it is no list of records */
export async function fetchPage(
	scope: Scope,
	request: Request,
	{ query, recordsIn, figuresIn }: Numbering,
	number: number,
	size: number,
): Promise<Page> {
	const answer = await scope.send({
		...request,
		qs: { ...request.qs, ...query(number, size) },
		done: uncomplaining,
	});
	return { records: recordsIn(scope, answer, request), ...figuresIn(answer) };
}

/** What came of reading a list. */
interface Reading {
	/** All that came, page after page, before anything is selected from it. */
	records: IDataObject[];
	/** The number of records that should have come, where that is known. */
	expected?: number;
}

/** Readings of a list that does not add up, each of one page for all. */
const MOST_REREADINGS = 2;

/**
 * A list in numbered pages. Where the first page tells how many there are, the others are asked for side by side; how many a
 * selection takes, only the pages themselves tell.
 *
 * A server that sorts by a field in which records are equal may order those anew for each page: then some come twice, and as many
 * never. A list in which that shows is read again, in one page.
 */
export function numberedList(numbering: Numbering): List {
	return async (scope, request, selection) => {
		let reading = await readPages(scope, request, numbering, selection);
		for (let again = 0; !addsUp(reading); again++) {
			if (again === MOST_REREADINGS) throw sumError(scope, request, reading);
			reading = await readAgain(scope, request, numbering, selection, reading);
		}
		const { wanted, keep } = selection;
		const records = keep ? reading.records.filter(keep) : reading.records;
		checkSize(scope, records.length, request);
		return records.slice(0, wanted);
	};
}

async function readPages(
	scope: Scope,
	request: Request,
	numbering: Numbering,
	{ wanted, keep }: Selection,
): Promise<Reading> {
	const size = Math.min(keep ? Infinity : wanted, numbering.largestPage);
	const pageAt = async (number: number, previous?: Page): Promise<Page> => {
		const page = await fetchPage(scope, request, numbering, number, size);
		if (isRepeated(page, previous, number)) throw repeatedPageError(scope, request, ignoresNumbers(numbering));
		return page;
	};
	const first = await pageAt(1);
	const isCertain = numbering.hasTotal && (!keep || wanted === Infinity);
	const promised = isCertain ? Math.min(wanted, first.total ?? 0) : 0;
	if (!keep) checkSize(scope, promised, request);
	const numbers = pagesBehind(first, promised);
	const pages = [first, ...(await eachOf(numbers, scope.mostInFlight, async (number) => await pageAt(number, first)))];
	const records = pages.flatMap((page) => page.records);
	const found = () => (keep ? records.filter(keep).length : records.length);
	const isEnd = (page: Page) => isLast(page, size, numbering.hasTotal ? records.length : undefined);
	for (let last = pages[pages.length - 1]; found() < wanted; pages.push(last)) {
		if (isEnd(last)) break;
		last = await pageAt(pages.length + 1, last);
		for (const record of last.records) records.push(record);
		if (!keep) checkSize(scope, records.length, request);
	}
	const last = pages[pages.length - 1];
	return { records, expected: numbering.hasTotal && isEnd(last) ? last.total : undefined };
}

/** Reads a list that does not add up in one page: all of it, or as much as is wanted of it. */
async function readAgain(
	scope: Scope,
	request: Request,
	numbering: Numbering,
	{ wanted, keep }: Selection,
	{ records, expected }: Reading,
): Promise<Reading> {
	const all = Math.max(expected ?? 0, records.length);
	const size = keep ? all : Math.min(wanted, all);
	const page = await fetchPage(scope, request, numbering, 1, size);
	// A page that the server cut short is no list, either. Where it tells no total, there are as many as came before.
	const total = (numbering.hasTotal ? page.total : undefined) ?? all;
	return { records: page.records, expected: size < all ? Math.min(size, total) : total };
}

const idsOf = (records: IDataObject[]) => records.map((record) => record.id ?? record._id);

/** Whether no record came twice, and as many came as should. */
function addsUp({ records, expected = records.length }: Reading): boolean {
	const ids = idsOf(records).filter((id) => id !== undefined);
	if (new Set(ids).size < ids.length) return false;
	return records.length === expected;
}

function sumError(
	{ node, service }: Scope,
	{ subject }: Request,
	{ records, expected = records.length }: Reading,
): NodeApiError {
	const different = new Set(idsOf(records)).size;
	const message = `${service.name}'s list of ${subject.what} does not add up: ${different} different ones came of ${expected}`;
	const description =
		'Nothing is returned, since some would be missing. It may have changed while it was read: run the node again. ' +
		"If it stays so, narrow it down with 'Filters'.";
	return new NodeApiError(node, { message }, { message, description });
}

const ignoresNumbers = ({ largestPage }: Numbering) =>
	`It ignores page numbers. Turn off 'Return All' and set 'Limit' to at most ${largestPage}.`;

/** The numbers of the pages behind the first that `promised` records take. */
export function pagesBehind({ records, perPage = records.length }: Page, promised: number): number[] {
	const count = perPage > 0 ? Math.ceil(promised / perPage) - 1 : 0;
	return Array.from({ length: Math.max(0, count) }, (_, index) => index + 2);
}

/** Does something for each number, `width` of them at a time. The first error ends it: nothing is begun after that. */
async function eachOf<T>(numbers: number[], width: number, work: (number: number) => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	let next = 0;
	let failed = false;
	const worker = async () => {
		while (!failed && next < numbers.length) {
			const at = next++;
			const result = work(numbers[at]);
			result.catch(() => (failed = true));
			results[at] = await result;
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, numbers.length) }, worker));
	return results;
}

/**
 * Whether nothing comes after a page: it is empty, or shorter than the page size that the server reports. A short page of a
 * counted list is not the last one while the total says that records are missing.
 *
 * @param asked the page size in the request
 * @param collected records of a counted list so far, this page included
 */
export function isLast({ records, perPage, total }: Page, asked: number, collected?: number): boolean {
	if (records.length === 0) return true;
	if (collected !== undefined && total !== undefined) return collected >= total;
	return records.length < (perPage ?? asked);
}

/** Whether the server ignores the page number: it says that it sent another page, or sends the same records in the same order. */
export function isRepeated(page: Page, previous: Page | undefined, number: number): boolean {
	if (page.page !== undefined && page.page !== number) return true;
	if (!previous || page.records.length === 0 || page.records.length !== previous.records.length) return false;
	const before = idsOf(previous.records);
	return idsOf(page.records).every((id, index) => id !== undefined && id === before[index]);
}
