/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { named } from '../shared/named';
import { authenticate, createEndUser, findByUsername } from './accounts';
import { ErrorAnswer, missingPermission } from './answers';
import { fieldsOf, jsonBody } from './body';
import { isPartner } from './permissions';
import type { Platform } from './platform';
import { iam, iamCaller } from './services';

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

	void app.register(
		named('impersonate', async (scope) => {
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
		}),
	);
}
