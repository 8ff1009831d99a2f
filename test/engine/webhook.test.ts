import { createHmac } from 'node:crypto';
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

	it('says of the other items that they are not to be sent again, where one fails', async () => {
		const items = [{ flow: ACTIVE }, { flow: 'none' }, { flow: ACTIVE }];
		const parameters = { flow: byId('={{ $json.flow }}'), dataMode: 'item' };
		const { error } = await bench.run('webhook.send', parameters, { items });
		expect(error?.message).toBe('\'Flow\' is not the ID of a flow: "none" [item 1]');
		expect(error?.description).toMatch(
			/ 1 of 3 items was not done, or not in full\. The other 2 need not be done again\.$/,
		);
		expect(bench.sandbox.count('POST', '/webhooks')).toBe(2);
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
		['"text"', "'JSON' must be an object or a list [item 0]"],
		['5', "'JSON' must be an object or a list [item 0]"],
		['{', "'JSON' is not valid JSON (character 1) [item 0]"],
		['={{ undefined }}', "'JSON' is empty: its expression gave nothing for this item [item 0]"],
	])('sends nothing that a webhook refuses: %s', async (json, message) => {
		const { error } = await bench.run('webhook.send', { flow: byId(ACTIVE), dataMode: 'json', json });
		expect(error?.message).toBe(message);
		expect(bench.requests).toEqual([]);
	});

	test.each([
		[{}, "'Fields' is empty [item 0]", 'Add at least one field'],
		[
			{ field: [{ name: '', value: 'Ada' }] },
			"A field under 'Fields' has no name [item 0]",
			'Name each field, or remove the ones you do not need',
		],
	])('sends no fields that are not there: %j', async (fields, message, description) => {
		const { error } = await bench.run('webhook.send', { flow: byId(ACTIVE), dataMode: 'fields', fields });
		expect(told(error)).toMatchObject({ message, description });
		expect(bench.requests).toEqual([]);
	});

	test.each([
		['does not exist', UNKNOWN, `There is no flow '${UNKNOWN}' [item 0]`],
		[
			'runs on a schedule',
			SCHEDULED,
			`The flow '${SCHEDULED}' takes no data: it runs on a schedule (0 2 * * *) [item 0]`,
		],
		['is not active', INACTIVE, `The flow '${INACTIVE}' takes no data: it is inactive [item 0]`],
	])('says that a flow takes no data which %s, and looks once for all items', async (_, flow, message) => {
		const parameters = { flow: byId(flow), dataMode: 'json', json: '{"n":1}' };
		const { error } = await bench.run('webhook.send', parameters, { items: [{}, {}, {}] });
		expect(told(error)).toMatchObject({ message, httpCode: '404' });
		expect(bench.sandbox.count('GET', `/flows/${flow}`)).toBe(1);
	});

	it('does not call a flow inactive that is active by the time of the look', async () => {
		bench.sandbox.faults.add({ path: '/webhooks/', effect: { status: 404, body: {} } });
		const parameters = { flow: byId(ACTIVE), dataMode: 'json', json: '{"n":1}' };
		const { error } = await bench.run('webhook.send', parameters);
		expect(told(error)).toMatchObject({
			message: `The flow '${ACTIVE}' took no data, although it is active [item 0]`,
			httpCode: '404',
		});
	});

	it('says all that may be wrong where the flow cannot be looked at', async () => {
		const parameters = { flow: byId(INACTIVE), dataMode: 'json', json: '{"n":1}' };
		const credential = bench.credentialOf('webhooks.execute');
		const { error } = await bench.run('webhook.send', parameters, { credential });
		expect(told(error)).toMatchObject({
			message: `The flow '${INACTIVE}' takes no data: it does not exist, is not active, or runs on a schedule [item 0]`,
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
			message: `The flow '${ACTIVE}' takes data from authorized senders only [item 0]`,
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

	it('behind Get Many tells which of the active flows has a schedule, by name where nothing else can', async () => {
		const listed = await bench.run('flow.getAll', {
			filters: { status: 'active', user: by('username', 'customer-1001') },
		});
		const cron = listed.json.map(({ cron: schedule }) => Boolean(schedule));
		expect(cron).toEqual([false, false, false, true]);

		const parameters = { flow: byId('={{ $json.id }}'), dataMode: 'json', json: '{"n":1}' };
		const onError = 'continueRegularOutput' as const;
		const { json } = await bench.run('webhook.send', parameters, { items: listed.json, onError });
		expect(json.map(({ error, message }) => error ?? message)).toEqual([
			...Array<string>(3).fill('thank you'),
			`The flow '${SCHEDULED}' takes no data: it runs on a schedule (0 2 * * *) [item 3]`,
		]);

		const takers = await bench.run('flow.getAll', { filters: { takesData: true } });
		expect(takers.json.map(({ id }) => id)).not.toContain(SCHEDULED);
	});

	describe('with a signature', () => {
		/** What the open-source platform checks. */
		const isAccepted = (flowSettings: { hmacAlgorithm?: string; hmacHeaderKey?: string }, secret: string) => {
			const { headers, body: rawBody } = bench.sandbox.requests.find(({ path }) =>
				path.startsWith('/webhooks'),
			)!;
			const expected = createHmac(flowSettings.hmacAlgorithm ?? 'sha256', secret)
				.update(rawBody)
				.digest('base64');
			return headers[flowSettings.hmacHeaderKey ?? 'x-hmac'] === expected;
		};

		test.each([
			['as the platform makes it', {}, { signatureHeader: 'x-hmac' }, 'key'],
			['by SHA-512', { hmacAlgorithm: 'sha512' }, { signatureAlgorithm: 'sha512' }, 'key'],
			['in a header of its own', { hmacHeaderKey: 'x-signature' }, { signatureHeader: 'X-Signature' }, 'key'],
			['by a secret with a line end', {}, { signatureHeader: 'x-hmac' }, 'key\r\n'],
			['by a secret of other letters', {}, { signatureHeader: 'x-hmac' }, ' schlüssel '],
		])('%s is accepted by the platform', async (_, settings, options, webhookSecret) => {
			const { error } = await bench.run(
				'webhook.send',
				{ flow: byId(ACTIVE), dataMode: 'json', json: '{"name":"Zoë 漢字 😀"}', options },
				{ credential: bench.credentialWith({ webhookSecret }) },
			);
			expect(error).toBeUndefined();
			expect(isAccepted(settings, webhookSecret.replace(/[\r\n]+$/, ''))).toBe(true);
		});

		it('may be written in hexadecimal', async () => {
			const options = { signatureEncoding: 'hex' };
			await bench.run(
				'webhook.send',
				{ flow: byId(ACTIVE), dataMode: 'json', json: '{"n":1}', options },
				{ credential: bench.credentialWith({ webhookSecret: 'key' }) },
			);
			expect(bench.sandbox.requests.at(-1)?.headers['x-hmac']).toBe(
				createHmac('sha256', 'key').update('{"n":1}').digest('hex'),
			);
		});
	});

	describe('whose webhook replies', () => {
		const replyTo = async (body: unknown, type?: string) => {
			bench.sandbox.faults.add({ path: '/webhooks', effect: { body, type } });
			return await bench.run('webhook.send', { flow: byId(ACTIVE), dataMode: 'json', json: '{"n":1}' });
		};

		test.each<[unknown, object]>([
			[
				{ ok: true, rows: [1] },
				{ flow: ACTIVE, ok: true, rows: [1] },
			],
			[
				{ data: { a: 1 }, meta: { b: 2 } },
				{ flow: ACTIVE, data: { a: 1 }, meta: { b: 2 } },
			],
			[{ data: [1, 2] }, { flow: ACTIVE, data: [1, 2] }],
			[{ flow: 'theirs' }, { flow: ACTIVE, reply: { flow: 'theirs' } }],
			[[{ a: 1 }, 2], { flow: ACTIVE, reply: [{ a: 1 }, 2] }],
		])('%j, that is handed on whole', async (body, expected) => {
			const { json, error } = await replyTo(body);
			expect(error).toBeUndefined();
			expect(json).toEqual([expected]);
		});

		test.each<[json: string, reply: unknown]>([
			['"created"', 'created'],
			['5', 5],
			['0', 0],
			['true', true],
			['false', false],
			['[]', []],
			[' [null] ', [null]],
		])('%s as JSON, that is handed on whole', async (json, reply) => {
			for (const type of ['application/json', 'application/problem+json; charset=utf-8']) {
				bench.sandbox.faults.clear();
				const { json: items, error } = await replyTo(json, type);
				expect(error).toBeUndefined();
				expect(items).toEqual([{ flow: ACTIVE, reply }]);
			}
		});

		const JSON_TYPE = 'application/json';

		test.each<[body: unknown, type: string | undefined]>([
			[{ errors: [{ message: 'No' }] }, undefined],
			[{ error: 'No' }, undefined],
			[{}, undefined],
			['', undefined],
			['OK', undefined],
			['5', 'text/html'],
			['null', JSON_TYPE],
			['""', JSON_TYPE],
			['', JSON_TYPE],
			['created', JSON_TYPE],
		])('%j (%s), that is no success, and nothing to send again', async (body, type) => {
			const { json, error } = await replyTo(body, type);
			expect(json).toEqual([]);
			expect(error?.description).toBe(
				'FlowMate may have carried this out. Check in FlowMate whether the flow ran before you repeat it.',
			);
		});
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
			message:
				"A signature is asked for under 'Options', but the FlowMate credential has no 'Webhook Secret' [item 0]",
			description:
				"Enter the secret under 'Webhook Secret' in the FlowMate credential, or remove the options of the signature",
		});
		expect(bench.requests).toEqual([]);
	});

	test.each([
		[{ requestId: 'línea' }, "'Request ID' cannot be sent in a header [item 0]"],
		[{ requestId: '={{ "a\\nb" }}' }, "'Request ID' cannot be sent in a header [item 0]"],
		[
			{ signatureHeader: '={{ $json.none }}' },
			"'Signature Header' is empty: its expression gave nothing for this item [item 0]",
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
			`'Signature Header' cannot be used as the name of a header: "${signatureHeader}" [item 0]`,
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
			message: expect.stringMatching(/^The connection to .* broke off \[item 0\]$/),
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
