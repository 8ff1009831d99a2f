import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { listSearch } from '../kit/editor';
import { pathOf } from '../kit/path';
import type { Scope } from '../kit/scope';
import { flowList, flowMate, locator } from '../service';
import { fetchRecords, searchPage } from './search';
import { idOf } from './user';

export const flowLocator = locator({
	displayName: 'Flow',
	name: 'flow',
	noun: 'flow',
	search: 'searchFlows',
	urlWords: ['flows', 'flow', 'webhooks'],
	urlExample: 'https://app.example.com/flows/6762e154616e91cb8d8b1aaf',
	builderHint: "The mode id takes a flow's ID of 24 characters, such as the field id that Get Many of flows gives",
});

/** Fills the list of flows, a page at a time. */
export const searchFlows = listSearch(
	flowMate,
	async (scope, filter, paginationToken) =>
		await searchPage(scope, { path: pathOf('flows'), list: flowList }, filter, paginationToken, async (flows) => {
			const owners = someAreAlike(flows) ? await usernames(scope) : undefined;
			return flows.map((flow) => ({ name: labelOf(flow, owners), value: String(flow.id) }));
		}),
);

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
async function usernames(scope: Scope): Promise<Map<string, string>> {
	try {
		const users = await fetchRecords(scope, pathOf('users'), {});
		return new Map(users.map((user) => [idOf(user), String(user.username)]));
	} catch {
		return new Map();
	}
}

const ownersOf = ({ owners }: IDataObject) => (Array.isArray(owners) ? (owners as unknown[]) : []).filter(isRecord);

/** FlowMate's internal id of the user who owns a flow; a flow is owned by its tenant as well. */
export function ownerOf(flow: IDataObject): string | undefined {
	const owner = ownersOf(flow).find(({ type }) => String(type).toLowerCase() === 'user');
	return owner && String(owner.id);
}

/** Whether a flow is a user's, as FlowMate's own filter has it where the flow does not say. */
export function isOwnedBy(flow: IDataObject, user: string): boolean {
	const owners = ownersOf(flow);
	return owners.length === 0 || owners.some(({ id }) => String(id).toLowerCase() === user.toLowerCase());
}
