import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { success } from '../kit/done';
import type { Request } from '../kit/request';
import { listSearch, matching } from '../kit/editor';
import { pathOf } from '../kit/path';
import type { Scope } from '../kit/scope';
import { nextPage } from '../request/link';
import { celigo, list, recordsUnder } from '../service';

/**
 * Makes the method that fills a locator's list with `_id` and `name`, a page at a time.
 * Whether Celigo's own search by name wants the whole name is unknown, so a text is looked for here, in all pages.
 *
 * @param collection the path of a list: `flows`, `integrations`
 */
export const searchOf = (collection: string) =>
	listSearch(celigo, async (scope, filter, paginationToken) => {
		const request = listRequest(collection);
		if (filter) {
			const records = await list(scope, request, { wanted: Infinity });
			return { results: entriesOf(records).filter(matching(filter)) };
		}
		const page = paginationToken === undefined ? {} : { path: paginationToken, qs: undefined };
		const { records, next } = await fetchPage(scope, { ...request, ...page });
		return { results: entriesOf(records), paginationToken: next };
	});

/** Entries of a list in the editor, by name. */
function entriesOf(records: IDataObject[]): INodeListSearchItems[] {
	return records
		.map(({ _id, name }) => ({ name: String(name ?? _id), value: String(_id) }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** The request for the first page of a list in the editor. */
export const listRequest = (collection: string, qs: IDataObject = { include: 'name' }): Request => ({
	method: 'GET',
	path: pathOf(collection),
	qs,
	subject: { what: `the ${collection}`, repeatable: true },
});

/** The records of one list request, and the path of the page behind them. */
export async function fetchPage(scope: Scope, request: Request): Promise<{ records: IDataObject[]; next?: string }> {
	const answer = await scope.send({ ...request, done: success });
	return { records: recordsUnder()(scope, answer, request), next: nextPage(answer, request) };
}
