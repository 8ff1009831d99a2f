import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { List } from '../kit/list';
import { fetchPage, isLast } from '../kit/numberedList';
import type { Scope } from '../kit/scope';
import { pages, userList } from '../service';

/**
 * What FlowMate's `search` looks for as it stands. It deletes all other characters, blanks at both ends, and keeps braces, which it
 * takes for a pattern: `{2}` is never answered.
 */
const PIECES = /[A-Za-z0-9_-]+(?: +[A-Za-z0-9_-]+)*/g;

export interface Search {
	/** The `search` of the request: the longest piece that FlowMate looks for as it stands. Undefined where there is none. */
	sent?: string;
	/** Whether a record has the whole text, where FlowMate cannot tell. */
	keep?(record: IDataObject): boolean;
}

/** How to find the records with a text in name or description: what FlowMate looks for, and what is left to do here. */
export function searchFor(text: string): Search {
	const sent = text.match(PIECES)?.reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
	return sent === text ? { sent } : { sent, keep: holding(text) };
}

/** Whether a record has a text in name or description, in upper or lower case. */
export function holding(text: string): (record: IDataObject) => boolean {
	const wanted = comparable(text);
	return ({ name, description }) => [name, description].some((words) => comparable(words).includes(wanted));
}

/** A text as it is looked for: in upper or lower case, with accents in either of their forms. */
export const comparable = (text: unknown) => (typeof text === 'string' ? text.normalize('NFC').toLowerCase() : '');

const PAGE = 50;

/** As many as a person looks through. Who has more of them enters more of the name. */
const MOST_FOUND = 200;

type Entries = (records: IDataObject[]) => INodeListSearchItems[] | Promise<INodeListSearchItems[]>;

/**
 * One page of a list in the editor; with a filter, what has it in name or description. FlowMate may distinguish upper and lower case,
 * which nobody expects of a list: the text is looked for here.
 *
 * @param collection the path of a list that FlowMate gives in pages
 * @param paginationToken number of the page, as the page before it gave it
 */
export async function searchPage(
	scope: Scope,
	{ path, list }: { path: string; list: List },
	filter: string,
	paginationToken: string | undefined,
	entries: Entries,
): Promise<INodeListSearchResult> {
	const request = { method: 'GET' as const, path, qs: { sort: 'name' }, subject: subjectOf(path) };
	if (filter) {
		return { results: await entries(await list(scope, request, { wanted: MOST_FOUND, keep: holding(filter) })) };
	}
	// FlowMate never answers a page below 1.
	const number = Math.max(1, Math.trunc(Number(paginationToken)) || 1);
	const page = await fetchPage(scope, request, pages, number, PAGE);
	return {
		results: await entries(page.records),
		paginationToken: isLast(page, PAGE) ? undefined : String(number + 1),
	};
}

/** The records of one list request in the editor. */
export async function fetchRecords(scope: Scope, path: string, qs: IDataObject): Promise<IDataObject[]> {
	return await userList(scope, { method: 'GET', path, qs, subject: subjectOf(path) }, { wanted: Infinity });
}

const subjectOf = (path: string) => ({ what: `the ${path.slice(1)}`, repeatable: true });
