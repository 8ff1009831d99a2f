import { listSearch } from '../kit/editor';
import { pathOf } from '../kit/path';
import { flowMate, locator, templateList } from '../service';
import { searchPage } from './search';

export const templateLocator = locator({
	displayName: 'Template',
	name: 'template',
	noun: 'template',
	search: 'searchTemplates',
	urlWords: ['templates', 'template'],
	urlExample: 'https://app.example.com/templates/6762e154616e91cb8d8b1aaf',
});

/** Fills the list of templates, a page at a time. */
export const searchTemplates = listSearch(
	flowMate,
	async (scope, filter, paginationToken) =>
		await searchPage(scope, { path: pathOf('templates'), list: templateList }, filter, paginationToken, (templates) =>
			templates.map(({ id, name, status }) => ({
				name: `${String(name ?? id)} (${String(status)})`,
				value: String(id),
			})),
		),
);
