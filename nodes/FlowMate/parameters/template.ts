import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Item } from '../request/item';
import { pathOf } from '../request/path';
import { searchPage } from './list';
import { locator, locatorProperty, readLocator } from './locator';

const definition = {
	displayName: 'Template',
	name: 'template',
	noun: 'template',
	search: 'searchTemplates',
	urlWords: ['templates', 'template'],
};

export const templateLocator = locator(definition);

/** The template as an entry of 'Filters'. */
export const templateFilterProperty = {
	...locatorProperty(definition),
	required: undefined,
	description: 'The template that the flows were generated from',
};

export const readTemplate = async (item: Item, raw: unknown) => await readLocator(item, raw, definition);

/** Fills the list of templates, a page at a time. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchPage(this, pathOf('templates'), filter, paginationToken, (templates) =>
		templates.map(({ id, name, status }) => ({
			name: `${String(name ?? id)} (${String(status)})`,
			value: String(id),
		})),
	);
}
