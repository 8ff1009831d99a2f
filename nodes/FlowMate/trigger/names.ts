import type { IDataObject, IExecutePaginationFunctions, IPollFunctions } from 'n8n-workflow';
import { Item } from '../request/item';
import { listPages } from '../request/pages';
import { pathOf } from '../request/path';
import type { GroupBy } from './counts';

/** What people call a user or flow. */
export interface Named {
	name?: string;
	username?: string;
}

/**
 * The names of all users or flows, by ID. FlowMate gives users all at once and flows in pages; asking for single ones would take a request
 * each. Of components it gives no names.
 */
export async function fetchNames(
	context: IPollFunctions,
	groupBy: GroupBy,
	deadline: number,
): Promise<Map<string, Named>> {
	if (groupBy === 'component') return new Map();
	const records = await fetchAll(context, groupBy === 'user' ? 'users' : 'flows', deadline);
	return new Map(records.map((record) => [String(record._id ?? record.id), named(record, groupBy)]));
}

async function fetchAll(
	context: IPollFunctions,
	list: 'users' | 'flows',
	deadline: number,
): Promise<IDataObject[]> {
	// A poll has no item. This stands for one with 'Return All' turned on.
	const everything = Object.create(context, {
		getNodeParameter: { value: (name: string) => (name === 'returnAll' ? true : undefined) },
	}) as IExecutePaginationFunctions;
	const subject = {
		what: `the ${list}`,
		permission: list === 'users' ? 'tenant.account.read' : 'flows.read',
		repeatable: true,
	};
	const request = {
		method: 'GET' as const,
		path: pathOf(list),
		qs: list === 'users' ? {} : { sort: 'createdAt' },
		subject,
		deadline,
	};
	return await listPages(new Item(everything), request, list === 'users' ? 'whole' : 'counted');
}

function named({ name, username, firstname, lastname }: IDataObject, groupBy: GroupBy): Named {
	if (groupBy === 'flow') return { name: name ? String(name) : undefined };
	const person = [firstname, lastname].filter(Boolean).join(' ');
	return { name: person || String(username ?? ''), username: username ? String(username) : undefined };
}
