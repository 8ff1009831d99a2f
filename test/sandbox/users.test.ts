/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as delay } from 'node:timers/promises';
import { startFlowMate, type FlowMateSandbox, type User } from '../../sandbox/flowmate';
import { client, impersonate, login, type Call } from './client';

let sandbox: FlowMateSandbox;
beforeEach(async () => {
	sandbox = await startFlowMate();
});
afterEach(async () => await sandbox.close());

const namesIn = (users: unknown) => (users as User[]).map(({ username }) => username);

describe('Impersonation', () => {
	test('the first call creates the end user in the tenant of the partner', async () => {
		const { status, body } = await client(sandbox)('POST', '/impersonate', { username: 'New-Customer' });
		expect(status).toBe(200);
		expect(body).toEqual({
			token: expect.stringMatching(/^[\w-]{171}$/),
			id: expect.stringMatching(/^[0-9a-f]{24}$/),
		});

		const me = await client(sandbox, (body as { token: string }).token)('GET', '/users/me');
		const partner = [...sandbox.state.users.values()][0];
		expect(me.body).toMatchObject({ username: 'new-customer', tenant: partner.tenant, canLogin: false });
		expect((me.body as User).permissions).toContain('flows.control');
		expect((me.body as User).permissions).not.toContain('flows.write');
	});

	test('further calls give further tokens for the same user', async () => {
		const before = sandbox.state.users.size;
		const tokens = [await impersonate(sandbox, 'customer-1001'), await impersonate(sandbox, 'customer-1001')];
		expect(tokens[0]).not.toBe(tokens[1]);
		expect(sandbox.state.users.size).toBe(before);
	});

	test('an end user may not impersonate, nor list users', async () => {
		const call = client(sandbox, await impersonate(sandbox, 'customer-1001'));
		expect(await call('POST', '/impersonate', { username: 'x' })).toMatchObject({
			status: 403,
			body: { message: 'MISSING_PERMISSION' },
		});
		expect(await call('GET', '/users')).toMatchObject({ status: 403, body: { message: 'FORBIDDEN' } });
	});

	test('an impersonated user has no password to log in with', async () => {
		const answer = await client(sandbox)('POST', '/login', { username: 'customer-1001', password: 'guess' });
		expect(answer).toMatchObject({ status: 401, body: { message: 'UNKNOWN_ERROR' } });
	});
});

describe('Users', () => {
	test('a partner lists the users of its own tenant only', async () => {
		const [partner] = sandbox.state.users.values();
		sandbox.state.users.set('f'.repeat(24), {
			...partner,
			_id: 'f'.repeat(24),
			username: 'other',
			tenant: 'other',
		});
		const { body } = await client(sandbox)('GET', '/users');
		expect(namesIn(body)).toHaveLength(9);
		expect(namesIn(body)).not.toContain('other');
	});

	test('several user names mean any of them', async () => {
		const { body } = await client(sandbox)('GET', '/users?username=customer-1002&username=customer-1001');
		expect(namesIn(body)).toEqual(['customer-1001', 'customer-1002']);
	});

	test('a partner creates users in its tenant, with common permissions only', async () => {
		const call = client(sandbox);
		const user = { username: 'a@b.example', password: 'x' };
		expect(await call('POST', '/users', { ...user, permissions: ['all'] })).toMatchObject({ status: 403 });
		const { body } = await call('POST', '/users', { ...user, permissions: ['tenant.flows.read'] });
		const [partner] = sandbox.state.users.values();
		expect(sandbox.state.users.get((body as { id: string }).id)).toMatchObject({ tenant: partner.tenant });
	});

	test('the path of the user routes can be set', async () => {
		const other = await startFlowMate({ userPath: '/api/users/' });
		expect((await client(other)('GET', '/api/users/me')).status).toBe(200);
		expect(await client(other)('GET', '/users/me')).toMatchObject({
			status: 404,
			headers: { 'content-type': 'text/html; charset=utf-8' },
			text: expect.stringContaining('Cannot GET /users/me'),
		});
		await other.close();
	});
});

