import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Item } from '../request/item';
import { pathOf } from '../request/path';
import { searchPage } from './list';
import { locator, readLocator } from './locator';

const definition = {
	displayName: 'Flow',
	name: 'flow',
	noun: 'flow',
	search: 'searchFlows',
	urlWords: ['flows', 'flow', 'webhooks'],
};

export const flowLocator = locator(definition);

/** The id in a flow locator that stands in a collection. */
export const readFlow = async (item: Item, raw: unknown) => await readLocator(item, raw, definition);

/** Fills the list of flows, a page at a time; the text is searched for by FlowMate, in names and descriptions. */
export async function searchFlows(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchPage(this, pathOf('flows'), filter, paginationToken, ({ id, name, status }) => ({
		name: `${String(name ?? id)} (${String(status)})`,
		value: String(id),
	}));
}
