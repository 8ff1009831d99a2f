import { seededId } from '../../shared/ids';
import { END_USER_PERMISSIONS, PARTNER_PERMISSIONS } from '../permissions';
import type { State, User } from '../state';

export const TENANT = seededId('tenant Acme CRM');
const CREATED = '2024-03-04T09:00:00.000Z';

/** The tenant "Acme CRM" and its partner account, without customers. */
export function seedPartner(state: State): { user: User; password: string } {
	state.tenants.set(TENANT, { id: TENANT, name: 'Acme CRM' });
	const user: User = {
		_id: seededId('user partner'),
		username: 'partner@acme.example',
		firstname: 'Petra',
		lastname: 'Partner',
		status: 'ACTIVE',
		confirmed: true,
		canLogin: true,
		tenant: TENANT,
		roles: [],
		permissions: [...PARTNER_PERMISSIONS],
		createdAt: CREATED,
		updatedAt: CREATED,
		__v: 0,
	};
	const password = 'sandbox-password';
	state.users.set(user._id, user);
	state.passwords.set(user._id, password);
	return { user, password };
}

/** A customer of the partner, as POST /impersonate makes one. */
export function seedCustomer(state: State, username: string, createdAt = CREATED): User {
	const user: User = {
		_id: seededId(`user ${username}`),
		username,
		status: 'ACTIVE',
		confirmed: true,
		canLogin: false,
		tenant: TENANT,
		roles: [],
		permissions: [...END_USER_PERMISSIONS],
		createdAt,
		updatedAt: createdAt,
		__v: 0,
	};
	state.users.set(user._id, user);
	return user;
}

/** Owners of a customer's flow: the customer, and the tenant so that the partner sees it. */
export function ownersOf(user: User) {
	return [
		{ id: user._id, type: 'user' },
		{ id: TENANT, type: 'tenant' },
	];
}
