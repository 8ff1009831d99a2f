import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isRecord } from '../request/answer';
import type { Item } from '../request/item';
import { pathOf } from '../request/path';
import { fetchRecords, searchPage } from './list';
import { locator, readLocator } from './locator';
import { idOf } from './user';

const definition = {
	displayName: 'Flow',
	name: 'flow',
	noun: 'flow',
	search: 'searchFlows',
	urlWords: ['flows', 'flow', 'webhooks'],
	builderHint:
		"The mode id takes a flow's ID of 24 characters, such as the field id that Get Many of flows gives",
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
	return await searchPage(this, pathOf('flows'), filter, paginationToken, async (flows) => {
		const owners = someAreAlike(flows) ? await usernames(this) : undefined;
		return flows.map((flow) => ({ name: labelOf(flow, owners), value: String(flow.id) }));
	});
}

/** Customers have flows of the same template, and these have the same name. */
const someAreAlike = (flows: IDataObject[]) => new Set(flows.map(({ name }) => name)).size < flows.length;

/** `Order to ERP (active)`, or `Order to ERP – customer-1001 (active)` where the names do not tell the flows apart. */
function labelOf(flow: IDataObject, owners: Map<string, string> | undefined): string {
	const { id, name, status } = flow;
	const owner = owners && (owners.get(ownerOf(flow) ?? '') ?? String(id));
	const whose = owner ? ` – ${owner.length > 32 ? `${owner.slice(0, 31)}…` : owner}` : '';
	return `${String(name ?? id)}${whose} (${String(status)})`;
}

/** User names by ID. An account that may read flows but no users gets none: the list of flows is of use without them. */
async function usernames(context: ILoadOptionsFunctions): Promise<Map<string, string>> {
	try {
		const users = await fetchRecords(context, pathOf('users'), {});
		return new Map(users.map((user) => [idOf(user), String(user.username)]));
	} catch {
		return new Map();
	}
}

/** FlowMate's internal id of the user who owns a flow; a flow is owned by its tenant as well. */
export function ownerOf({ owners }: IDataObject): string | undefined {
	const all: unknown[] = Array.isArray(owners) ? owners : [];
	const owner = all.filter(isRecord).find(({ type }) => String(type).toLowerCase() === 'user');
	return owner && String(owner.id);
}
