/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OPERATIONS, readyFor } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** Where the token goes, and what is sent once only. Speaks to the sandbox and to a host that should hear nothing. */
let world: World;
let stranger: Server;
let heard: Array<{ url?: string; authorization?: string }>;
let strangerUrl: string;

beforeEach(async () => {
	heard = [];
	stranger = createServer(({ url, headers }, response) => {
		heard.push({ url, authorization: headers.authorization });
		response.setHeader('content-type', 'application/json').end('[]');
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
	strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
	world = await startWorld({ pageSize: 2 });
});
afterEach(async () => {
	await world.sandbox.close();
	stranger.close();
});

describe('A Link header never takes the token to', () => {
	test.each([
		['another host', () => strangerUrl],
		['another host with a user name', () => strangerUrl.replace('//', '//user:pass@')],
		['another host without a scheme', () => strangerUrl.replace('http:', '')],
		['the same host by another scheme', () => world.sandbox.url.replace('http:', 'https:')],
	])('%s', async (_, origin) => {
		world.sandbox.options.linkOrigin = origin();
		const flows = await world.output('flow.getAll', { returnAll: true });
		expect(flows).toHaveLength(6);
		expect(world.requested().map((request) => request.replace(/after=.*/, 'after=…'))).toEqual([
			'GET /v1/flows',
			'GET /v1/flows?after=…',
			'GET /v1/flows?after=…',
		]);
		expect(heard).toEqual([]);
	});

	test('another host by the body of a list of errors', async () => {
		const body = { errors: [{ errorId: '1' }], nextPageURL: `${strangerUrl}/v1/flows/next` };
		world.sandbox.faults.add({ path: /errors$/, times: 1, effect: { body } });
		const step = byId(IDS.updateInventory);
		await world.run('error.getAll', { stepFlow: byId(IDS.inventory), step, returnAll: true });
		expect(world.requested()).toEqual([
			`GET /v1/flows/${IDS.inventory}/${IDS.updateInventory}/errors`,
			'GET /v1/flows/next',
		]);
		expect(heard).toEqual([]);
	});

	test('another host from a list in the editor', async () => {
		world.sandbox.options.linkOrigin = strangerUrl;
		const options = { node: 'celigo', method: 'searchFlows', credential: world.credential() };
		const { paginationToken } = await world.engine.listSearch(options);
		await world.engine.listSearch({ ...options, paginationToken: paginationToken as string });
		await world.engine.listSearch({ ...options, filter: 'orders' });
		expect(heard).toEqual([]);
	});
});

test('A redirect is not followed', async () => {
	world.sandbox.faults.add({ effect: { redirect: `${'http://127.0.0.1:9'}/v1/flows` } });
	const { error } = await world.run('flow.get', { flow: byId(IDS.orders) });
	expect(error?.message).toContain('leads on to another address');
	expect(world.sandbox.requests).toHaveLength(1);
});

describe('What may have been carried out is not sent again', () => {
	const ONCE = ['flow.create', 'flow.clone', 'flow.run', 'error.retry', 'error.retryAll', 'export.run'];
	const FAULTS = [
		['a broken gateway', { html: 502 as const }],
		['an error of the server', { status: 500 }],
		['a connection that broke off', { reset: 'after' as const }],
	] as const;

	test.each(ONCE.flatMap((name) => FAULTS.map(([what, effect]) => [name, what, effect] as const)))(
		'%s after %s',
		async (name, _, effect) => {
			const parameters = await readyFor(world, name);
			world.sandbox.faults.add({ method: 'POST', effect });
			const { error } = await world.run(name, parameters);
			expect(error?.description).toContain('Celigo may have carried this out');
			expect(world.sandbox.count('POST')).toBe(1);
		},
	);

	test.each(ONCE)('%s after a time-out', async (name) => {
		const parameters = await readyFor(world, name);
		world.sandbox.faults.add({ method: 'POST', effect: { hang: true } });
		const { error } = await world.run(name, { ...parameters, requestOptions: { timeout: 2_000 } });
		expect(error?.message).toContain('Celigo did not answer in time');
		expect(error?.description).toContain('Celigo may have carried this out');
		expect(world.sandbox.count('POST')).toBe(1);
	});
});

describe('What does no harm twice is sent again', () => {
	const AGAIN = Object.keys(OPERATIONS).filter(
		(name) => !['flow.create', 'flow.clone', 'flow.run', 'error.retry', 'export.run'].includes(name),
	);

	const outcomes = new Map<string, Awaited<ReturnType<typeof afterBrokenGateway>>>();

	/** In a sandbox of its own, since each waits a second before it sends again. */
	async function afterBrokenGateway(name: string) {
		const own = await startWorld({ pageSize: 2 });
		try {
			const parameters = await readyFor(own, name);
			own.sandbox.faults.add({ times: 1, effect: { html: 503 } });
			const { error } = await own.run(name, parameters);
			return { error, requests: [...own.sandbox.requests] };
		} finally {
			await own.sandbox.close();
		}
	}

	beforeAll(async () => {
		await Promise.all(AGAIN.map(async (name) => outcomes.set(name, await afterBrokenGateway(name))));
	});

	test.each(AGAIN)('%s after a broken gateway', (name) => {
		const { error, requests } = outcomes.get(name)!;
		const [first, ...others] = requests;
		expect(error).toBeUndefined();
		// What cannot be done twice is looked at before.
		const [second] = others.filter(({ method }) => name !== 'job.cancel' || method === 'PUT');
		expect([second.method, second.url]).toEqual([first.method, first.url]);
		expect(second.at - first.at).toBeGreaterThanOrEqual(990);
	});
});

test.each([
	...['flow.getAll', 'flow.getLatestJobs', 'job.getAll', 'export.run', 'error.getCounts', 'error.getAll'],
	...['error.retryAll', 'integration.getErrorCounts', 'connection.getAll', 'connection.ping', 'flow.run'],
])('An error that %s makes of an answer of success does not hold the token', async (name) => {
	const parameters = await readyFor(world, name);
	const refusal = { errors: [{ message: `Not for Bearer ${world.sandbox.token}` }] };
	world.sandbox.faults.add({ effect: { body: name === 'flow.run' ? [refusal] : refusal } });
	const { error } = await world.run(name, parameters);
	expect(error?.message).toContain('Not for Bearer ***');
	expect(JSON.stringify(error)).not.toContain(world.sandbox.token);
});

test('An error holds neither the token nor what was sent', async () => {
	const flowJson = { name: 'a', settings: { password: 'top-secret' } };
	world.sandbox.faults.add({ effect: { status: 422, body: { errors: [{ message: 'No.' }] } } });
	const { error } = await world.run('flow.replace', { flow: byId(IDS.orders), flowJson });
	// n8n adds the node with its parameters, which whoever reads the error can open anyway.
	const { node, ...rest } = { ...error, stack: error?.stack, message: error?.message } as Record<
		string,
		unknown
	>;
	const all = JSON.stringify(rest);
	expect(node).toBeDefined();
	expect(error?.message).toContain('No.');
	expect(all).not.toContain('top-secret');
	expect(all).not.toContain(world.sandbox.token);
});
