import type { IDataObject } from 'n8n-workflow';
import { startProxy, startSelfSigned, type Between } from '../network';
import type { EngineError, StoredCredential } from './harness';
import { quicken } from './harness/quicken';
import { actingAs, Bench, told } from './support';

const bench = new Bench();
beforeAll(() => quicken(100, 'FlowMate'));

let between: Between;
afterEach(async () => await between?.close());

const ITEMS = Array.from({ length: 5 }, () => ({}));
const whoAmI = async (requestOptions: IDataObject, data: IDataObject = {}, further: IDataObject = {}) =>
	await bench.run(
		'user.getCurrent',
		{ requestOptions, ...further },
		{ credential: bench.credentialWith(data), items: ITEMS },
	);
/** A test of the trigger in the editor. */
const poll = async (credential: StoredCredential) =>
	await bench.engine.poll({
		node: 'flowMateTrigger',
		parameters: { triggerOn: 'executions', groupBy: 'user', window: 'month' },
		credential,
		mode: 'manual',
	});
const ACCOUNT = { username: 'partner@acme.example' };

describe('A proxy', () => {
	beforeEach(async () => (between = await startProxy()));

	test.each(['login', 'token'])(
		'is gone through by every request, with authentication by %s',
		async (authentication) => {
			const { adminToken: token } = bench.sandbox;
			const { json } = await whoAmI({ proxy: between.url }, { authentication, token });
			expect(json).toEqual(Array(5).fill(expect.objectContaining(ACCOUNT)));
			expect(between.seen).toHaveLength(bench.sandbox.requests.length);
		},
	);

	it('is gone through where a user is acted as, and by operations over many', async () => {
		const requestOptions = { proxy: between.url };
		const options = { credential: bench.credentialWith(), items: [{ id: '5c99ec7e5ed40d3e7512cffa' }] };
		await whoAmI(requestOptions, {}, actingAs('customer-1001'));
		await bench.run('flow.startMany', { requestOptions }, { ...options, onError: 'continueRegularOutput' });
		expect(between.seen).toHaveLength(bench.sandbox.requests.length);
		expect(between.seen).toEqual(expect.arrayContaining(['POST /login', 'POST /impersonate']));
	});

	it('is gone through by the lists of a node that names it', async () => {
		const list = await bench.engine.listSearch({
			node: 'flowMate',
			method: 'searchFlows',
			credential: bench.credentialWith(),
			currentNodeParameters: { requestOptions: { proxy: between.url } },
		});
		expect(list.results.length).toBeGreaterThan(0);
		expect(between.seen).toHaveLength(bench.sandbox.requests.length);
	});

	it('that is dead is named', async () => {
		const { host } = new URL(between.url);
		await between.close();
		const authentication = { authentication: 'token', token: bench.sandbox.adminToken };
		for (const data of [{}, authentication]) {
			const { error } = await whoAmI({ proxy: `http://${host}` }, data);
			expect(told(error)).toMatchObject({
				message: `The proxy ${host} refused the connection [item 0]`,
				description: expect.stringContaining("Check 'Proxy' under 'Request Options'"),
			});
		}
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('A certificate that nobody vouches for', () => {
	beforeEach(async () => (between = await startSelfSigned(bench.sandbox.url)));

	it('is refused', async () => {
		const { error } = await whoAmI({}, { baseUrl: between.url });
		expect(error?.message).toMatch(/^The certificate of 127.0.0.1:\d+ is not trusted \[item 0\]$/);
		expect(bench.sandbox.requests).toEqual([]);
	});

	test.each([
		['the node says so', { allowUnauthorizedCerts: true }, {}],
		['the credential says so', {}, { ignoreSSLIssues: true }],
	])('is taken where %s, at the login, too', async (_, requestOptions, data) => {
		for (const authentication of ['login', 'token']) {
			const { adminToken: token } = bench.sandbox;
			const { json } = await whoAmI(requestOptions, { baseUrl: between.url, authentication, token, ...data });
			expect(json).toEqual(Array(5).fill(expect.objectContaining(ACCOUNT)));
		}
	});

	it('is taken by lists, the trigger and the test where the credential says so', async () => {
		const credential = bench.credentialWith({ baseUrl: between.url, ignoreSSLIssues: true });
		const list = await bench.engine.listSearch({ node: 'flowMate', method: 'searchFlows', credential });
		expect(list.results.length).toBeGreaterThan(0);
		expect(await bench.engine.testCredential(credential)).toMatchObject({ status: 'OK' });
		expect((await poll(credential)).error).toBeUndefined();
	});
});

describe("'Allowed HTTP Request Domains'", () => {
	const limitedTo = (allowedDomains: string, data: IDataObject = {}) =>
		bench.credentialWith({ allowedHttpRequestDomains: 'domains', allowedDomains, ...data });
	const token = () => ({ authentication: 'token', token: bench.sandbox.adminToken });
	const searchFlows = { node: 'flowMate', method: 'searchFlows' };

	test.each(['login', 'token'])('keep everything from a host that is not one: %s', async (way) => {
		const credential = limitedTo('other.example', way === 'token' ? token() : {});
		const { error } = await bench.run('user.getCurrent', {}, { credential });
		expect(error).toBeDefined();
		await expect(bench.engine.listSearch({ ...searchFlows, credential })).rejects.toThrow();
		expect(await bench.engine.testCredential(credential)).toMatchObject({ status: 'Error' });
		expect((await poll(credential)).error).toBeDefined();
		expect(bench.sandbox.requests).toEqual([]);
	});

	test.each(['login', 'token'])('let everything through to the host that is one: %s', async (way) => {
		const credential = limitedTo('127.0.0.1', way === 'token' ? token() : {});
		const { json } = await bench.run('user.getCurrent', {}, { credential });
		expect(json).toMatchObject([ACCOUNT]);
		expect((await bench.engine.listSearch({ ...searchFlows, credential })).results.length).toBeGreaterThan(0);
		expect(await bench.engine.testCredential(credential)).toMatchObject({ status: 'OK' });
		expect((await poll(credential)).error).toBeUndefined();
	});
});

describe('Where FlowMate echoes what it was sent', () => {
	test('a login shows neither password nor token', async () => {
		for (const path of ['/login', '/impersonate', '/users/me']) {
			bench.sandbox.faults.clear();
			bench.sandbox.faults.add({ path, effect: { echo: 400 } });
			const { error } = await whoAmI({}, {}, actingAs('customer-1001'));
			expect(error?.message).toContain('***');
			for (const secret of [bench.sandbox.partner.password, ...bench.sandbox.state.tokens.keys()]) {
				expect(JSON.stringify(told(error))).not.toContain(secret);
			}
		}
	});

	test.each(['login', 'token'])('lists, the trigger and the test show none either: %s', async (way) => {
		const token = way === 'token' ? { authentication: 'token', token: bench.sandbox.adminToken } : {};
		const webhookSecret = 'marked-webhook-secret';
		for (const path of [/^/, '/flows', '/icenter', '/users/me']) {
			bench.sandbox.faults.clear();
			bench.sandbox.faults.add({ path, effect: { echo: 400 } });
			const credential = bench.credentialWith({ webhookSecret, ...token });
			const list = bench.engine.listSearch({ node: 'flowMate', method: 'searchFlows', credential });
			const shown = [
				await list.catch((error: EngineError) => told(error)),
				told((await poll(credential)).error),
				await bench.engine.testCredential(credential),
			];
			const { partner, adminToken, state } = bench.sandbox;
			for (const secret of [partner.password, adminToken, webhookSecret, ...state.tokens.keys()]) {
				expect(JSON.stringify(shown)).not.toContain(secret);
			}
		}
	});
});
