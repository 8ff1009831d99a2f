import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer } from './answer';
import { isRecord } from './answer';
import { unreadableError } from './errors';
import type { Item } from './item';
import { nextPage } from './link';
import type { Request } from './send';

type ListRequest = Omit<Request, 'inFlight'>;

/** Whether a record counts. Celigo's pages disagree on which of its filters a server honours, so the node looks again. */
export type Keep = (record: IDataObject) => boolean;

/** The most records that Celigo gives in one page; it may give fewer. */
const LARGEST_PAGE = 1_000;

/**
 * Fetches a list as 'Return All' and 'Limit' say, page by page for as long as Celigo names a next one.
 *
 * @param key where the records stand, if the body is no bare array
 * @throws NodeApiError when a page cannot be read; nothing is returned then, since half a list looks like a whole one
 */
export async function listPages(
	item: Item,
	request: ListRequest,
	{ key, keep = () => true, limit = limitOf(item) }: { key?: string; keep?: Keep; limit?: number } = {},
): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	const visited = new Set<string>();
	for (let page: ListRequest = request; ;) {
		const answer = await item.send(page);
		for (const record of recordsIn(item.node, answer, page, key)) {
			if (keep(record)) records.push(record);
			if (records.length === limit) return records;
		}
		const next = nextPage(answer);
		if (next === undefined) return records;
		if (visited.has(next)) throw repeatedPageError(item.node, request);
		visited.add(next);
		page = { ...request, path: next, qs: undefined };
	}
}

/** The records of one page. Nothing at all (HTTP 204) is an empty page. */
export function recordsIn(
	node: INode,
	answer: Answer,
	{ subject }: Pick<Request, 'subject'>,
	key?: string,
): IDataObject[] {
	const { statusCode, body } = answer;
	if (statusCode === 204 || body === '' || body === undefined || body === null) return [];
	const records = key !== undefined && isRecord(body) ? (body[key] ?? []) : body;
	if (!Array.isArray(records) || !records.every(isRecord)) throw unreadableError(node, answer, subject);
	return records as IDataObject[];
}

/** The `limit` of a request: no more than are wanted, unless the node still has to select. */
export function pageSizeFor(item: Item, selects: boolean): number | undefined {
	const limit = limitOf(item);
	return selects || limit >= LARGEST_PAGE ? undefined : limit;
}

/** The number of records wanted, Infinity for all. */
export function limitOf(item: Item): number {
	if (item.parameter('returnAll')) return Infinity;
	const given = item.parameter<unknown>('limit') ?? 50;
	// An expression often gives a number as text.
	const limit = typeof given === 'string' && given.trim() ? Number(given) : given;
	if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1) {
		throw item.badInput("'Limit' must be a whole number above 0", "Enter a number, or turn on 'Return All'");
	}
	return limit;
}

function repeatedPageError(node: INode, { subject }: ListRequest): NodeApiError {
	const message = `Celigo sent the same page of ${subject.what} again`;
	const description = "Turn off 'Return All' and set 'Limit' to the number of records you need";
	return new NodeApiError(node, { message }, { message, description });
}
