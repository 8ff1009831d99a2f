/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
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
			items: [{ id: '2' }, { id: '1' }, { id: '2' }],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['pear', { item: 0 }],
			['apple', { item: 1 }],
			['pear', { item: 2 }],
		]);
	});
});
