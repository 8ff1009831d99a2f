import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { waitFor } from '../../scripts/waitFor';
import { client, flowOf, login, type Call } from './client';
import { send } from './send';

let sandbox: FlowMateSandbox;
let call: Call;
beforeEach(async () => {
	sandbox = await startFlowMate();
	call = client(sandbox);
});
afterEach(async () => await sandbox.close());

describe('Which requests a fault hits', () => {
	const statuses = async (count: number) => {
		const answers = [];
		for (let index = 0; index < count; index++)
			answers.push((await call('GET', '/flows?page[size]=1')).status);
		return answers;
	};

	test('by method and path', async () => {
		const fault = sandbox.faults.add({ method: 'GET', path: /^\/flows\/\w+$/, effect: { html: 502 } });
		const { flow } = flowOf(sandbox, 'customer-1001', 'Ticket to chat channel');
		expect((await call('GET', `/flows/${flow.id}`)).status).toBe(502);
		expect((await call('PATCH', `/flows/${flow.id}`, {})).status).toBe(200);
		expect((await call('GET', '/flows?a=/flows/1')).status).toBe(200);
		expect(fault.hits).toBe(1);
	});

	test('after some that pass, and so many times', async () => {
		sandbox.faults.add({ path: '/flows', skip: 1, times: 2, effect: { status: 500 } });
		expect(await statuses(4)).toEqual([200, 500, 500, 200]);
	});

	test('each nth', async () => {
		sandbox.faults.add({ every: 3, effect: { status: 500 } });
		expect(await statuses(6)).toEqual([200, 200, 500, 200, 200, 500]);
	});

	test('with a probability that repeats with its seed', async () => {
		const draw = async () => {
			sandbox.faults.clear();
			sandbox.faults.add({ probability: 0.5, seed: 7, effect: { status: 500 } });
			return await statuses(12);
		};
		const first = await draw();
		expect(new Set(first)).toEqual(new Set([200, 500]));
		expect(await draw()).toEqual(first);
	});

	test('one after the other', async () => {
		sandbox.faults.add({ times: 1, effect: { status: 429 } });
		sandbox.faults.add({ times: 1, effect: { html: 503 } });
		expect(await statuses(3)).toEqual([429, 503, 200]);
	});
});

