import type { FlowMateSandbox, FlowStatus } from '../../sandbox/flowmate';
import { newId, newToken } from '../../sandbox/flowmate';
import { waitFor } from '../../scripts/waitFor';
import type { Ids } from './recordedIds';
import { send, type Request } from './send';

export interface Replay {
	sandbox: FlowMateSandbox;
	ids: Ids;
	/** By their names in the recording, without the angle brackets. */
	secrets: Record<string, string>;
}

const ALPHA = '6b0265accdc8f962905a40bc';
const BETA = '6b0265adcdc8f962905a40be';
const DELTA = '6b0265adcdc8f962905a40c6';
const NEVER_STARTED = '6b0265bfcdc8f962905a415d';
const TEMPLATE = '6b0265d0f26522c8bc78732b';
const TENANT = '6b0265abe39b513a9b75595d';

const GRAPH = {
	nodes: [
		{
			id: 'step_1',
			componentId: '5ca5c44c187c040010a9bb8b',
			function: 'trigger',
			name: 'webhook',
			fields: { username: 'TestName', inputParameters: { firstName: 'string' } },
		},
		{ id: 'step_2', componentId: '5ca5c44c187c040010a9bb8c', function: 'transformTestFromOih' },
	],
	edges: [{ source: 'step_1', target: 'step_2' }],
};

/** What happened on the recorded server without being listed: the steps before an exchange, by its service and case. */
export const MISSING_STEPS: Record<string, (replay: Replay) => Promise<void>> = {
	'users: create user, unknown status': async (replay) => {
		await asAdmin(replay, 'POST', '/users', { username: 'u4@example.com', password: 'pw-4' });
	},
	'users: current user as U1 (plain user)': async (replay) => {
		await login(replay, 'U1_TOKEN', 'u1@example.com', 'pw-1');
	},
	'users: create user with a permission outside the common list, as tenant admin': async (replay) => {
		const { state } = replay.sandbox;
		const tenant = newId();
		replay.ids.learn(TENANT, tenant);
		state.tenants.set(tenant, { id: tenant, name: 'Tenant' });
		const tenantAdmin = [...state.roles.values()].find(({ name }) => name === 'TENANT_ADMIN');
		const roles = [tenantAdmin?._id];
		await asAdmin(replay, 'POST', '/users', { username: 'ta@example.com', password: 'pw', tenant, roles });
		await login(replay, 'TENANT_ADMIN_TOKEN', 'ta@example.com', 'pw');
	},
	'flows: list, empty store': async (replay) => {
		const permissions = ['tenant.flows.read'];
		const tenant = replay.ids.of(TENANT);
		await asAdmin(replay, 'POST', '/users', {
			username: 'tu@example.com',
			password: 'pw',
			tenant,
			permissions,
		});
	},
	'flows: create as U1 (plain user)': async (replay) => {
		const alpha = { name: 'Alpha', description: 'first flow', graph: GRAPH, type: 'ordinary' };
		await asAdmin(replay, 'POST', '/flows', alpha);
	},
	'flows: get when active': async (replay) => {
		await reached(replay, ALPHA, 'active');
	},
	'flows: PATCH while stopping': async (replay) => {
		await control(replay, ALPHA, 'stop');
	},
	'flows: stop a flow that was never started': async (replay) => {
		const { data } = (await asAdmin(replay, 'POST', '/flows', { name: 'Never started', graph: GRAPH })) as {
			data: { id: string };
		};
		replay.ids.learn(NEVER_STARTED, data.id);
	},
	'flows: start multiple': async (replay) => {
		await control(replay, NEVER_STARTED, 'stop');
		await reached(replay, NEVER_STARTED, 'inactive');
		await reached(replay, ALPHA, 'inactive');
	},
	'flows: delete': async (replay) => {
		for (const flow of [ALPHA, DELTA]) {
			await control(replay, flow, 'stop');
			await reached(replay, flow, 'inactive');
		}
	},
	'templates: PATCH, malformed id': async (replay) => {
		await asAdmin(replay, 'PATCH', `/templates/${replay.ids.of(TEMPLATE)}`, { name: 'Tpl2' });
	},
	'templates: flows of that template: filter[fromTemplate]': async (replay) => {
		await asAdmin(replay, 'POST', `/templates/${replay.ids.of(TEMPLATE)}/generate`, {});
	},
	'webhooks: active flow, no Authorization header': async (replay) => {
		await control(replay, ALPHA, 'start');
		await reached(replay, ALPHA, 'active');
	},
	'webhooks: just stopped': async (replay) => {
		await control(replay, ALPHA, 'stop');
	},
	'webhooks: auth required, none given': async (replay) => {
		await reached(replay, ALPHA, 'inactive');
		const flowSettings = { webhooks: { requireWebhookAuth: true } };
		await asAdmin(replay, 'PATCH', `/flows/${replay.ids.of(ALPHA)}`, { flowSettings });
		await control(replay, ALPHA, 'start');
		await reached(replay, ALPHA, 'active');
	},
	'webhooks: active flow that has a cron': async (replay) => {
		await control(replay, BETA, 'start');
		await reached(replay, BETA, 'active');
	},
	'tokens: session cookie of the login instead of a token, IAM': async ({ sandbox, secrets }) => {
		const { headers } = await send(sandbox.url, loginOf(sandbox.partner.username, sandbox.partner.password));
		secrets.SESSION_COOKIE = /basaas-iam=([^;]+)/.exec(headers['set-cookie']?.[0] ?? '')?.[1] ?? '';
	},
	'tokens: expired token: GET /users': async ({ sandbox, secrets }) => {
		const [token, userId] = [newToken(), [...sandbox.state.users.keys()][0]];
		sandbox.state.tokens.set(token, { id: newId(), token, userId, lifetime: 1, expiresAt: Date.now() - 1 });
		secrets.SHORT_TOKEN = token;
	},
	'misc: flow-repository after that': async (replay) => {
		await asAdmin(replay, 'POST', '/flows', { name: 'Seventh', graph: GRAPH });
	},
};

