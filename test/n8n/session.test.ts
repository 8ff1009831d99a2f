import { errorOf, itemsOf, startN8n, type Credential, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { FLOWMATE, itemsToFlowMate, loginTo, numbered, WAYS, WHO_AM_I } from './workflow';

const ITEMS = 50;

let n8n: N8n;
let sandbox: FlowMateSandbox;

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => await n8n?.close());
afterEach(async () => await sandbox?.close());

const SERVERS = [
	['a server that keeps all sessions', { loginDelay: 200 }],
	['a server with one session per user', { loginDelay: 200, singleSession: true }],
] as const;

describe.each(WAYS)('50 items %s', (_way, run) => {
	describe.each(SERVERS)('on %s', (_server, options) => {
		beforeEach(async () => {
			sandbox = await startFlowMate(options);
		});

		test('log in once when no token is stored, and all succeed', async () => {
			const { id } = await workflowFor(await login());

			const execution = await run(n8n, id);

			expect(errorOf(execution)).toBeUndefined();
			expect(itemsOf(execution, FLOWMATE)).toHaveLength(ITEMS);
			expect(sandbox.count('POST', '/login')).toBe(1);
			expect(sandbox.count('GET', '/users/me')).toBe(ITEMS);
		});

		test('log in once when the stored token has expired, and all succeed', async () => {
			const { id } = await workflowFor(await login());
			await run(n8n, id);
			sandbox.expireTokens();
			sandbox.requests.length = 0;

			const execution = await run(n8n, id);

			expect(errorOf(execution)).toBeUndefined();
			expect(itemsOf(execution, FLOWMATE)).toHaveLength(ITEMS);
			expect(sandbox.count('POST', '/login')).toBe(1);
		});
	});

	test('use the token that an earlier execution has stored', async () => {
		sandbox = await startFlowMate();
		const { id } = await workflowFor(await login());
		await run(n8n, id);
		sandbox.requests.length = 0;

		await run(n8n, id);

		expect(sandbox.count('POST', '/login')).toBe(0);
		expect(sandbox.count('GET', '/users/me')).toBe(ITEMS);
	});

	test('try a wrong password once', async () => {
		sandbox = await startFlowMate({ loginDelay: 200 });
		const { id } = await workflowFor(await login({ password: 'wrong' }));

		const execution = await run(n8n, id);

		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toContain('did not accept the password');
		expect(sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /login']);
	});
});

async function login(changes = {}): Promise<Credential> {
	return await n8n.rest.createCredential('flowMateApi', 'FlowMate', { ...loginTo(sandbox), ...changes });
}

async function workflowFor(credential: Credential) {
	return await n8n.rest.createWorkflow(itemsToFlowMate(numbered(ITEMS), WHO_AM_I, credential));
}
