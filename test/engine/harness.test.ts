/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { NodeApiError } from 'n8n-workflow';
import { loadEngine, type Engine } from './harness';

/** Answers as /login, /things and /things/{id}; a token is 't1-ada', 't2-ada' …, and only the newest generation is valid. */
function start() {
	const calls: string[] = [];
	const api = {
		calls,
		generation: 1,
		things: ['apple', 'pear'],
		url: '',
		server: undefined as unknown as Server,
	};
	api.server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			const token = request.headers.authorization ?? '';
			calls.push(`${request.method} ${request.url} ${token}`.trim());
			const send = (status: number, json: unknown) =>
				response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
			if (request.url === '/login')
				return send(200, { token: `t${api.generation}-${JSON.parse(body).username}` });
			if (!token.startsWith(`Bearer t${api.generation}-`)) return send(401, { message: 'expired' });
			if (request.url === '/things/hang') return;
			const things = api.things.map((name, index) => ({ id: String(index + 1), name, token }));
			if (request.url === '/things') return send(200, things);
			const thing = things.find(({ id }) => request.url === `/things/${id}`);
			return thing ? send(200, thing) : send(404, { message: 'no such thing' });
		});
	});
	return api;
}

let engine: Engine;
let api: ReturnType<typeof start>;

beforeAll(async () => {
	engine = await loadEngine({ directory: resolve(__dirname, 'fixture') });
});

beforeEach(async () => {
	api = start();
	await new Promise<void>((done) => api.server.listen(0, '127.0.0.1', done));
	api.url = `http://127.0.0.1:${(api.server.address() as AddressInfo).port}`;
});

afterEach(() => {
	api.server.closeAllConnections();
	api.server.close();
});

const credential = (data = {}) => engine.credential('fixtureApi', { baseUrl: api.url, ...data });
const get = { node: 'fixture', parameters: { operation: 'get', id: '={{ $json.id }}' } };

describe('run', () => {
	it('gives every input item its own request and links the output to it', async () => {
		const { items, error } = await engine.run({
			...get,
			credential: credential({ sessionToken: 't1-ada' }),
			items: [{ id: '2' }, { id: '1' }, { json: { id: '2' } }],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['pear', { item: 0 }],
			['apple', { item: 1 }],
			['pear', { item: 2 }],
		]);
	});

	it('ends with the error that the node threw', async () => {
		const { items, error, executionData } = await engine.run({
			...get,
			credential: credential({ sessionToken: 't1-ada' }),
			items: [{ id: '1' }, { id: '9' }],
		});
		expect(items).toEqual([]);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '404', context: { itemIndex: 1 } });
		expect(executionData.status).toBe('error');
	});

	it('goes on after an error where the node says so', async () => {
		const options = {
			...get,
			credential: credential({ sessionToken: 't1-ada' }),
			items: [{ id: '9' }, { id: '1' }],
		};

		const regular = await engine.run({ ...options, onError: 'continueRegularOutput' });
		expect(regular.items.map(({ json }) => json.error ?? json.name)).toEqual([expect.any(String), 'apple']);

		const separate = await engine.run({ ...options, onError: 'continueErrorOutput' });
		expect(separate.items.map(({ json }) => json.name)).toEqual(['apple']);
		expect(separate.errorItems.map(({ json }) => json)).toEqual([{ error: expect.any(String) }]);
	});

	it('reports a workflow that cannot start as an error', async () => {
		const { error } = await engine.run({ node: 'fixture', parameters: { operation: 'get', id: '' } });
		expect(error?.message).toContain('issues');
		expect(api.calls).toEqual([]);
	});

	it('runs a custom operation once for all items', async () => {
		const { items } = await engine.run({
			node: 'fixture',
			parameters: { operation: 'count' },
			items: [{}, {}, {}],
			credential: credential(),
		});
		expect(items.map(({ json }) => json)).toEqual([{ count: 3 }]);
		expect(api.calls).toEqual([]);
	});

	it('aborts the requests in flight when it is cancelled', async () => {
		const { items, executionData } = await engine.run({
			...get,
			credential: credential({ sessionToken: 't1-ada' }),
			items: [{ id: 'hang' }],
			cancelWhen: () => api.calls.length > 0,
		});
		expect(items).toEqual([]);
		expect(executionData.status).toBe('canceled');
	});
});

