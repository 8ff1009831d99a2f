import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Scope } from '../kit/scope';
import { ownerOf } from '../parameters/flow';
import { flowShape } from '../resources/flow/shape';
import { userShape } from '../resources/user/shape';
import type { Sighting } from './flowReading';
import { idIn } from './known';
import type { Named } from '../resources/execution/names';
import { fetchNames } from '../resources/execution/names';

/** User names by FlowMate's ID of the user. */
type Usernames = Map<string, string | undefined>;

const NOBODY = new Map<string, Named>();

/**
 * The user names of the owners of flows: one request for all users, where there is something to tell. An account that may not read users
 * gets none, since the flows are of use without.
 */
export async function usernamesOf(scope: Scope, owners: string[], deadline: number): Promise<Usernames> {
	if (owners.length === 0) return new Map();
	const names = await fetchNames(scope, 'user', deadline).catch((error: unknown) => {
		if (error instanceof NodeApiError && ['403', '404'].includes(String(error.httpCode))) return NOBODY;
		throw error;
	});
	return new Map([...names].map(([id, { username }]) => [id, username]));
}

/** @param now when the poll began, ms since 1970 */
export function statusItem(sighting: Sighting, names: Usernames, now: number): IDataObject {
	const { flow, change = null, previousStatus } = sighting;
	const polledAt = new Date(now).toISOString();
	return {
		event: 'flowStatus',
		...aboutFlow(flow, names),
		previousStatus,
		change,
		// Without a time of its own a change is told apart by that of the poll.
		eventId: ['flowStatus', idIn(flow), change ?? flow.status, flow.updatedAt ?? polledAt].join('/'),
		polledAt,
		flow,
	};
}

/** @param now when the poll began, ms since 1970 */
export function createdItem({ flow }: Sighting, names: Usernames, now: number): IDataObject {
	return {
		event: 'flowCreated',
		...aboutFlow(flow, names),
		createdAt: flow.createdAt,
		eventId: `flowCreated/${idIn(flow)}`,
		polledAt: new Date(now).toISOString(),
		flow,
	};
}

/** @param now when the poll began, ms since 1970 */
export function userItem(user: IDataObject, now: number): IDataObject {
	return {
		event: 'userCreated',
		...userShape.simplified(user),
		eventId: `userCreated/${idIn(user)}`,
		polledAt: new Date(now).toISOString(),
		user,
	};
}

/** A flow as the node gives it with *Simplify*, and whose it is in the partner's own words. */
function aboutFlow(flow: IDataObject, names: Usernames): IDataObject {
	return { ...flowShape.simplified(flow), id: idIn(flow), username: names.get(ownerOf(flow) ?? '') ?? null };
}
