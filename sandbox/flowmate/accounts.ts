import { newId } from '../shared/ids';
import { ErrorAnswer } from './answers';
import { END_USER_PERMISSIONS } from './permissions';
import type { State, User } from './state';

/** User names are stored and compared in lower case. */
export function findByUsername(state: State, username: string): User | undefined {
	const name = username.toLowerCase();
	for (const user of state.users.values()) if (user.username === name) return user;
	return undefined;
}

/** The user whose user name and password these are. There is no lock-out after wrong passwords. */
export function authenticate(state: State, username: unknown, password: unknown): User {
	if (typeof username !== 'string' || typeof password !== 'string' || !username || !password) {
		throw new ErrorAnswer(401, 'UNKNOWN_ERROR');
	}
	const user = findByUsername(state, username);
	if (!user) throw new ErrorAnswer(401, 'USER_NOT_FOUND');
	const expected = state.passwords.get(user._id);
	if (expected === undefined) throw new ErrorAnswer(401, 'UNKNOWN_ERROR');
	if (expected !== password) {
		const { failedLoginAttempts = 0, ...safeguard } = user.safeguard ?? {};
		user.safeguard = { ...safeguard, failedLoginAttempts: failedLoginAttempts + 1 };
		throw new ErrorAnswer(401, 'PASSWORD_INCORRECT');
	}
	user.safeguard = { failedLoginAttempts: 0, lastLogin: new Date().toISOString() };
	if (user.status !== 'ACTIVE') throw new ErrorAnswer(401, 'ENTITY_DISABLED');
	return user;
}

/** A user as POST /impersonate makes one: with the rights of end users and without a password. */
export function createEndUser(state: State, username: string, tenant: string | undefined): User {
	const now = new Date().toISOString();
	const user: User = {
		_id: newId(),
		username: username.toLowerCase(),
		status: 'ACTIVE',
		confirmed: true,
		canLogin: false,
		tenant,
		roles: [],
		permissions: [...END_USER_PERMISSIONS],
		createdAt: now,
		updatedAt: now,
		__v: 0,
	};
	state.users.set(user._id, user);
	return user;
}
