import { seededId } from '../../shared/ids';
import { TENANT_ADMIN_PERMISSIONS } from '../permissions';
import type { Role, State, User } from '../state';

const CREATED = '2026-11-22T03:46:41.412Z';

/** A fresh installation of the open-source platform: its admin, its service account and its two roles. */
export function seedRecorded(state: State): { user: User; password: string } {
	const admin = role('ADMIN', ['all']);
	for (const { _id, ...rest } of [admin, role('TENANT_ADMIN', TENANT_ADMIN_PERMISSIONS)]) {
		state.roles.set(_id, { _id, ...rest });
	}
	const user = account('admin@openintegrationhub.com', {
		firstname: 'admin',
		lastname: 'admin',
		confirmed: false,
		roles: [admin._id],
	});
	const service = account('service@openintegrationhub.com', {
		firstname: 'default',
		lastname: 'b',
		permissions: ['all'],
	});
	for (const entry of [user, service]) state.users.set(entry._id, entry);
	const password = 'somestring';
	state.passwords.set(user._id, password);
	return { user, password };
}

function role(name: string, permissions: string[]): Role {
	return {
		_id: seededId(`role ${name}`),
		name,
		type: 'TENANT',
		isGlobal: true,
		permissions,
		createdAt: CREATED,
		updatedAt: CREATED,
		__v: 0,
	};
}

function account(username: string, fields: Partial<User>): User {
	return {
		_id: seededId(`user ${username}`),
		username,
		status: 'ACTIVE',
		confirmed: true,
		roles: [],
		permissions: [],
		createdAt: CREATED,
		updatedAt: CREATED,
		__v: 0,
		...fields,
	};
}
