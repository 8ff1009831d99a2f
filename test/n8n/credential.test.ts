/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startN8n, type Credential, type CredentialTestResult, type N8n } from '../../scripts/n8n';
import { reservePort } from '../../scripts/n8n/port';
import { ROOT } from '../../scripts/packages';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { itemsToFlowMate, loginTo, numbered, WAYS, WHO_AM_I } from './workflow';

let n8n: N8n;
let sandbox: FlowMateSandbox;
let webSite: Server;

beforeAll(async () => {
	sandbox = await startFlowMate();
	webSite = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome</title>');
	}).listen(0, '127.0.0.1');
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => {
	await n8n?.close();
	await sandbox?.close();
	webSite?.close();
});

describe("the credential's test button", () => {
	test('accepts a login that works', async () => {
		expect(await testOf({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	test('accepts an admin token', async () => {
		const { adminToken: token } = sandbox;
		expect(await testOf({ authentication: 'token', token })).toMatchObject({ status: 'OK' });
	});

	test('tells a wrong user name', async () => {
		expect(await testOf({ username: 'nobody@acme.example' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('does not know this user name'),
		});
	});

	test('tells a wrong password', async () => {
		expect(await testOf({ password: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('did not accept the password'),
		});
	});

	test('tells a wrong admin token', async () => {
		expect(await testOf({ authentication: 'token', token: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('did not accept the admin token'),
		});
	});

	test('tells a host that does not exist', async () => {
		expect(await testOf({ baseUrl: 'http://no-such-host.invalid' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('no-such-host.invalid was not found'),
		});
	});

	test('tells a host that refuses the connection', async () => {
		const { port, release } = await reservePort();
		expect(await testOf({ baseUrl: `http://127.0.0.1:${port}` })).toEqual({
			status: 'Error',
			message: expect.stringContaining(`127.0.0.1:${port} refused the connection`),
		});
		await release();
	});

	test('tells a host that is a web site', async () => {
		const { port } = webSite.address() as AddressInfo;
		expect(await testOf({ baseUrl: `http://127.0.0.1:${port}` })).toEqual({
			status: 'Error',
			message: expect.stringContaining('answered with a web page'),
		});
	});
});

describe.each(WAYS)('an execution %s', (_way, run) => {
	test('stores the token where only n8n can read it', async () => {
		const credential = await create();
		const workflow = await n8n.rest.createWorkflow(itemsToFlowMate(numbered(3), WHO_AM_I, credential));

		const execution = await run(n8n, workflow.id);

		const stored = String((await n8n.decryptedCredential(credential.id)).sessionToken);
		const shown = JSON.stringify([execution, await n8n.rest.getCredential(credential.id), n8n.log]);
		expect(execution.status).toBe('success');
		expect(stored).not.toBe('');
		expect(stored).not.toBe('undefined');
		for (const secret of [stored, sandbox.partner.password, ...sandbox.state.tokens.keys()])
			expect(shown).not.toContain(secret);
	});
});

async function create(changes = {}): Promise<Credential> {
	return await n8n.rest.createCredential('flowMateApi', 'FlowMate', { ...loginTo(sandbox), ...changes });
}

async function testOf(changes: object): Promise<CredentialTestResult> {
	return await n8n.rest.testCredential(await create(changes), { ...loginTo(sandbox), ...changes });
}
