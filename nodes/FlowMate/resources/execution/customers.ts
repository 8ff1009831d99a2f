import type { Item } from '../../kit/scope';
import type { Count, Counts } from './counts';
import { matchable } from './counts';
import type { Named } from './names';
import { fetchNames } from './names';

/** How often a customer's flows ran: `row` is missing where FlowMate counted nothing. */
export type Usage = Omit<Count, 'row'>;

/** What is known of a customer, or why nothing is. */
export type Known = Usage | { code: number; reason: string };

/**
 * Finds customers, by ID or user name, in the counts of a window. Where a name is in none of the rows, GET /users tells, once for all of
 * them, whether somebody is called so: only then did nothing run.
 */
export async function usageOf(item: Item, counts: Counts, names: string[]): Promise<Map<string, Known>> {
	const byKey = grouped([...counts.byKey.values()], ({ key }) => key);
	const byName = grouped([...counts.byKey.values()], ({ username }) => username);
	const known = new Map<string, Known>();
	const absent: string[] = [];
	for (const name of new Set(names.map(matchable))) {
		const found = byKey.get(name) ?? byName.get(name);
		if (found) known.set(name, inRow(counts, name, found));
		else absent.push(name);
	}
	if (absent.length === 0) return known;
	const users = await fetchNames(item, 'user').catch((error: unknown) => error as Error);
	const named = users instanceof Error ? users : usersBy(users);
	for (const name of absent) known.set(name, withoutRow(counts, byKey, name, named));
	return known;
}

function inRow({ unreadable }: Counts, name: string, found: Count[]): Known {
	if (found.length > 1) return severalWith(name, found.length);
	const doubt = unreadable.find(({ key }) => key === found[0].key);
	return doubt ? unread(doubt.reason) : found[0];
}

/** A customer whom no row names: rows may lack user names, and those who ran nothing have none. */
function withoutRow(
	{ unreadable }: Counts,
	byKey: Map<string, Count[]>,
	name: string,
	users: Map<string, User[]> | Error,
): Known {
	if (users instanceof Error) {
		const reason = `FlowMate counted nothing under '${name}', and whether there is such a user could not be seen: ${users.message}`;
		return { code: codeOf(users), reason };
	}
	const found = users.get(name) ?? [];
	if (found.length === 0) return { code: 404, reason: `FlowMate has no user with the user name or ID '${name}'` };
	if (found.length > 1) return severalWith(name, found.length);
	const [{ id: key, username }] = found;
	const doubt = unreadable.find((row) => row.key === undefined || row.key === key);
	if (doubt) return unread(doubt.reason);
	const [row] = byKey.get(matchable(key)) ?? [];
	return { key, executions: row?.executions ?? 0, username };
}

/** Users by ID and by user name. An ID is one before it is somebody's name. */
function usersBy(named: Map<string, Named>): Map<string, User[]> {
	const users = [...named].map(([id, { username }]): User => ({ id, username }));
	return new Map([...grouped(users, ({ username }) => username), ...grouped(users, ({ id }) => id)]);
}

interface User {
	id: string;
	username?: string;
}

function grouped<T>(all: T[], nameOf: (one: T) => string | undefined): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const name = matchable(nameOf(one) ?? '');
		if (!name) continue;
		const group = groups.get(name);
		if (group) group.push(one);
		else groups.set(name, [one]);
	}
	return groups;
}

const severalWith = (name: string, number: number) => ({
	code: 409,
	reason: `FlowMate has ${number} users with the user name '${name}'. Give the ID of the user instead.`,
});

const unread = (reason: string) => ({
	code: 200,
	reason: `FlowMate's answer about the execution counts has a row that ${reason}, which may be of this user`,
});

const codeOf = (error: Error) => Number((error as Error & { httpCode?: string }).httpCode) || 0;
