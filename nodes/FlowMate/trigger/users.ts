import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Scope } from '../kit/scope';
import type { Watch } from '../kit/watch';
import { userItem } from './eventItems';
import { unreadable } from './fetch';
import type { Packed } from './known';
import { idIn, sortedTime, unpack, withoutGone } from './known';
import { fetchUsers } from '../resources/execution/names';

export interface KnownUsers {
	users: Packed;
	/** Since when most of them have been missing, ms since 1970. */
	missingSince?: number;
}

/** GET /users, which gives all users at once, in no order: those are new whose ID is not known. */
export function watchUsers(scope: Scope): Watch<KnownUsers> {
	return {
		fingerprint: JSON.stringify(['userCreated', scope.node.credentials?.[scope.service.credential]?.id]),
		async look(state, tick) {
			const users = await fetchUsers(scope, tick.deadline);
			const isReadable = users.length === 0 || users.some((user) => idIn(user) !== undefined);
			if (!isReadable) throw tick.atOnce(unreadable(scope, 'the users', 'has no ID', users.length));
			const { found, next } = decideUsers(state, users, tick.now);
			return { found: found.map((user) => userItem(user, tick.now)), next };
		},
		async sample({ now, deadline }) {
			const newest = inOrder(await fetchUsers(scope, deadline)).at(-1);
			if (newest) return [userItem(newest, now)];
			throw new NodeOperationError(scope.node, 'FlowMate has no users that this account may see', {
				description: 'There is nothing to show as a sample. The active workflow waits for it.',
			});
		},
	};
}

/**
 * Which users are new.
 *
 * @param state left by the poll before; undefined on the first one, which tells nothing
 * @param now ms since 1970
 */
export function decideUsers(
	state: KnownUsers | undefined,
	users: IDataObject[],
	now: number,
): { found: IDataObject[]; next: KnownUsers } {
	const known = unpack(state?.users ?? {});
	const byId = new Map<string, IDataObject>();
	for (const user of users) {
		const id = idIn(user);
		if (id !== undefined) byId.set(id, user);
	}
	const created = [...byId].filter(([id]) => !known.has(id)).map(([, user]) => user);
	for (const id of byId.keys()) known.set(id, 'known');
	const { known: next, missingSince } = withoutGone(known, new Set(byId.keys()), state?.missingSince, now);
	return { found: state ? inOrder(created) : [], next: { users: next, missingSince } };
}

/** Oldest first. */
const inOrder = (users: IDataObject[]) =>
	[...users].sort((a, b) => {
		const [first, second] = [sortedTime(a.createdAt), sortedTime(b.createdAt)];
		return first === second ? 0 : first - second;
	});
