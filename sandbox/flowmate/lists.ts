/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { ErrorAnswer, NoAnswer } from './answers';
import type { Collection } from './state';

/** What flows and templates have in common in their lists: pages, sorting, search. */
interface Listed {
	name?: string;
	description?: string;
	createdAt: string;
	updatedAt: string;
}

const SORTABLE = ['createdAt', 'updatedAt', 'name'] as const;

export interface Sort {
	field: (typeof SORTABLE)[number];
	descending: boolean;
}

export interface Page {
	number: number;
	size: number;
	skip: number;
	limit: number;
}

/** The platform reads one value per parameter and dies on a list of them; the request then stays open. */
export function refuseRepeats(query: URLSearchParams): void {
	const names = [...query.keys()];
	if (new Set(names).size < names.length) throw new NoAnswer();
}

/**
 * `page[size]` (10) and `page[number]` (1), neither of them checked: size 0 or text means everything, a negative
 * size as many as its absolute value, and skipping a negative number of documents never answers.
 * A host that caps pages gives `max` at most, also where everything is asked for.
 */
export function readPage(query: URLSearchParams, max: number): Page {
	const asked = Number.parseInt(query.get('page[size]') ?? '10', 10);
	const size = max < Infinity && !(asked <= max && asked !== 0) ? max : asked;
	const number = Number.parseInt(query.get('page[number]') ?? '1', 10);
	const skip = (number - 1) * size || 0;
	if (skip < 0) throw new NoAnswer();
	return { number, size, skip, limit: Math.abs(size) || Infinity };
}

/** A field that lists can be sorted by, with `-` for descending; undefined if none is asked for. */
export function readSort(
	query: URLSearchParams,
	{ emptyAllowed }: { emptyAllowed: boolean },
): Sort | undefined {
	const sort = query.get('sort');
	if (sort === null || (sort === '' && emptyAllowed)) return undefined;
	const descending = sort.startsWith('-');
	const field = SORTABLE.find((name) => name === sort.slice(descending ? 1 : 0));
	if (field === undefined) throw new ErrorAnswer(400, 'Invalid sort parameter');
	return { field, descending };
}

/**
 * A test for name or description. All characters but a-z, 0-9, - _ { } and white space are removed first (so umlauts
 * vanish); what is left is a case-sensitive regular expression. Nothing left means everything, and what is no expression,
 * such as `{2}`, never answers.
 */
export function readSearch(query: URLSearchParams): ((document: Listed) => boolean) | undefined {
	const text = (query.get('search') ?? '').replace(/[^a-z0-9\-_{}\s]/gi, '').replace(/^\s+|\s$/gm, '');
	if (text === '') return undefined;
	let pattern: RegExp;
	try {
		pattern = new RegExp(text);
	} catch {
		throw new NoAnswer();
	}
	return ({ name, description }) => pattern.test(name ?? '') || pattern.test(description ?? '');
}

/** `ordinary` and `long_running` are known, although the schema of a flow says `realtime`. This error has no code. */
export function readType(query: URLSearchParams): string | undefined {
	const type = query.get('filter[type]');
	if (type !== null && type !== 'ordinary' && type !== 'long_running') {
		const message = 'Invalid filter[type] parameter';
		throw new ErrorAnswer(400, message, { errors: [{ message }] });
	}
	return type ?? undefined;
}

/** One of the values a service knows for `filter[status]`, as the status it stands for. */
export function readStatus(query: URLSearchParams, known: Record<string, string>): string | undefined {
	const status = query.get('filter[status]');
	if (status === null) return undefined;
	if (!Object.hasOwn(known, status)) throw new ErrorAnswer(400, 'Invalid filter[status] parameter');
	return known[status];
}

/** `total` is passed on apart: for templates it is not the number of documents found. */
export function pageOf<T>(documents: T[], page: Page, total: number) {
	return {
		data: documents.slice(page.skip, page.skip + page.limit),
		// JSON has neither Infinity nor NaN: both become null.
		meta: { total, page: page.number, perPage: page.size, totalPages: Math.ceil(total / page.size) },
	};
}

const orders = new WeakMap<object, Map<string, { version: number; documents: unknown[] }>>();

/** All documents in order. With `ties`, those that the sort does not tell apart come in another order each time. */
export function inOrder<T extends Listed>(
	collection: Collection<T>,
	sort: Sort | undefined,
	ties?: () => number,
): T[] {
	const sorted = sortedOnce(collection, sort);
	if (!ties) return sorted;
	const keyOf = (document: T) => (sort ? document[sort.field] : undefined);
	const documents = [...sorted];
	for (let start = 0, end = 1; start < documents.length; start = end++) {
		while (end < documents.length && keyOf(documents[end]) === keyOf(documents[start])) end++;
		shuffle(documents, start, end, ties);
	}
	return documents;
}

/** Fisher and Yates, from `start` to before `end`. */
function shuffle(list: unknown[], start: number, end: number, random: () => number): void {
	for (let last = end - 1; last > start; last--) {
		const other = start + Math.floor(random() * (last - start + 1));
		[list[last], list[other]] = [list[other], list[last]];
	}
}

/** Sorted once per change of the collection: a list of 100,000 flows is read in 100 pages. */
function sortedOnce<T extends Listed>(collection: Collection<T>, sort: Sort | undefined): T[] {
	const key = sort ? `${sort.field} ${sort.descending}` : '';
	const known = orders.get(collection) ?? new Map<string, { version: number; documents: unknown[] }>();
	orders.set(collection, known);
	const order = known.get(key);
	if (order?.version === collection.version) return order.documents as T[];
	const documents = [...collection.values()];
	if (sort) documents.sort((a, b) => compare(a[sort.field], b[sort.field]) * (sort.descending ? -1 : 1));
	known.set(key, { version: collection.version, documents });
	return documents;
}

/** MongoDB's order: missing values first, text by code point. */
function compare(a: string | undefined, b: string | undefined): number {
	if (a === b) return 0;
	if (a === undefined) return -1;
	if (b === undefined) return 1;
	return a < b ? -1 : 1;
}
