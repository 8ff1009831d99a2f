import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';
import { idOf } from '../../parameters/user';

/** The user as flat fields where 'Simplify' is on, else as FlowMate sent it. `id` is FlowMate's, `username` the partner's own. */
export function simplifiedUser(item: Item, user: IDataObject): IDataObject {
	if (!item.parameter('simplify')) return user;
	const { username, firstname, lastname, status, tenant, canLogin, confirmed, createdAt, safeguard } = user;
	return {
		id: idOf(user),
		username,
		firstname,
		lastname,
		status,
		tenant,
		canLogin,
		confirmed,
		createdAt,
		lastLogin: isRecord(safeguard) ? (safeguard.lastLogin as string) : undefined,
	};
}
