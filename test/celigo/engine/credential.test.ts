/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSelfSigned, type Between } from '../../network';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const test_ = async (fields = {}) => await world.engine.testCredential(world.credential(fields));

describe('The credential test', () => {
	test('passes with a token that may use flows', async () => {
		expect(await test_()).toMatchObject({ status: 'OK' });
		expect(world.requested()).toEqual(['GET /v1/flows?limit=1']);
	});

	test('passes in an account without flows', async () => {
		world.sandbox.state.flows.clear();
		expect(await test_()).toMatchObject({ status: 'OK' });
	});

	test.each(['Bearer ', 'bearer   '])("passes with '%s' before the token", async (word) => {
		expect(await test_({ token: `${word}${world.sandbox.token}` })).toMatchObject({ status: 'OK' });
	});

	test('tells a token that is unknown here', async () => {
		expect(await test_({ token: 'of-another-region' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('belongs to another region'),
		});
	});

	test('tells a token that may not use flows', async () => {
		expect(await test_({ token: world.sandbox.customToken })).toEqual({
			status: 'Error',
			message: expect.stringContaining("'Full access'"),
		});
	});

	test('tells an empty token', async () => {
		expect(await test_({ token: '' })).toMatchObject({
			status: 'Error',
			message: "'API Token' in the Celigo credential is empty",
		});
	});

	test('tells an address that is none', async () => {
		expect(await test_({ baseUrl: 'celigo' })).toMatchObject({
			status: 'Error',
			message: "'Base URL' in the Celigo credential is not a web address",
		});
	});

	test('tells a web site', async () => {
		const site = createServer((_request, response) => {
			response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome</title>');
		});
		await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
		const baseUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
		expect(await test_({ baseUrl })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('it answered with a web page'),
		});
		site.close();
	});

	test('tells a host without the API', async () => {
		expect(await test_({ baseUrl: `${world.sandbox.url}/elsewhere` })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining("check 'Base URL'"),
		});
	});
});

describe('A node whose credential is wrong', () => {
	test.each([
		[{ token: '' }, "'API Token' in the Celigo credential is empty [item 0]"],
		[{ baseUrl: 'celigo' }, "'Base URL' in the Celigo credential is not a web address [item 0]"],
		[{ token: 'wrong' }, 'Celigo did not accept the API token [item 0]'],
		[
			{ token: 'celigo-sandbox-custom-token' },
			`This API token may not use flow '${IDS.orders}': You do not have access to this resource. [item 0]`,
		],
		[{ baseUrl: 'http://127.0.0.1:9' }, 'Celigo refused the connection [item 0]'],
		[{ baseUrl: 'http://no-such-host.invalid' }, 'The host Celigo was not found [item 0]'],
	])('says so: %j', async (fields, message) => {
		const credential = world.credential(fields);
		const { error } = await world.run('flow.get', { flow: byId(IDS.orders) }, { credential });
		expect(error?.message).toBe(message);
	});
});

const searchFlows = { node: 'celigo', method: 'searchFlows' };

describe('A certificate that nobody vouches for', () => {
	let between: Between;
	beforeEach(async () => (between = await startSelfSigned(world.sandbox.url)));
	afterEach(async () => await between.close());

	it('is refused by node, list and test', async () => {
		const credential = world.credential({ baseUrl: between.url });
		const { error } = await world.run('flow.get', { flow: byId(IDS.orders) }, { credential });
		expect(error?.message).toMatch(/^The certificate of .* is not trusted \[item 0\]$/);
		await expect(world.engine.listSearch({ ...searchFlows, credential })).rejects.toThrow('is not trusted');
		expect(await world.engine.testCredential(credential)).toMatchObject({ status: 'Error' });
		expect(world.requested()).toEqual([]);
	});

	it('is taken by node, list and test where the credential says so', async () => {
		const credential = world.credential({ baseUrl: between.url, ignoreSSLIssues: true });
		const { items } = await world.run('flow.get', { flow: byId(IDS.orders) }, { credential });
		expect(items).toMatchObject([{ json: { name: 'Orders to NetSuite' } }]);
		expect((await world.engine.listSearch({ ...searchFlows, credential })).results.length).toBeGreaterThan(0);
		expect(await world.engine.testCredential(credential)).toMatchObject({ status: 'OK' });
	});
});

describe("'Allowed HTTP Request Domains'", () => {
	const limitedTo = (allowedDomains: string) =>
		world.credential({ allowedHttpRequestDomains: 'domains', allowedDomains });

	it('keep everything from a host that is not one', async () => {
		const credential = limitedTo('other.example');
		const { error } = await world.run('flow.get', { flow: byId(IDS.orders) }, { credential });
		expect(error).toBeDefined();
		await expect(world.engine.listSearch({ ...searchFlows, credential })).rejects.toThrow();
		expect(await world.engine.testCredential(credential)).toMatchObject({ status: 'Error' });
		expect(world.requested()).toEqual([]);
	});

	it('let everything through to the host that is one', async () => {
		const credential = limitedTo('127.0.0.1');
		const { items } = await world.run('flow.get', { flow: byId(IDS.orders) }, { credential });
		expect(items).toMatchObject([{ json: { name: 'Orders to NetSuite' } }]);
		expect((await world.engine.listSearch({ ...searchFlows, credential })).results.length).toBeGreaterThan(0);
		expect(await world.engine.testCredential(credential)).toMatchObject({ status: 'OK' });
	});
});

test('A credential by an expression differs from item to item', async () => {
	const credential = world.credential({ token: '={{ $json.token }}' });
	const items = [{ token: world.sandbox.token }, { token: 'wrong' }];
	const { items: found } = await world.run(
		'flow.get',
		{ flow: byId(IDS.orders) },
		{ credential, items, onError: 'continueRegularOutput' },
	);
	expect(found.map(({ json }) => json.error ?? json.name)).toEqual([
		'Orders to NetSuite',
		'Celigo did not accept the API token [item 1]',
	]);
});
