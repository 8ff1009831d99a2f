import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { idOf } from '../../parameters/user';
import type { Shape } from '../../kit/output';

export const userShape: Shape = {
	simplified,
	further: ['phone', 'avatar', 'roles', 'permissions', 'updatedAt'],
};

/** `id` is FlowMate's, `username` the partner's own. */
function simplified(user: IDataObject): IDataObject {
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
