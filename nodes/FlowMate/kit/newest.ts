import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Numbering, Page } from './numberedList';
import { fetchPage } from './numberedList';
import type { Request } from './request';
import { repeatedPageError } from './list';
import type { Scope } from './scope';

/** A list in numbered pages that the server sorts by a time, the latest first, and how far down it is read. */
export interface Newest {
	/** The time that it is sorted by, in ms since 1970; -Infinity where a record has none. Those come last. */
	timeOf(record: IDataObject): number;
	/** Is given each record that was read. Some come more than once, and count as they came last. */
	note(record: IDataObject): void;
	/** Whether to read on, now that all records which are later than `time` were read. */
	goesOn(time: number, total: number | undefined): boolean;
}

/** What came of reading: whether to the end of the list, and how many records it has, where the server tells. */
export interface ReadDown {
	isWhole: boolean;
	total?: number;
}

/** A page to ask for. */
interface Window {
	number: number;
	size: number;
}

/** Records of the first page. What has changed since the last poll is mostly fewer. */
export const FIRST_PAGE = 100;

/** Records that pages overlap by, so that as many may be deleted between two requests: ten of a page of forty and more. */
const overlapOf = (size: number, care: number) =>
	Math.max(1, Math.min(care * 10, care * Math.floor(size / 4), Math.floor(size / 3)));

/**
 * Reads a list down to a time, without losing a record to a list that moves meanwhile.
 *
 * - A record that changes moves to the front and pushes others down: they come twice.
 * - A record that is deleted pulls others up, over the border of a page that was read already. So a page begins some records before the end
 *   of the last one, and only counts where it begins with what is later than all that is still to come.
 * - Records of the same time may come in another order with each request. So a page begins before the first of those that the last page
 *   ended with; more of them than a page holds are read in one page from the top.
 */
export async function readNewest(
	scope: Scope,
	request: Request,
	numbering: Numbering,
	list: Newest,
): Promise<ReadDown> {
	let largest = numbering.largestPage;
	/** All records that are later were read. */
	let certain = Infinity;
	/** The records that were read so far, from the top. */
	let end = 0;
	/** Pages overlap by so much more after they did not. */
	let care = 1;
	for (let window: Window = { number: 1, size: Math.min(FIRST_PAGE, largest) }; ;) {
		const page = await fetchPage(scope, request, numbering, window.number, window.size);
		if (page.page !== undefined && page.page !== window.number) throw repeatedPageError(scope, request, IGNORED);
		page.records.forEach((record) => list.note(record));
		const size = Math.min(page.perPage ?? Infinity, window.size);
		if (size < window.size) largest = size;
		const start = (window.number - 1) * size;
		const times = page.records.map((record) => list.timeOf(record));
		if (start > 0 && !(times[0] > certain)) {
			// More were deleted than pages overlap by: some of those behind them may have been missed.
			care *= 4;
			window = windowFrom(start - overlapOf(size, care), end, largest);
			if (window.number > 1) continue;
			window.size = largest;
			[certain, end] = [Infinity, 0];
			continue;
		}
		const isFurther = start + times.length > end;
		if (isEnd(page, start, size, isFurther)) return { isWhole: true, total: page.total };
		[certain, end] = [isSorted(times) ? times[times.length - 1] : Infinity, start + times.length];
		if (!list.goesOn(certain, page.total)) return { isWhole: false, total: page.total };
		if (window.number === 1 && !isFurther) throw tiedError(scope, request, size);
		window = windowFrom(start + times.indexOf(certain) - overlapOf(size, care), end, largest);
	}
}

const IGNORED = 'It ignores page numbers, so that nothing can be read behind its first page.';

/** The page that begins at a position or a little before it and reaches behind `end`; one from the top where there is no such page. */
function windowFrom(start: number, end: number, largest: number): Window {
	const pages = Math.ceil(start / largest);
	const size = Math.floor(start / Math.max(1, pages));
	const isWorthIt = start >= largest / 2 && (pages + 1) * size > end;
	return isWorthIt ? { number: pages + 1, size } : { number: 1, size: end < largest ? largest : 2 * end };
}

function isEnd({ records, total }: Page, start: number, size: number, isFurther: boolean): boolean {
	if (records.length === 0) return true;
	const isShort = records.length < size;
	return total === undefined || !isFurther ? isShort : start + records.length >= total;
}

/** Whether the server sorted as it was asked to. */
const isSorted = (times: number[]) => times.every((time, index) => index === 0 || time <= times[index - 1]);

function tiedError({ node, service }: Scope, { subject }: Request, size: number): NodeApiError {
	const message = `${service.name} gives ${size} of ${subject.what} at a time, and more than that have the same time`;
	const description = 'They cannot be told apart from those that changed since. The next poll tries again.';
	return new NodeApiError(node, { message }, { message, description });
}
