import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { Scope } from '../kit/scope';
import { userList } from '../service';

const PAGE = 50;

/**
 * One page of a list in the editor.
 *
 * @param path of a list that FlowMate gives in pages
 * @param paginationToken number of the page, as the page before it gave it
 */
export async function searchPage(
	scope: Scope,
	path: string,
	filter: string,
	paginationToken: string | undefined,
	entries: (records: IDataObject[]) => INodeListSearchItems[] | Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	// FlowMate never answers a page below 1.
	const number = Math.max(1, Math.trunc(Number(paginationToken)) || 1);
	const qs = {
		'page[size]': PAGE,
		'page[number]': number,
		sort: 'name',
		...(filter && { search: filter }),
	};
	const records = await fetchRecords(scope, path, qs);
	return {
		results: await entries(records),
		paginationToken: records.length === PAGE ? String(number + 1) : undefined,
	};
}

/** The records of one list request in the editor. */
export async function fetchRecords(scope: Scope, path: string, qs: IDataObject): Promise<IDataObject[]> {
	const subject = { what: `the ${path.slice(1)}`, repeatable: true };
	return await userList(scope, { method: 'GET', path, qs, subject }, { wanted: Infinity });
}
