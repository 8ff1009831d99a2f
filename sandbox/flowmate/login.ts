/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { ErrorAnswer, missingPermission } from './answers';
import { fieldsOf, jsonBody } from './body';
import { newId } from './ids';
import { END_USER_PERMISSIONS, isPartner } from './permissions';
import type { Platform } from './platform';
import { iam, iamCaller } from './services';
import type { State, User } from './state';

/** POST /login, POST /logout and FlowMate's own POST /impersonate. */
export function loginRoutes(app: FastifyInstance, platform: Platform): void {
	const { options, sessions, state } = platform;
	iam(app);

	app.post('/login', async (request, reply) => {
		if (options.loginDelay > 0) await delay(options.loginDelay, undefined, { ref: false });
		const { username, password } = fieldsOf(jsonBody(request));
		const user = authenticate(state, username, password);
		const { token, id } = sessions.issue(user);
		reply.header('set-cookie', `basaas-iam=${sessions.issueCookie(user)}; Path=/; HttpOnly`);
		// `id` is the token's id, not the user's.
		return { token, id };
	});

	app.post('/logout', async (request) => {
		state.tokens.delete(request.headers.authorization?.split(' ')[1] ?? '');
		return { loggedOut: true };
	});

	void app.register(async (scope) => {
		iamCaller(scope, platform);

		/** The only documented way to make end users: the first call with a user name creates the user. */
		scope.post('/impersonate', async (request) => {
			const { caller } = request;
			if (!caller.isAdmin && !isPartner(caller)) throw missingPermission();
			const { username } = fieldsOf(jsonBody(request));
			// The answer to a missing user name is not documented; this is what POST /users says.
			if (typeof username !== 'string' || username === '') throw new ErrorAnswer(400, 'INPUT_INVALID');
			const user = findByUsername(state, username) ?? createEndUser(state, username, caller.user.tenant);
			if (!caller.isAdmin && user.tenant !== caller.user.tenant) throw new ErrorAnswer(403, 'FORBIDDEN');
			if (user.status !== 'ACTIVE') throw new ErrorAnswer(401, 'ENTITY_DISABLED');
			const { token, id } = sessions.issue(user);
			return { token, id };
		});
	});
}

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

function createEndUser(state: State, username: string, tenant: string | undefined): User {
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
