import type { IDataObject } from 'n8n-workflow';
import type { Answer } from './answer';
import { success } from './done';
import type { Request } from './door';
import type { List, RecordsIn } from './list';
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
		done: success,
	});
	return { records: recordsIn(scope, answer, request), ...figuresIn(answer) };
}

/**
 * A list in numbered pages. Where the first page tells how many there are, the others are asked for side by side; how many a
 * selection takes, only the pages themselves tell.
 */
export function numberedList(numbering: Numbering): List {
	return async (scope, request, { wanted, keep }) => {
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
		const pages = [
			first,
			...(await eachOf(numbers, scope.mostInFlight, async (number) => await pageAt(number, first))),
		];
		const selected = ({ records }: Page) => (keep ? records.filter(keep) : records);
		const records = pages.flatMap(selected);
		let collected = pages.reduce((sum, page) => sum + page.records.length, 0);
		for (let last = pages[pages.length - 1]; records.length < wanted; pages.push(last)) {
			if (isLast(last, size, numbering.hasTotal ? collected : undefined)) break;
			last = await pageAt(pages.length + 1, last);
			collected += last.records.length;
			for (const record of selected(last)) records.push(record);
			checkSize(scope, records.length, request);
		}
		return records.slice(0, wanted);
	};
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

/** Whether the server ignores the page number: it says that it sent another page, or sends the same records again. */
export function isRepeated(page: Page, previous: Page | undefined, number: number): boolean {
	if (page.page !== undefined && page.page !== number) return true;
	const first = page.records[0];
	return (
		previous !== undefined && first !== undefined && first.id !== undefined && first.id === previous.records[0]?.id
	);
}
