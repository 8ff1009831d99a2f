import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { isRecord } from './answer';
import { unreadableError } from './errors';
import type { Item } from './item';
import { unwrap } from './item';
import type { Request } from './send';

/**
 * How the server gives a list: in pages with a right total (flows), in pages with a total that counts other tenants' records too
 * (templates), or whole (users, execution counts).
 */
export type ListKind = 'counted' | 'paged' | 'whole';

/** Records per request when all are wanted: FlowMate's server knows no maximum, and fewer requests cost less. */
const LARGEST_PAGE = 1_000;

/** n8n's engine passes what comes of one item on as the arguments of one call, and V8 takes no more than about 120,000 of those. */
const MOST_RECORDS = 100_000;

/** What one page of a list told. The server's own figures are undefined where it gave none. */
export interface Page {
	records: IDataObject[];
	/** The page size that the server went by: a host may cap the one asked for. */
	perPage?: number;
	page?: number;
	total?: number;
}

/**
 * Fetches a list as 'Return All' and 'Limit' say, in as few requests as there are pages. Where the first page tells how many there
 * are, the others are asked for side by side.
 *
 * @param keep selects records of a whole list, where the server has no such filter
 * @throws NodeApiError when a page cannot be read; nothing is returned then, since half a list looks like a whole one
 */
export async function listPages(
	item: Item,
	request: Omit<Request, 'inFlight'>,
	kind: ListKind,
	keep?: (record: IDataObject) => boolean,
): Promise<IDataObject[]> {
	const limit = limitOf(item);
	if (kind === 'whole') {
		const { records } = await fetchPage(item, request);
		const kept = (keep ? records.filter(keep) : records).slice(0, limit);
		checkSize(item, kept.length, request);
		return kept;
	}
	const size = Math.min(limit, LARGEST_PAGE);
	const pageAt = async (number: number, previous?: Page): Promise<Page> => {
		const qs = { ...request.qs, 'page[size]': size, 'page[number]': number };
		const page = await fetchPage(item, { ...request, qs });
		if (isRepeated(page, previous, number)) throw repeatedPageError(item, request);
		return page;
	};
	const first = await pageAt(1);
	const promised = kind === 'counted' ? Math.min(limit, first.total ?? 0) : 0;
	checkSize(item, promised, request);
	const numbers = pagesBehind(first, promised);
	const pages = [
		first,
		...(await eachOf(numbers, item.maxInFlight, async (number) => await pageAt(number, first))),
	];
	const records = pages.flatMap((page) => page.records);
	for (let last = pages[pages.length - 1]; records.length < limit; pages.push(last)) {
		if (isLast(last, size, kind === 'counted' ? records.length : undefined)) break;
		last = await pageAt(pages.length + 1, last);
		for (const record of last.records) records.push(record);
		checkSize(item, records.length, request);
	}
	return records.slice(0, limit);
}

/** The numbers of the pages behind the first that `promised` records take. */
export function pagesBehind({ records, perPage = records.length }: Page, promised: number): number[] {
	const count = perPage > 0 ? Math.ceil(promised / perPage) - 1 : 0;
	return Array.from({ length: Math.max(0, count) }, (_, index) => index + 2);
}

/** Does something for each number, `width` of them at a time. The first error ends it: nothing is begun after that. */
async function eachOf<T>(
	numbers: number[],
	width: number,
	work: (number: number) => Promise<T>,
): Promise<T[]> {
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

function checkSize(item: Item, records: number, { subject }: Omit<Request, 'inFlight'>): void {
	if (records <= MOST_RECORDS) return;
	throw item.badInput(
		`There are more of ${subject.what} than n8n can take from one item`,
		`Narrow them down with 'Filters', or turn off 'Return All' and set 'Limit' to at most ${MOST_RECORDS}`,
	);
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
		previous !== undefined &&
		first !== undefined &&
		first.id !== undefined &&
		first.id === previous.records[0]?.id
	);
}

function repeatedPageError(item: Item, { subject }: Omit<Request, 'inFlight'>): NodeApiError {
	const message = `FlowMate sent the same page of ${subject.what} again`;
	const description = "It ignores page numbers. Turn off 'Return All' and set 'Limit' to at most 1000.";
	return new NodeApiError(item.node, { message }, { message, description });
}

/** The number of records wanted, Infinity for all. */
function limitOf(item: Item): number {
	if (item.parameter('returnAll')) return Infinity;
	const given = item.parameter<unknown>('limit') ?? 50;
	// An expression often gives a number as text.
	const limit = typeof given === 'string' && given.trim() ? Number(given) : given;
	if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1) {
		throw item.badInput("'Limit' must be a whole number above 0", "Enter a number, or turn on 'Return All'");
	}
	return limit;
}

/** One page of a list, with what the server says about itself. @throws NodeApiError when it is no list of records */
export async function fetchPage(item: Item, request: Omit<Request, 'inFlight'>): Promise<Page> {
	const answer = await item.send(request);
	const data = unwrap(answer.body);
	// One of FlowMate's guides shows a single user where the server sends a list.
	const records = isRecord(data) && ('_id' in data || 'id' in data) ? [data] : data;
	if (!Array.isArray(records) || !records.every(isRecord))
		throw unreadableError(item.node, answer, request.subject);
	const meta = isRecord(answer.body) && isRecord(answer.body.meta) ? answer.body.meta : {};
	return {
		records: records as IDataObject[],
		perPage: positive(meta.perPage),
		page: positive(meta.page),
		total: positive(meta.total),
	};
}

const positive = (value: unknown) => (typeof value === 'number' && value > 0 ? value : undefined);
