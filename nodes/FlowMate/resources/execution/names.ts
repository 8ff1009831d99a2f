import type { IDataObject } from 'n8n-workflow';
import { flag } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import { flowList, userList } from '../../service';
import type { GroupBy } from './counts';

export const addNames = flag({
	displayName: 'Add Names',
	name: 'addNames',
	type: 'boolean',
	displayOptions: { show: { '/groupBy': ['user', 'flow'] } },
	default: false,
	description:
		'Whether to look up the names of users or flows. It takes a request for all users, or one for a thousand flows.',
});

/** What people call a user or flow. */
export interface Named {
	name?: string;
	username?: string;
}

/**
 * The names of all users or flows, by ID. FlowMate gives users all at once and flows in pages; asking for single ones would take a request
 * each. Of components it gives no names.
 */
export async function fetchNames(scope: Scope, groupBy: GroupBy, deadline?: number): Promise<Map<string, Named>> {
	if (groupBy === 'component') return new Map();
	const records = await (groupBy === 'user' ? fetchUsers : fetchFlows)(scope, deadline);
	return new Map(records.map((record) => [String(record._id ?? record.id), named(record, groupBy)]));
}

/** All users that the account may see. */
export async function fetchUsers(scope: Scope, deadline?: number): Promise<IDataObject[]> {
	const subject = { what: 'the users', permission: 'tenant.account.read', repeatable: true };
	const request = { method: 'GET' as const, path: pathOf('users'), subject, deadline };
	return await userList(scope, request, { wanted: Infinity });
}

async function fetchFlows(scope: Scope, deadline?: number): Promise<IDataObject[]> {
	const subject = { what: 'the flows', permission: 'flows.read', repeatable: true };
	const qs = { sort: 'createdAt' };
	const request = { method: 'GET' as const, path: pathOf('flows'), qs, subject, deadline };
	return await flowList(scope, request, { wanted: Infinity });
}

function named({ name, username, firstname, lastname }: IDataObject, groupBy: GroupBy): Named {
	if (groupBy === 'flow') return { name: name ? String(name) : undefined };
	const person = [firstname, lastname].filter(Boolean).join(' ');
	return { name: person || String(username ?? ''), username: username ? String(username) : undefined };
}
