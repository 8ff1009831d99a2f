import { createHmac } from 'node:crypto';
import { startFlowMate, type Flow, type FlowMateSandbox } from '../../sandbox/flowmate';
import { client, flowOf, impersonate } from './client';
import { send } from './send';

let sandbox: FlowMateSandbox;
let flow: Flow;
beforeEach(async () => {
	sandbox = await startFlowMate({ webhookMissDelay: 10 });
	({ flow } = flowOf(sandbox, 'customer-1001', 'New contact to newsletter'));
});
afterEach(async () => await sandbox.close());

const json = { 'content-type': 'application/json' };

test('HEAD tells whether a flow takes data, without a content type if it does', async () => {
	const { flow: off } = flowOf(sandbox, 'contoso-eu', 'New contact to newsletter');
	const head = async ({ id }: Flow) => {
		const { status, headers } = await send(sandbox.url, { method: 'HEAD', path: `/webhooks/${id}` });
		return [status, headers['content-type']];
	};
	expect(await head(flow)).toEqual([200, undefined]);
	expect(await head(off)).toEqual([404, 'application/json; charset=utf-8']);
});

test('GET hands over its query', async () => {
	const { status, body } = await send(sandbox.url, { method: 'GET', path: `/webhooks/${flow.id}?a=1` });
	expect([status, body]).toEqual([200, { data: { requestId: expect.any(String), message: 'thank you' } }]);
});

test('a body of more than 10 MB is refused', async () => {
	const body = JSON.stringify({ text: 'x'.repeat(10 * 1024 * 1024) });
	const answer = await send(sandbox.url, {
		method: 'POST',
		path: `/webhooks/${flow.id}`,
		headers: json,
		body,
	});
	expect([answer.status, answer.body]).toEqual([413, { error: 'request entity too large' }]);
});

test('a flow with an HMAC key wants the SHA-256 of the body in x-hmac', async () => {
	flow.flowSettings = { webhooks: { requireWebhookAuth: true, hmacAuthSecret: 'key' } };
	const body = '{"a": 1}';
	const hmac = createHmac('sha256', 'key').update(body).digest('base64');
	const post = async (headers: Record<string, string>) =>
		(
			await send(sandbox.url, {
				method: 'POST',
				path: `/webhooks/${flow.id}`,
				headers: { ...json, ...headers },
				body,
			})
		).status;
	expect(await post({ 'x-hmac': hmac })).toBe(200);
	expect(await post({ 'x-hmac': hmac.toUpperCase() })).toBe(403);
	expect(await post({ authorization: `Bearer ${sandbox.adminToken}` })).toBe(403);
});

test('a sandbox may want the signature in hexadecimal', async () => {
	const strict = await startFlowMate({ hmacEncoding: 'hex' });
	const { flow: signed } = flowOf(strict, 'customer-1001', 'New contact to newsletter');
	signed.flowSettings = {
		webhooks: {
			requireWebhookAuth: true,
			hmacAuthSecret: 'key',
			hmacHeaderKey: 'X-Signature',
			hmacAlgorithm: 'sha512',
		},
	};
	const post = async (encoding: 'base64' | 'hex') => {
		const signature = createHmac('sha512', 'key').update('{}').digest(encoding);
		const headers = { ...json, 'x-signature': signature };
		const request = { method: 'POST', path: `/webhooks/${signed.id}`, headers, body: '{}' };
		return (await send(strict.url, request)).status;
	};
	expect([await post('base64'), await post('hex')]).toEqual([403, 200]);
	await strict.close();
});

test('a flow with authentication wants an owner with the permission to execute webhooks', async () => {
	flow.flowSettings = { webhooks: { requireWebhookAuth: true } };
	const owner = client(sandbox, await impersonate(sandbox, 'customer-1001'));
	expect((await owner('POST', `/webhooks/${flow.id}`, {})).status).toBe(403);
	[...sandbox.state.users.values()]
		.find(({ username }) => username === 'customer-1001')
		?.permissions.push('webhooks.execute');
	expect((await owner('POST', `/webhooks/${flow.id}`, {})).status).toBe(200);
	expect((await client(sandbox)('POST', `/webhooks/${flow.id}`, {})).status).toBe(403);
	flow.flowSettings = { webhooks: { requireWebhookAuth: true, allTenantUsers: true } };
	expect((await client(sandbox)('POST', `/webhooks/${flow.id}`, {})).status).toBe(200);
});
