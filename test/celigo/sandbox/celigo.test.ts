/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { idOf, startCeligo, type CeligoOptions, type CeligoSandbox } from '../../../sandbox/celigo';

/** The sandbox itself, held to reference/celigo-api.md: no recording of a live account was to be had. */
let sandbox: CeligoSandbox;
const start = async (options?: CeligoOptions) => {
	sandbox = await startCeligo(options);
};
afterEach(async () => await sandbox.close());

async function ask(method: string, path: string, body?: unknown, token = sandbox.token) {
	const response = await fetch(`${sandbox.url}/v1${path}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			...(body !== undefined && { 'content-type': 'application/json' }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const { status, headers } = response;
	return { status, headers, text, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
}

const ORDERS = idOf('flow Orders to NetSuite');
const INVENTORY = idOf('flow Inventory to Shopify');

describe('A list', () => {
	test('is a bare array with a Link to the next page, whose cursor is opaque', async () => {
		await start({ pageSize: 4 });
		const first = await ask('GET', '/flows');
		expect(first).toMatchObject({ status: 200, body: { length: 4 } });
		const link = first.headers.get('link') ?? '';
		expect(link).toContain('rel="self"');
		const next = /<[^>]*\/v1([^>]*)>; rel="next"/.exec(link)?.[1] ?? '';
		const second = await ask('GET', next);
		expect(second).toMatchObject({ status: 200, body: { length: 2 } });
		expect(second.headers.get('link')).toMatch(/^<[^>]*>; rel="self"$/);
	});

	test('is a 204 without a body where nothing matches', async () => {
		await start({ seed: 'empty' });
		expect(await ask('GET', '/flows')).toMatchObject({ status: 204, text: '' });
	});

	test('gives chosen fields, and refuses to choose in two ways at once', async () => {
		await start();
		const { body } = await ask('GET', '/flows?limit=1&include=disabled');
		expect(body).toEqual([{ _id: ORDERS, name: 'Orders to NetSuite', disabled: false }]);
		const { status, text } = await ask('GET', '/flows?include=a&exclude=b');
		expect([status, text]).toEqual([400, expect.stringContaining('invalid_query_params')]);
		expect((await ask('GET', '/flows?include=a%5B%5D')).status).toBe(400);
	});

	test.each(['0', '1001', 'x'])('refuses the limit %s', async (limit) => {
		await start();
		expect((await ask('GET', `/flows?limit=${limit}`)).status).toBe(400);
	});
});

describe('The token', () => {
	test('is wanted, once', async () => {
		await start();
		expect((await ask('GET', '/flows', undefined, 'unknown')).status).toBe(401);
		expect(await ask('GET', '/flows', undefined, 'Bearer x')).toMatchObject({
			status: 400,
			text: expect.stringContaining('Bearer Authentication Failed'),
		});
	});

	test('of custom scope lists connections, but no flows', async () => {
		await start();
		expect((await ask('GET', '/connections', undefined, sandbox.customToken)).status).toBe(200);
		expect((await ask('GET', '/tokenInfo', undefined, sandbox.customToken)).status).toBe(200);
		expect((await ask('GET', '/flows', undefined, sandbox.customToken)).status).toBe(403);
	});
});

test('The bucket runs empty, says when to come back, and fills up again', async () => {
	await start({ rateLimit: { size: 3, refill: 1 } });
	const statuses: number[] = [];
	for (let request = 1; request <= 4; request++) statuses.push((await ask('GET', '/flows')).status);
	const refused = await ask('GET', '/flows');
	expect(statuses).toEqual([200, 200, 200, 429]);
	expect(refused).toMatchObject({ status: 429, text: expect.stringContaining('rate_limited') });
	expect(refused.headers.get('retry-after')).toBe('1');
	await new Promise((resolve) => setTimeout(resolve, 1_050));
	expect((await ask('GET', '/flows')).status).toBe(200);
});

describe('A flow', () => {
	test('is replaced as a whole by a PUT, but for what Celigo sets itself', async () => {
		await start();
		const { status, body } = await ask('PUT', `/flows/${ORDERS}`, { name: 'Bare', _id: 'x', createdAt: 'x' });
		expect(status).toBe(200);
		expect(body).toEqual({
			_id: ORDERS,
			name: 'Bare',
			disabled: false,
			createdAt: '2026-03-02T08:15:00.000Z',
			lastModified: expect.any(String),
		});
	});

	test.each([
		['a few fields', [{ op: 'replace', path: '/name', value: 'a' }], 204],
		['a new field', [{ op: 'add', path: '/description', value: 'a' }], 204],
		['no other fields', [{ op: 'replace', path: '/schedule', value: '? 0 2 ? * *' }], 422],
		['a field that was not there', [{ op: 'replace', path: '/aiDescription', value: 'a' }], 204],
		['a field within another', [{ op: 'replace', path: '/logging/mode', value: 'basic' }], 204],
		['no removal of what is not there', [{ op: 'remove', path: '/logging/mode' }], 422],
		['operations, not fields', { name: 'a' }, 400],
	])('takes %s by a PATCH', async (_, body, status) => {
		await start();
		expect(await ask('PATCH', `/flows/${ORDERS}`, body)).toMatchObject({ status });
	});

	test('of an integration app takes no patch of its state', async () => {
		await start();
		const path = `/flows/${idOf('flow Customers (integration app)')}`;
		const { status, text } = await ask('PATCH', path, [{ op: 'replace', path: '/disabled', value: true }]);
		expect([status, text]).toEqual([422, expect.stringContaining('field_locked_by_integration_app')]);
	});

	test.each([
		['a name', {}, 'missing_required_field'],
		['an integration that exists', { name: 'a', _integrationId: 'x' }, 'invalid_ref'],
		['exports that exist', { name: 'a', pageGenerators: [{ _exportId: 'x' }] }, 'invalid_ref'],
		['steps or routers', { name: 'a', pageProcessors: [{}], routers: [{}] }, 'invalid_field'],
		['a schedule of six parts', { name: 'a', schedule: '0 2 * * *' }, 'invalid_schedule'],
		['a time zone that exists', { name: 'a', timezone: 'Europe/Atlantis' }, 'invalid_timezone'],
	])('needs %s', async (_, body, code) => {
		await start();
		expect(await ask('POST', '/flows', body)).toMatchObject({
			status: 422,
			text: expect.stringContaining(code),
		});
	});

	test('is enabled when created without saying so', async () => {
		await start();
		expect(await ask('POST', '/flows', { name: 'a' })).toMatchObject({
			status: 201,
			body: { disabled: false },
		});
	});

	test('that is deleted is in the recycle bin', async () => {
		await start();
		expect(await ask('DELETE', `/flows/${ORDERS}`)).toMatchObject({ status: 204, text: '' });
		expect((await ask('GET', `/flows/${ORDERS}`)).status).toBe(404);
		expect(sandbox.state.recycleBin.has(ORDERS)).toBe(true);
	});
});

describe('A clone', () => {
	const body = (connectionMap: object) => ({ _integrationId: idOf('integration Finance'), connectionMap });
	const same = Object.fromEntries(
		['NetSuite', 'Shopify'].map((name) => [idOf(`connection ${name}`), idOf(`connection ${name}`)]),
	);

	test('needs every connection in the map', async () => {
		await start();
		expect(await ask('POST', `/flows/${INVENTORY}/clone`, body({}))).toMatchObject({
			status: 400,
			text: expect.stringContaining('invalid_connectionMap'),
		});
	});

	test('copies the steps and leaves the schedule behind', async () => {
		await start({ cloneAnswer: 'flow' });
		const { status, body: flow } = await ask('POST', `/flows/${INVENTORY}/clone`, body(same));
		expect(status).toBe(201);
		expect(flow).not.toHaveProperty('schedule');
		const [{ _exportId }] = flow.pageGenerators as Array<{ _exportId: string }>;
		expect(_exportId).not.toBe(idOf('export Get items from NetSuite'));
		expect(sandbox.state.exports.has(_exportId)).toBe(true);
	});
});

describe('A job', () => {
	test('is queued, runs, and ends with its counts, and so do those of the steps', async () => {
		await start({ jobQueued: 60_000, jobRunning: 60_000 });
		const { body: run } = await ask('POST', `/flows/${INVENTORY}/run`, {});
		const look = async () => (await ask('GET', `/jobs/${String(run._jobId)}/family`)).body;
		expect(await look()).toMatchObject({
			status: 'queued',
			children: [],
		});
		sandbox.options.jobQueued = 0;
		expect(await look()).toMatchObject({
			status: 'running',
			children: [{ type: 'export' }, { type: 'import' }],
		});
		sandbox.options.jobRunning = 0;
		expect(await look()).toMatchObject({
			status: 'completed',
			numSuccess: 1200,
			numError: 3,
			children: [{ numError: 0 }, { numError: 3 }],
		});
	});

	test('is listed below something only', async () => {
		await start();
		expect((await ask('GET', '/jobs?type=flow')).status).toBe(400);
		expect((await ask('GET', `/jobs?_flowId=${ORDERS}&type=export`)).status).toBe(400);
		expect((await ask('GET', `/jobs?_flowId=${ORDERS}`)).status).toBe(204);
	});
});