describe('credential', () => {
	it('is signed in with when it has no token yet, and stored with the token', async () => {
		const stored = credential();
		const { items } = await engine.run({ ...get, credential: stored, items: [{ id: '1' }] });
		expect(items[0].json.token).toBe('Bearer t1-ada');
		expect(stored.stored).toEqual({ baseUrl: api.url, sessionToken: 't1-ada' });
	});

	it('is signed in with anew after a 401, and the request is repeated', async () => {
		const stored = credential({ sessionToken: 't0-ada' });
		const { items } = await engine.run({ ...get, credential: stored, items: [{ id: '1' }] });
		expect(items[0].json.token).toBe('Bearer t1-ada');
		expect(api.calls).toEqual(['GET /things/1 Bearer t0-ada', 'POST /login', 'GET /things/1 Bearer t1-ada']);
	});

	it('resolves expressions for each item', async () => {
		const { items } = await engine.run({
			...get,
			credential: credential({ username: '={{ $json.user }}' }),
			items: ['bo', 'cy'].map((user) => ({ user, id: '1' })),
		});
		expect(items.map(({ json }) => json.token)).toEqual(['Bearer t1-bo', 'Bearer t1-cy']);
	});

	it('is not signed in with for a test while it has a token', async () => {
		await engine.testCredential(credential({ sessionToken: 't1-ada' }));
		expect(api.calls).toEqual(['GET /things/1 Bearer t1-ada']);
	});

	it('cannot be tested where a field needs an item', async () => {
		const answer = await engine.testCredential(credential({ username: '={{ $json.user }}' }));
		expect(answer).toEqual({ status: 'Error', message: "Node '' hasn't been executed" });
	});

	it('is tested as the button does', async () => {
		const ok = { status: 'OK', message: 'Connection successful!' };
		expect(await engine.testCredential(credential())).toEqual(ok);

		const unreachable = credential({ baseUrl: 'http://127.0.0.1:1' });
		const noServer = { status: 'Error', message: 'ECONNREFUSED' };
		expect(await engine.testCredential(unreachable)).toEqual(noServer);

		api.things = [];
		const byRule = { status: 'Error', message: 'Wrong address' };
		expect(await engine.testCredential(credential())).toEqual(byRule);
	});
});

describe('editor', () => {
	it('searches for a list and fetches fields', async () => {
		const options = { node: 'fixture', credential: credential() };
		const list = await engine.listSearch({
			...options,
			method: 'searchThings',
			filter: 'pea',
			paginationToken: '2',
		});
		expect(list).toEqual({ results: [{ name: 'pear', value: '2' }], paginationToken: '2' });

		const currentNodeParameters = { id: 'colour' };
		const { fields } = await engine.resourceMapping({ ...options, method: 'fields', currentNodeParameters });
		expect(fields).toMatchObject([{ id: 'colour' }]);
	});
});

describe('poll', () => {
	it('keeps static data from poll to poll, except in a test in the editor', async () => {
		const staticData = {};
		const options = { node: 'fixtureTrigger', credential: credential(), staticData };

		const manual = await engine.poll({ ...options, mode: 'manual' });
		expect(manual.items?.[0].map(({ json }) => json.name)).toEqual(['apple']);
		expect(staticData).toEqual({});

		expect((await engine.poll({ ...options, activation: 'activate' })).items).toBeNull();
		expect(staticData).toEqual({ seen: ['1', '2'] });

		api.things.push('plum');
		expect((await engine.poll(options)).items?.[0].map(({ json }) => json.name)).toEqual(['plum']);
		expect(staticData).toEqual({ seen: ['1', '2', '3'] });
	});

	it('returns the error that the poll threw', async () => {
		const unreachable = credential({ baseUrl: 'http://127.0.0.1:1', sessionToken: 't1-ada' });
		const { items, error } = await engine.poll({ node: 'fixtureTrigger', credential: unreachable });
		expect(items).toBeNull();
		expect(error).toBeInstanceOf(NodeApiError);
	});
});

describe('runWorkflow', () => {
	it('runs several nodes, with credentials by id', async () => {
		const position: [number, number] = [0, 0];
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const { items, error } = await engine.runWorkflow({
			nodes: [
				{
					id: '1',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position,
					parameters: {},
				},
				{
					id: '2',
					name: 'Fixture',
					type: 'n8n-nodes-fixture.fixture',
					typeVersion: 1,
					position,
					parameters: { operation: 'getAll' },
					credentials: { fixtureApi: { id: 'mine', name: 'Mine' } },
				},
				{ id: '3', name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position, parameters: {} },
			],
			connections: { Start: to('Fixture'), Fixture: to('End') },
			credentials: { mine: credential() },
			start: 'Start',
		});
		expect(error).toBeUndefined();
		expect(items('End').map(({ json }) => json.name)).toEqual(['apple', 'pear']);
	});
});

describe('runAsTool', () => {
	const options = {
		node: 'fixture',
		parameters: { operation: 'get', id: "={{ $fromAI('id', '', 'string') }}" },
	};

	it.each(['agent', 'direct'] as const)('fills parameters from the model (%s)', async (by) => {
		const tool = await engine.runAsTool({ ...options, by, credential: credential(), input: { id: '2' } });
		expect(tool).toMatchObject({ name: 'Tool', description: 'Get a thing in Fixture' });
		expect(tool.text).toContain('"name":"pear"');
	});

	it.each(['agent', 'direct'] as const)('tells the model what went wrong (%s)', async (by) => {
		const tool = await engine.runAsTool({ ...options, by, credential: credential(), input: { id: '9' } });
		expect(tool.text).toContain('could not be found');
		expect(tool.error?.message).toContain('could not be found');
	});

	it('runs a custom operation for an agent only', async () => {
		const count = { node: 'fixture', parameters: { operation: 'count' }, credential: credential() };
		expect((await engine.runAsTool({ ...count, by: 'agent' })).text).toBe('[{"count":1}]');
		expect((await engine.runAsTool({ ...count, by: 'direct' })).text).toContain('could not be found');
	});
});
