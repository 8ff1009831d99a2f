import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { editorScope } from './contexts';
import type { Scope } from './scope';
import type { Service } from './service';

type Find = (scope: Scope, filter: string, paginationToken?: string) => Promise<INodeListSearchResult>;

/** Makes the method that fills the list of a locator in the editor (`methods.listSearch`). */
export const listSearch = (service: Service, find: Find) =>
	async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		return await find(editorScope(service, this), filter?.trim() ?? '', paginationToken);
	};

/** Whether a text, in whatever case, is part of an entry's name, or is its ID. */
export function matching(filter: string) {
	const wanted = filter.toLowerCase();
	return ({ name, value }: INodeListSearchItems) =>
		name.toLowerCase().includes(wanted) || String(value).toLowerCase() === wanted;
}