describe('A user of the open-source platform', () => {
	let admin: Call;
	beforeEach(async () => {
		await sandbox.close();
		sandbox = await startFlowMate({ seed: 'recorded', flowDelay: 20 });
		admin = client(sandbox);
	});

	const create = async (fields: object) => {
		const { body } = await admin('POST', '/users', { password: 'pw', ...fields });
		return (body as { id: string }).id;
	};
	const GRAPH = { nodes: [{ id: 'a', componentId: 'c'.repeat(24), function: 'trigger' }] };

	test('has a name in lower case, whoever writes it', async () => {
		const id = await create({ username: 'Ada@Example.com' });
		expect(sandbox.state.users.get(id)?.username).toBe('ada@example.com');
		await admin('PATCH', `/users/${id}`, { username: 'Ada.L@Example.com' });
		expect(sandbox.state.users.get(id)?.username).toBe('ada.l@example.com');
	});

	test('as admin of a tenant has a role with eleven permissions', async () => {
		const role = [...sandbox.state.roles.values()].find(({ name }) => name === 'TENANT_ADMIN');
		const id = await create({ username: 'ada@example.com', tenant: 'd'.repeat(24), roles: [role?._id] });
		expect((await admin('GET', `/users/${id}`)).body).toMatchObject({
			roles: [
				{
					name: 'TENANT_ADMIN',
					permissions: [
						'tenant.all',
						'tenant.profile.read',
						'tenant.profile.update',
						'tenant.roles.read',
						'tenant.roles.create',
						'tenant.roles.update',
						'tenant.roles.delete',
						'tenant.flows.read',
						'tenant.flows.create',
						'tenant.flows.update',
						'tenant.flows.delete',
					],
				},
			],
		});
	});

	test('vanishes from the owners of all records once deleted; a flow without owners is stopped', async () => {
		const id = await create({
			username: 'ada@example.com',
			permissions: ['flows.write', 'flows.control', 'templates.write'],
		});
		const ada = client(sandbox, await login(sandbox, { username: 'ada@example.com', password: 'pw' }));
		const made = async (path: string) =>
			((await ada('POST', path, { graph: GRAPH })).body as { data: { id: string } }).data.id;
		const [flow, template] = [await made('/flows'), await made('/templates')];
		await ada('POST', `/flows/${flow}/start`);
		while (sandbox.state.flows.get(flow)?.status !== 'active') await delay(5);

		expect(await admin('DELETE', `/users/${id}`)).toMatchObject({ status: 200, body: 'OK' });

		expect((await admin('GET', `/flows/${flow}`)).body).toMatchObject({ data: { owners: [] } });
		expect((await admin('GET', `/templates/${template}`)).body).toMatchObject({ data: { owners: [] } });
		expect((await ada('GET', '/flows')).status).toBe(401);
		while (sandbox.state.flows.get(flow)?.status !== 'inactive') await delay(5);
	});
});

describe('Tokens', () => {
	test('an expired token is unknown, and the static one never expires', async () => {
		const token = await login(sandbox);
		sandbox.expireTokens();
		expect(await client(sandbox, token)('GET', '/users/me')).toMatchObject({
			status: 401,
			body: { message: 'VALIDATION_ERROR' },
		});
		expect((await client(sandbox)('GET', '/users/me')).status).toBe(200);
	});

	test('each use prolongs a token by its lifetime', async () => {
		const token = await login(sandbox);
		const stored = sandbox.state.tokens.get(token);
		stored!.expiresAt = Date.now() + 1000;
		await client(sandbox, token)('GET', '/flows');
		expect(stored!.expiresAt).toBeGreaterThan(Date.now() + 3 * 60 * 60 * 1000 - 5000);
	});

	test('older tokens live on, unless one session per user is wanted', async () => {
		const older = await login(sandbox);
		await login(sandbox);
		expect((await client(sandbox, older)('GET', '/flows')).status).toBe(200);

		const single = await startFlowMate({ singleSession: true });
		const ended = await login(single);
		const newer = await login(single);
		expect((await client(single, ended)('GET', '/flows')).status).toBe(401);
		expect((await client(single, newer)('GET', '/flows')).status).toBe(200);
		expect((await client(single)('GET', '/flows')).status).toBe(200);
		await single.close();
	});

	test('a token of a user who was disabled or deleted is unknown', async () => {
		const token = await impersonate(sandbox, 'customer-1001');
		const user = [...sandbox.state.users.values()].find(({ username }) => username === 'customer-1001');
		user!.status = 'DISABLED';
		expect((await client(sandbox, token)('GET', '/flows')).status).toBe(401);
		sandbox.state.users.delete(user!._id);
		expect((await client(sandbox, token)('GET', '/flows')).status).toBe(401);
	});
});

test('a foreign origin is refused everywhere but at the templates', async () => {
	const origin = { origin: 'https://elsewhere.example' };
	const ask = async (path: string) => {
		const { status, body } = await client(sandbox)('GET', path, null, origin);
		return [status, body];
	};
	expect(await ask('/users/me')).toEqual([500, { message: 'Not allowed by CORS' }]);
	expect(await ask('/flows')).toEqual([500, { errors: [{ message: 'Not allowed by CORS' }] }]);
	expect(await ask('/icenter/executions')).toEqual([500, { errors: [{ message: 'Not allowed by CORS' }] }]);
	expect((await ask('/templates'))[0]).toBe(200);
});
