import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Item } from '../request/item';
import { isRecord } from '../request/answer';
import { unreadableError } from '../request/errors';
import { unwrap } from '../request/item';
import { pathOf } from '../request/path';
import { fetchRecords } from './list';
import { locator, locatorProperty, readLocator } from './locator';

/**
 * Users have two ids: FlowMate's own (`_id`), which all endpoints want, and the user name, which is the partner's id for them.
 * The mode By User Name takes the second and looks up the first.
 */
const definition = {
	displayName: 'User',
	name: 'user',
	noun: 'user',
	search: 'searchUsers',
	urlWords: ['users', 'user'],
	builderHint:
		"The mode username takes your own system's ID of a customer, the mode id FlowMate's own ID of 24 characters",
	modes: [
		{
			displayName: 'By User Name',
			name: 'username',
			type: 'string' as const,
			placeholder: 'e.g. customer-1001',
			hint: "Your own system's ID of this user",
		},
	],
	resolve: (item: Item, mode: string, value: string) =>
		mode === 'username' ? idOfUsername(item, value) : undefined,
};

export const userLocator = locator(definition);

/** The user as an entry of 'Filters'. */
export const userFilterProperty = {
	...locatorProperty(definition),
	required: undefined,
	description: 'The user who owns the records',
};

export const readUser = async (item: Item, raw: unknown) => await readLocator(item, raw, definition);

/** Fills the list of users. FlowMate gives all users at once and cannot search, so that happens here. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const users = await fetchRecords(this, pathOf('users'), {});
	const wanted = filter?.toLowerCase() ?? '';
	const results = users
		.map((user) => ({ name: nameOf(user), value: idOf(user) }))
		.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === wanted)
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** FlowMate's internal id of the one user with this user name; GET /users?username= matches exactly. */
async function idOfUsername(item: Item, username: string): Promise<string> {
	const subject = { what: 'the users', permission: 'tenant.account.read', repeatable: true };
	const answer = await item.send({ method: 'GET', path: pathOf('users'), qs: { username }, subject });
	const users = unwrap(answer.body);
	// One of FlowMate's guides shows a single object where the server sends a list.
	const found = (Array.isArray(users) ? users : [users]).filter(
		(user): user is IDataObject => isRecord(user) && sameUsername(user.username, username),
	);
	if (!Array.isArray(users) && !isRecord(users)) throw unreadableError(item.node, answer, subject);
	if (found.length !== 1) {
		throw item.badInput(
			found.length === 0
				? `FlowMate has no user with the user name '${username}'`
				: `FlowMate has ${found.length} users with the user name '${username}'`,
			"Check 'User', or choose the user from the list. The user name is your own system's ID of the user.",
		);
	}
	return idOf(found[0]);
}

/** FlowMate stores user names in lower case. */
const sameUsername = (stored: unknown, wanted: string) =>
	typeof stored === 'string' && stored.toLowerCase() === wanted.toLowerCase();

/** The wire says `_id`; FlowMate's reference pages say `id`. */
export const idOf = (user: IDataObject): string => String(user._id ?? user.id ?? '');

function nameOf(user: IDataObject): string {
	const person = [user.firstname, user.lastname].filter(Boolean).join(' ');
	return person ? `${String(user.username)} (${person})` : String(user.username ?? idOf(user));
}
