import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { either, list, record } from '../kit/done';
import { listSearch, matching } from '../kit/editor';
import type { Place } from '../kit/parameter';
import { pathOf } from '../kit/path';
import type { Scope } from '../kit/scope';
import { accountAlone, flowMate, locator } from '../service';
import { objectIdIn } from './objectId';
import { fetchRecords } from './search';

/**
 * Users have two ids: FlowMate's own (`_id`), which all endpoints want, and the user name, which is the partner's id for them.
 * The mode By Name takes the second and looks up the first.
 */
export const userLocator = locator(
	{
		displayName: 'User',
		name: 'user',
		noun: 'user',
		search: 'searchUsers',
		urlWords: ['users', 'user'],
		urlExample: 'https://app.example.com/users/6762e154616e91cb8d8b1aaf',
		builderHint:
			"The mode username takes your own system's ID of a customer, the mode id FlowMate's own ID of 24 characters",
	},
	{
		mode: {
			displayName: 'By Name',
			name: 'username',
			type: 'string' as const,
			placeholder: 'e.g. customer-1001',
			hint: "The user name: your own system's ID of this user",
		},
		resolve: idOfUsername,
	},
);

/** The wire says `_id`; FlowMate's reference pages say `id`. */
export const idOf = (user: IDataObject): string => String(user._id ?? user.id ?? '');

/** Fills a list of users. FlowMate gives all users at once and cannot search, so that happens here. */
const listOfUsers =
	(valueOf: (user: IDataObject) => string) =>
	async (scope: Scope, filter: string): Promise<INodeListSearchResult> => {
		const users = await fetchRecords(scope, pathOf('users'), {});
		const results = users
			.map((user) => ({ name: nameOf(user), value: valueOf(user) }))
			.filter(matching(filter))
			.sort((a, b) => a.name.localeCompare(b.name));
		return { results };
	};

export const searchUsers = listSearch(flowMate, listOfUsers(idOf));

/** Users to act as, by user name, as the account of the credential sees them. */
export const searchUsernames = listSearch(
	accountAlone,
	listOfUsers(({ username }) => String(username)),
);

/** The same user name, once per run: a thousand orders are of a few customers. */
async function idOfUsername(username: string, place: Place): Promise<string> {
	return await place.door.once(`the user named ${username.toLowerCase()}`, async () => await lookUp(username, place));
}

/** FlowMate's internal id of the one user with this user name; GET /users?username= matches exactly. */
async function lookUp(username: string, { door, refuse }: Place): Promise<string> {
	const subject = { what: 'the users', permission: 'tenant.account.read', repeatable: true };
	const answer = await door.send({ method: 'GET', path: pathOf('users'), qs: { username }, subject, done: usersIn });
	const users = flowMate.unwrap(answer.body);
	// One of FlowMate's guides shows a single object where the server sends a list.
	const found = (Array.isArray(users) ? users : [users]).filter(
		(user): user is IDataObject => isRecord(user) && sameUsername(user.username, username),
	);
	if (found.length === 1) {
		const id = objectIdIn(idOf(found[0]));
		if (id !== undefined) return id;
		throw refuse(`FlowMate gave no ID of the user '${username}'`, "Choose 'By ID' under 'User', and enter the ID");
	}
	throw refuse(
		found.length === 0
			? `FlowMate has no user with the user name '${username}'`
			: `FlowMate has ${found.length} users with the user name '${username}'`,
		"Check 'User', or choose the user from the list. The user name is your own system's ID of the user.",
	);
}

/** A list of users, or a single one. */
const usersIn = either(list(), record('_id', 'id'));

/** FlowMate stores user names in lower case. */
const sameUsername = (stored: unknown, wanted: string) =>
	typeof stored === 'string' && stored.toLowerCase() === wanted.toLowerCase();

function nameOf(user: IDataObject): string {
	const person = [user.firstname, user.lastname].filter(Boolean).join(' ');
	const username = String(user.username ?? idOf(user));
	return person ? `${person} · ${username}` : username;
}