describe('What a fault does', () => {
	test('latency', async () => {
		sandbox.faults.add({ effect: { latency: 80 } });
		const before = Date.now();
		expect((await call('GET', '/flows')).status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(75);
	});

	test('hang, which close() ends at once', async () => {
		sandbox.faults.add({ effect: { hang: true } });
		const hanging = call('GET', '/flows');
		const ended = expect(hanging).rejects.toThrow('socket hang up');
		await waitFor('a request', () => sandbox.count('GET') > 0, { within: 10_000, every: 5 });
		await sandbox.close();
		await ended;
	});

	test('reset before: nothing was done', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', 'Ticket to chat channel');
		sandbox.faults.add({ times: 1, effect: { reset: 'before' } });
		await expect(call('POST', `/flows/${flow.id}/start`)).rejects.toThrow(/ECONNRESET|hang up/);
		expect(flow.status).toBe('inactive');
		expect(sandbox.requests[0].status).toBeUndefined();
	});

	test('reset after: everything was done, the answer never came', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', 'Ticket to chat channel');
		sandbox.faults.add({ times: 1, effect: { reset: 'after' } });
		await expect(call('POST', `/flows/${flow.id}/start`)).rejects.toThrow(/ECONNRESET|hang up/);
		expect(flow.status).toBe('starting');
		expect((await call('GET', '/flows')).status).toBe(200);
	});

	test('truncate: the connection ends inside the JSON', async () => {
		sandbox.faults.add({ effect: { truncate: true } });
		await expect(call('GET', '/flows')).rejects.toThrow('aborted');
	});

	test('truncateJson: a complete answer with half the JSON', async () => {
		sandbox.faults.add({ effect: { truncateJson: true } });
		const { status, text, headers } = await call('GET', '/flows');
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('application/json; charset=utf-8');
		expect(text).toMatch(/^\{"data":\[\{/);
		expect(() => JSON.parse(text) as unknown).toThrow();
	});

	test('a page of the gateway', async () => {
		sandbox.faults.add({ effect: { html: 504 } });
		expect(await call('GET', '/flows')).toMatchObject({
			status: 504,
			headers: { 'content-type': 'text/html' },
			text: expect.stringContaining('504 Gateway Time-out'),
		});
	});

	test('too many requests, with seconds, with a date, with nothing', async () => {
		sandbox.faults.add({ times: 1, effect: { status: 429, retryAfter: '2' } });
		sandbox.faults.add({ times: 1, effect: { status: 429, retryAfter: 'date:2' } });
		sandbox.faults.add({ times: 1, effect: { status: 429 } });
		expect((await call('GET', '/flows')).headers['retry-after']).toBe('2');
		const until = Date.parse((await call('GET', '/flows')).headers['retry-after'] ?? '') - Date.now();
		expect(until).toBeGreaterThan(1500);
		expect(until).toBeLessThanOrEqual(3000);
		expect((await call('GET', '/flows')).headers).not.toHaveProperty('retry-after');
	});

	test('a status, by default with an error whose reason is lost', async () => {
		sandbox.faults.add({ times: 1, effect: { status: 500 } });
		sandbox.faults.add({ times: 1, effect: { status: 500, body: { message: 'x' } } });
		expect(await call('GET', '/flows')).toMatchObject({ status: 500, body: { errors: [{ message: {} }] } });
		expect(await call('GET', '/flows')).toMatchObject({ status: 500, body: { message: 'x' } });
	});

	test('tokens expire, then the request is processed', async () => {
		const withLogin = client(sandbox, await login(sandbox));
		sandbox.faults.add({ times: 1, effect: { expireTokens: true } });
		expect((await withLogin('GET', '/flows')).status).toBe(401);
	});

	test('a redirect', async () => {
		sandbox.faults.add({ effect: { redirect: 'http://127.0.0.1:1/login' } });
		expect(await call('GET', '/flows')).toMatchObject({
			status: 302,
			headers: { location: 'http://127.0.0.1:1/login' },
		});
	});

	test('an error that quotes the whole request', async () => {
		sandbox.faults.add({ times: 1, effect: { echo: 500 } });
		sandbox.faults.add({ times: 1, effect: { echo: 422, as: 'text' } });
		const body = { text: 'x'.repeat(5000) };
		const quoted = [
			'Cannot process POST /webhooks/x?a=1',
			`authorization: Bearer ${sandbox.adminToken}`,
			`\n\n${JSON.stringify(body)}`,
		];
		const inJson = await call('POST', '/webhooks/x?a=1', body);
		const [{ message, code }] = (inJson.body as { errors: Array<{ message: string; code: number }> }).errors;
		expect([inJson.status, code]).toEqual([500, 500]);
		const inText = await call('POST', '/webhooks/x?a=1', body);
		expect(inText).toMatchObject({ status: 422, headers: { 'content-type': 'text/plain' } });
		for (const part of quoted) {
			expect(message).toContain(part);
			expect(inText.text).toContain(part);
		}
	});

	test('any answer', async () => {
		sandbox.faults.add({ effect: { body: { message: 'error inside a 200' } } });
		expect(await call('POST', '/webhooks/x', {})).toMatchObject({
			status: 200,
			body: { message: 'error inside a 200' },
		});
	});
});

describe('At the command line', () => {
	const control = async (method: string, path: string, body: unknown = null) =>
		await send(sandbox.url, { method, path: `/_sandbox/${path}`, body });

	test('faults are added, counted and cleared', async () => {
		const rule = { path: '/flows', effect: { html: 502 } };
		expect(await control('POST', 'faults', rule)).toMatchObject({ status: 201, body: { faults: 1 } });
		expect((await call('GET', '/flows')).status).toBe(502);
		expect((await control('GET', 'state')).body).toMatchObject({
			users: 9,
			flows: { total: 40 },
			faults: [{ ...rule, hits: 1 }],
		});
		await control('DELETE', 'faults');
		expect((await call('GET', '/flows')).status).toBe(200);
	});

	test('a fault without an effect is refused', async () => {
		expect(await control('POST', 'faults', { path: '/flows' })).toMatchObject({
			status: 400,
			body: { error: expect.stringContaining('needs an effect') },
		});
	});

	test('requests are shown, tokens expire', async () => {
		const token = await login(sandbox);
		await control('POST', 'expire-tokens');
		await client(sandbox, token)('GET', '/flows');
		expect((await control('GET', 'requests')).body).toMatchObject([
			{ method: 'POST', path: '/login', status: 200, body: JSON.stringify(sandbox.partner) },
			{ method: 'GET', path: '/flows', status: 401 },
		]);
	});
});

test('The record tells who asked for what, how often, and how many at once', async () => {
	sandbox.faults.add({ effect: { latency: 30 } });
	await Promise.all(
		['/flows?page[size]=1', '/flows', '/users/me'].map(async (path) => await call('GET', path)),
	);
	expect(sandbox.requests).toHaveLength(3);
	expect(sandbox.requests[0]).toMatchObject({
		at: expect.any(Number),
		method: 'GET',
		path: '/flows',
		url: expect.stringMatching(/^\/flows/),
		status: 200,
		user: 'partner@acme.example',
	});
	expect([sandbox.count('GET', '/flows'), sandbox.count('GET', /me$/), sandbox.count('POST')]).toEqual([
		2, 1, 0,
	]);
	expect(sandbox.maxInFlight).toBe(3);
});
