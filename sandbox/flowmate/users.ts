import type { FastifyInstance } from 'fastify';
import { isId, newId } from '../shared/ids';
import { findByUsername } from './accounts';
import { ErrorAnswer, missingPermission } from './answers';
import { fieldsOf, jsonBody } from './body';
import { areCommon, isPartner, may, type Caller } from './permissions';
import { queryOf, type Platform } from './platform';
import { iam, iamCaller } from './services';
import type { State, User } from './state';

const STATUSES = ['ACTIVE', 'PENDING', 'DISABLED'];
const TEXTS = ['firstname', 'lastname', 'phone', 'avatar'] as const;

/** The user routes of IAM, under the configured path. */
export function userRoutes(app: FastifyInstance, platform: Platform): void {
	const { state } = platform;
	const path = platform.options.userPath.replace(/\/+$/, '');
	iam(app);
	iamCaller(app, platform);

	app.get(path, async (request) => {
		const { caller } = request;
		const query = queryOf(request);
		// The open-source platform lists users for its own admin only; FlowMate's partners see those of their tenant.
		if (!caller.isAdmin && !isPartner(caller)) throw new ErrorAnswer(403, 'FORBIDDEN');
		// An empty value counts as none: `?username=` answers everybody.
		const names = query.getAll('username').filter(Boolean);
		const ids = query.getAll('userId').filter(Boolean);
		if (!ids.every(isId)) throw new ErrorAnswer(500, 'The filter is invalid.');

		const users = candidates(state, names, ids).filter(
			(user) => caller.isAdmin || user.tenant === caller.user.tenant,
		);
		// Any value that is not empty switches, `false` too.
		return query.get('meta') ? { data: users, meta: { total: users.length } } : users;
	});

	app.post(path, async (request) => {
		const { caller } = request;
		if (!may(caller, 'tenant.account.create')) throw missingPermission();
		const fields = allowedFields(caller, state, fieldsOf(jsonBody(request)));
		const id = createUser(state, fields);
		return queryOf(request).get('meta') ? { data: { id } } : { id };
	});

	app.get(`${path}/me`, async (request) => {
		const user = withRoles(state, request.caller.user);
		return queryOf(request).get('meta') ? { data: user } : user;
	});

	app.get<{ Params: { id: string } }>(`${path}/:id`, async (request, reply) => {
		if (!may(request.caller, 'tenant.account.read')) throw missingPermission();
		const found = findUser(state, request.caller, request.params.id);
		if (!found) return await reply.code(404).type('text/plain; charset=utf-8').send('Not Found');
		const user = withRoles(state, found);
		return queryOf(request).get('meta') ? { data: user } : user;
	});

	app.patch<{ Params: { id: string } }>(`${path}/:id`, async (request) => {
		const { caller } = request;
		if (!may(caller, 'tenant.account.update')) throw missingPermission();
		const fields = allowedFields(caller, state, fieldsOf(jsonBody(request)));
		const user = findUser(state, caller, request.params.id);
		if (user) updateUser(state, user, fields);
		return 'OK';
	});

	app.delete<{ Params: { id: string } }>(`${path}/:id`, async (request) => {
		if (!may(request.caller, 'iam.account.delete')) throw missingPermission();
		const user = findUser(state, request.caller, request.params.id);
		if (user) deleteUser(platform, user);
		return 'OK';
	});
}

/** Several user names, or several ids, mean any of them; a user name and an id mean both. */
function candidates(state: State, names: string[], ids: string[]): User[] {
	const wanted = new Set(names.map((name) => name.toLowerCase()));
	const users = ids.length > 0 ? ids.flatMap((id) => state.users.get(id) ?? []) : [...state.users.values()];
	return wanted.size > 0 ? users.filter(({ username }) => wanted.has(username)) : users;
}

/** Others than admins find users of their own tenant only. */
function findUser(state: State, caller: Caller, id: string): User | undefined {
	if (!isId(id)) throw new ErrorAnswer(500, 'UNKNOWN_ERROR');
	const user = state.users.get(id);
	return caller.isAdmin || user?.tenant === caller.user.tenant ? user : undefined;
}

/** Lists name the roles' ids; a single user comes with the roles themselves. */
function withRoles(state: State, user: User): object {
	return { ...user, roles: user.roles.flatMap((id) => state.roles.get(id) ?? []) };
}

/** Others than admins may give common permissions and no role, and only inside their tenant. */
function allowedFields(
	caller: Caller,
	state: State,
	fields: Record<string, unknown>,
): Record<string, unknown> {
	if (caller.isAdmin) return fields;
	const { roles = [], permissions = [] } = fields;
	const restricted =
		!Array.isArray(permissions) ||
		!areCommon(permissions) ||
		!Array.isArray(roles) ||
		roles.some((id) => !state.roles.has(id) || state.roles.get(id)?.isGlobal);
	if (restricted) throw new ErrorAnswer(403, 'FORBIDDEN');
	return { ...fields, tenant: caller.user.tenant };
}

function createUser(state: State, fields: Record<string, unknown>): string {
	const {
		username,
		password,
		status = 'ACTIVE',
		confirmed = true,
		tenant,
		roles = [],
		permissions = [],
	} = fields;
	if (!password) throw new ErrorAnswer(500, 'No password was given');
	const isEmail = typeof username === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(username);
	if (!isEmail || !STATUSES.includes(String(status))) throw new ErrorAnswer(400, 'INPUT_INVALID');
	if (findByUsername(state, username)) throw new ErrorAnswer(409, 'DUPLICATE_KEY');
	const now = new Date().toISOString();
	const user: User = {
		_id: newId(),
		username: username.toLowerCase(),
		...texts(fields),
		status: status as User['status'],
		confirmed: Boolean(confirmed),
		...(tenant === undefined ? {} : { tenant: String(tenant) }),
		roles: roles as string[],
		permissions: permissions as string[],
		createdAt: now,
		updatedAt: now,
		__v: 0,
	};
	state.users.set(user._id, user);
	state.passwords.set(user._id, String(password));
	return user._id;
}

function updateUser(state: State, user: User, fields: Record<string, unknown>): void {
	const { username, status, tenant, roles, permissions, confirmed, password } = fields;
	if (status !== undefined && !STATUSES.includes(String(status))) throw new ErrorAnswer(500, 'UNKNOWN_ERROR');
	if (password) state.passwords.set(user._id, String(password));
	Object.assign(
		user,
		texts(fields),
		typeof username === 'string' ? { username: username.toLowerCase() } : {},
		defined({ status, tenant, roles, permissions, confirmed, updatedAt: new Date().toISOString() }),
	);
}

/** The other services hear of it: the user vanishes from all owners, and a flow that nobody owns any more is stopped. */
function deleteUser({ state, sessions, lifeCycle }: Platform, { _id: id }: User): void {
	state.users.delete(id);
	state.passwords.delete(id);
	sessions.end(id, true);
	for (const documents of [state.flows, state.templates]) {
		for (const document of documents.values()) {
			document.owners = document.owners.filter((owner) => owner.id !== id);
		}
	}
	for (const flow of state.flows.values()) if (flow.owners.length === 0) lifeCycle.abandon(flow);
}

function texts(fields: Record<string, unknown>): Partial<User> {
	return defined(Object.fromEntries(TEXTS.map((name) => [name, fields[name]])));
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
