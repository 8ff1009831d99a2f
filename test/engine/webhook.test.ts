import { Bench, by, byId, ACTIVE, flowOf, INACTIVE, told, UNKNOWN } from './support';

const bench = new Bench();
const SCHEDULED = flowOf('customer-1001', 'Nightly contact sync');

describe('Send Data to Flow', () => {
	it('sends the data, and gives the id of the request', async () => {
		const { json } = await bench.run('webhook.send', {
			flow: byId(ACTIVE),
			dataMode: 'json',
			json: '{"firstName":"Ada"}',
		});
		expect(json).toEqual([
			{ flow: ACTIVE, requestId: expect.stringMatching(/^[0-9a-f]{32}$/), message: 'thank you' },
		]);
		expect(bench.requests).toEqual([`POST /webhooks/${ACTIVE} {"firstName":"Ada"}`]);
		expect(bench.sandbox.requests.at(-1)?.headers['content-type']).toBe('application/json');
	});

	it('takes the URL of the webhook', async () => {
		const flow = by('url', `https://api.platform.openintegrationhub.com/webhooks/${ACTIVE}`);
		const { json } = await bench.run('webhook.send', { flow, dataMode: 'json', json: '{"n":1}' });
		expect(json).toMatchObject([{ flow: ACTIVE }]);
	});

	it('is sent as the user that the credential stands for, since some flows look', async () => {
		await bench.run('webhook.send', { flow: byId(ACTIVE), dataMode: 'json', json: '{"n":1}' });
		expect(bench.sandbox.requests.at(-1)?.user).toBe('partner@acme.example');
	});

	test.each([
		['"text"', "'JSON' must be an object or a list [Item 0]"],
		['5', "'JSON' must be an object or a list [Item 0]"],
		['{', "'JSON' is not valid JSON (character 1) [Item 0]"],
		['={{ undefined }}', "'JSON' is empty: its expression gave nothing for this item [Item 0]"],
	])('sends nothing that a webhook refuses: %s', async (json, message) => {
		const { error } = await bench.run('webhook.send', { flow: byId(ACTIVE), dataMode: 'json', json });
		expect(error?.message).toBe(message);
		expect(bench.requests).toEqual([]);
	});

	test.each([
		[{}, "'Fields' is empty [Item 0]", 'Add at least one field'],
		[{ field: [{ name: '', value: 'Ada' }] }, "'Name' is empty [Item 0]", 'Enter a name'],
	])('sends no fields that are not there: %j', async (fields, message, description) => {
		const { error } = await bench.run('webhook.send', { flow: byId(ACTIVE), dataMode: 'fields', fields });
		expect(told(error)).toMatchObject({ message, description });
		expect(bench.requests).toEqual([]);
	});

	test.each([
		['does not exist', UNKNOWN, `There is no flow '${UNKNOWN}' [Item 0]`],
		[
			'runs on a schedule',
			SCHEDULED,
			`The flow '${SCHEDULED}' takes no data: it runs on a schedule (0 2 * * *) [Item 0]`,
		],
		[
			'is not active',
			INACTIVE,
			`The flow '${INACTIVE}' takes no data: it is not active (its status is inactive) [Item 0]`,
		],
	])('says that a flow takes no data which %s, and looks once for all items', async (_, flow, message) => {
		const parameters = { flow: byId(flow), dataMode: 'json', json: '{"n":1}' };
		const { error } = await bench.run('webhook.send', parameters, { items: [{}, {}, {}] });
		expect(told(error)).toMatchObject({ message, httpCode: '404' });
		expect(bench.sandbox.count('GET', `/flows/${flow}`)).toBe(1);
	});

	it('says all that may be wrong where the flow cannot be looked at', async () => {
		const parameters = { flow: byId(INACTIVE), dataMode: 'json', json: '{"n":1}' };
		const credential = bench.credentialOf('webhooks.execute');
		const { error } = await bench.run('webhook.send', parameters, { credential });
		expect(told(error)).toMatchObject({
			message: `The flow '${INACTIVE}' takes no data: it does not exist, is not active, or runs on a schedule [Item 0]`,
			httpCode: '404',
		});
	});

	it('says that a flow takes data from authorized senders only', async () => {
		const flow = bench.sandbox.state.flows.get(ACTIVE)!;
		flow.flowSettings = { webhooks: { requireWebhookAuth: true } };
		const credential = bench.credentialOf('flows.read');
		const { error } = await bench.run(
			'webhook.send',
			{ flow: byId(ACTIVE), dataMode: 'json', json: '{"n":1}' },
			{ credential },
		);
		expect(told(error)).toEqual({
			message: `The flow '${ACTIVE}' takes data from authorized senders only [Item 0]`,
			description:
				"Use an account that owns the flow and has the permission webhooks.execute, or, where the flow demands a signature, add 'Signature Header' under 'Options'",
			httpCode: '403',
		});
	});

	it('is accepted by a flow that demands a signature', async () => {
		const flow = bench.sandbox.state.flows.get(ACTIVE)!;
		flow.flowSettings = { webhooks: { requireWebhookAuth: true, hmacAuthSecret: 'key' } };
		const { error } = await bench.run(
			'webhook.send',
			{
				flow: byId(ACTIVE),
				dataMode: 'json',
				json: '{"name":"Zoë"}',
				options: { signatureHeader: 'x-hmac' },
			},
			{ credential: bench.credentialWith({ webhookSecret: 'key' }) },
		);
		expect(error).toBeUndefined();
	});

	it('says that the secret for the signature is missing', async () => {
		const options = { signatureHeader: 'x-hmac' };
		const { error } = await bench.run('webhook.send', {
			flow: byId(ACTIVE),
			dataMode: 'json',
			json: '{"n":1}',
			options,
		});
		expect(told(error)).toMatchObject({
			message: "'Signature Header' is set, but the FlowMate credential has no 'Webhook Secret' [Item 0]",
			description: "Enter the secret under 'Webhook Secret' in the FlowMate credential, or remove the option",
		});
		expect(bench.requests).toEqual([]);
	});

	test.each([
		[{ requestId: 'línea' }, "'Request ID' cannot be sent in a header [Item 0]"],
		[{ requestId: '={{ "a\\nb" }}' }, "'Request ID' cannot be sent in a header [Item 0]"],
		[
			{ signatureHeader: '={{ $json.none }}' },
			"'Signature Header' is empty: its expression gave nothing for this item [Item 0]",
		],
		...[
			'Authorization',
			'x: y',
			'__proto__',
			'Transfer-Encoding',
			'connection',
			'cookie',
			'expect',
			'x-hmäc',
			'Proxy-Authorization',
		].map((signatureHeader): [object, string] => [
			{ signatureHeader },
			`'Signature Header' cannot be used as the name of a header: "${signatureHeader}" [Item 0]`,
		]),
	])('sends no header that it must not: %j', async (options, message) => {
		const credential = bench.credentialWith({ webhookSecret: 'key' });
		const { error } = await bench.run(
			'webhook.send',
			{ flow: byId(ACTIVE), dataMode: 'json', json: '{"n":1}', options },
			{ credential },
		);
		expect(error?.message).toBe(message);
		expect(bench.requests).toEqual([]);
	});

	it('is not repeated when the answer is lost, since the data may have arrived', async () => {
		bench.sandbox.faults.add({ path: '/webhooks', effect: { reset: 'after' } });
		const { error } = await bench.run('webhook.send', {
			flow: byId(ACTIVE),
			dataMode: 'json',
			json: '{"n":1}',
		});
		expect(told(error)).toMatchObject({
			message: expect.stringMatching(/^The connection to .* broke off \[Item 0\]$/),
			description:
				'FlowMate may have carried this out (ECONNRESET). Check in FlowMate whether the flow ran before you repeat it.',
		});
		expect(bench.sandbox.count('POST', '/webhooks')).toBe(1);
	});

	it('is repeated when the server asks to slow down, since nothing was done', async () => {
		bench.sandbox.faults.add({ path: '/webhooks', times: 1, effect: { status: 429, retryAfter: '0' } });
		const { json } = await bench.run('webhook.send', {
			flow: byId(ACTIVE),
			dataMode: 'json',
			json: '{"n":1}',
		});
		expect(json).toMatchObject([{ message: 'thank you' }]);
		expect(bench.sandbox.count('POST', '/webhooks')).toBe(2);
	});
});