type Change = (request: Request) => Request;

/** Requests that the recording does not hold as they were sent. */
export const AS_SENT: Record<string, { reason: string; change: Change }> = {
	'users: create user, duplicate username in other case': {
		reason: 'the recording shortened the first user name, but not this one',
		change: (request) => ({ ...request, body: { ...(request.body as object), username: 'U1@EXAMPLE.COM' } }),
	},
	'flows: create, body above 100 kB': {
		reason: 'the recording cut the body',
		change: (request) => ({
			...request,
			body: JSON.stringify({ name: 'big', description: 'x'.repeat(120_328) }),
		}),
	},
	'webhooks: active flow, JSON scalar': {
		reason: 'the recording dropped the quotation marks',
		change: (request) => ({ ...request, body: '"text"' }),
	},
};

function loginOf(username: string, password: string): Request {
	const headers = { 'content-type': 'application/json' };
	return { method: 'POST', path: '/login', headers, body: { username, password } };
}

async function login({ sandbox, secrets }: Replay, name: string, username: string, password: string) {
	const { body } = await send(sandbox.url, loginOf(username, password));
	secrets[name] = (body as { token: string }).token;
}

async function asAdmin({ sandbox, secrets }: Replay, method: string, path: string, body: unknown = {}) {
	const headers = { authorization: `Bearer ${secrets.ADMIN_TOKEN}`, 'content-type': 'application/json' };
	const answer = await send(sandbox.url, { method, path, headers, body });
	if (answer.status === null || answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
	return answer.body;
}

async function control(replay: Replay, flow: string, action: 'start' | 'stop') {
	await asAdmin(replay, 'POST', `/flows/${replay.ids.of(flow)}/${action}`);
}

async function reached({ sandbox, ids }: Replay, flow: string, status: FlowStatus) {
	const hasReached = () => sandbox.state.flows.get(ids.of(flow))?.status === status;
	await waitFor(`status ${status}`, hasReached, { within: 10_000, every: 5 });
}
