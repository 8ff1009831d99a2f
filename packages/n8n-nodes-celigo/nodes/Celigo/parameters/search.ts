import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { nextPage } from '../request/link';
import { recordsIn } from '../request/pages';
import { pathOf } from '../request/path';
import type { Request } from '../request/send';
import { send } from '../request/send';

interface Page {
	records: IDataObject[];
	next?: string;
}

/**
 * Makes the method that fills a locator's list with `_id` and `name`, a page at a time.
 * Whether Celigo's own search by name wants the whole name is unknown, so a text is looked for here, in all pages.
 *
 * @param collection the path of a list: `flows`, `integrations`
 */
export function searchOf(collection: string) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const wanted = filter?.trim().toLowerCase() ?? '';
		const { records, next } = await fetchPage(this, collection, paginationToken);
		if (!wanted) return { results: entriesOf(records), paginationToken: next };
		const visited = new Set<string>();
		for (let token = next; token !== undefined && !visited.has(token);) {
			visited.add(token);
			const page = await fetchPage(this, collection, token);
			for (const record of page.records) records.push(record);
			token = page.next;
		}
		return { results: entriesOf(records).filter(matching(wanted)) };
	};
}

/** Entries of a list in the editor, by name. */
function entriesOf(records: IDataObject[]): INodeListSearchItems[] {
	return records
		.map(({ _id, name }) => ({ name: String(name ?? _id), value: String(_id) }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether a text, in lower case, is part of an entry's name, or is its id. */
export const matching =
	(wanted: string) =>
	({ name, value }: INodeListSearchItems) =>
		name.toLowerCase().includes(wanted) || value === wanted;

/** One page of a list; `next` of the page before it leads to it. */
export async function fetchPage(
	context: ILoadOptionsFunctions,
	collection: string,
	next?: string,
): Promise<Page> {
	const request = next === undefined ? { path: pathOf(collection), qs: { include: 'name' } } : { path: next };
	return await fetchRecords(context, `the ${collection}`, request);
}

/** The records of one list request in the editor. */
export async function fetchRecords(
	context: ILoadOptionsFunctions,
	what: string,
	request: Pick<Request, 'path' | 'qs'>,
): Promise<Page> {
	const subject = { what, repeatable: true };
	const answer = await send(context, { method: 'GET', ...request, subject });
	return { records: recordsIn(context.getNode(), answer, { subject }), next: nextPage(answer) };
}
