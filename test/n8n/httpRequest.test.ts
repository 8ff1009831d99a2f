import type { IDataObject } from 'n8n-workflow';
import { startCeligo, type CeligoSandbox } from '../../sandbox/celigo';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { errorOf, itemsOf, startN8n, type Credential, type N8n } from '../../scripts/n8n';
import { packageFolders } from '../../scripts/packages';
import { startProxy, startSelfSigned, type Between } from '../network';
import { FLOWMATE, itemsToFlowMate, loginTo } from './workflow';

/** All that n8n 2.40 has; version 1 knows no credentials of other nodes. */
const VERSIONS = [2, 3, 4, 4.1, 4.2, 4.3, 4.4, 4.5];

let n8n: N8n;
let flowMate: FlowMateSandbox;
let celigo: CeligoSandbox;
let other: FlowMateSandbox;

beforeAll(async () => {
	n8n = await startN8n({ packages: packageFolders() });
});
afterAll(async () => await n8n?.close());

beforeEach(async () => {
	[flowMate, celigo, other] = [await startFlowMate(), await startCeligo(), await startFlowMate()];
});
afterEach(async () => {
	for (const sandbox of [flowMate, celigo, other]) await sandbox.close();
});

/** Runs an HTTP Request node with this credential for each URL. */
async function request(
	credential: Credential,
	typeVersion: number,
	urls: string[],
	further: IDataObject = {},
) {
	const workflow = itemsToFlowMate(
		urls.map((url) => ({ url })),
		{},
		credential,
	);
	Object.assign(workflow.nodes.at(-1)!, {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion,
		onError: 'continueRegularOutput',
		parameters: {
			url: '={{ $json.url }}',
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			...further,
		},
	});
	const execution = await n8n.rest.runWorkflow((await n8n.rest.createWorkflow(workflow)).id);
	expect(errorOf(execution)).toBeUndefined();
	return itemsOf(execution, FLOWMATE);
}

const flowMateCredential = async (data: IDataObject = {}) =>
	await n8n.rest.createCredential('flowMateApi', 'FlowMate', { ...loginTo(flowMate), ...data });
const celigoCredential = async () =>
	await n8n.rest.createCredential('celigoApi', 'Celigo', {
		region: 'custom',
		baseUrl: celigo.url,
		token: celigo.token,
	});

/** Addresses that are not the credential's, though they look a little like it. The last one leads on to another host. */
function foreign(own: string, elsewhere: string, leadingOn: string): string[] {
	const [host, port] = [new URL(own).host, new URL(own).port];
	const target = new URL(elsewhere).host;
	return [
		`http://${target}/users/me`,
		`http://localhost:${port}/users/me`,
		`https://${host}/users/me`,
		`http://${host}@${target}/users/me`,
		`http://user:password@${host}/users/me`,
		`http://127.0.0.1.localhost:${new URL(elsewhere).port}/users/me`,
		`//${target}/users/me`,
		`http:\\\\${target}\\users\\me`,
		`http:/${target}/users/me`,
		`http://${target}#@${host}/users/me`,
		`http://${target}?@${host}/users/me`,
		`http://0x7f000001:${new URL(elsewhere).port}/users/me`,
		`${own}${leadingOn}`,
	];
}

test.each(VERSIONS)(
	"version %d gets 200 from the credentials' own hosts, and takes no token elsewhere",
	async (version) => {
		const [login, token] = [await flowMateCredential(), await celigoCredential()];
		expect(await request(login, version, [`${flowMate.url}/users/me`])).toMatchObject([
			{ username: 'partner@acme.example' },
		]);
		const flows = await request(token, version, [`${celigo.url}/v1/flows`]);
		expect(flows.filter((item) => 'error' in item)).toEqual([]);
		expect(celigo.requests.map(({ status }) => status)).toEqual([200]);
		expect(flowMate.count('POST', '/login')).toBe(1);

		flowMate.faults.add({ path: '/flows', effect: { redirect: `${other.url}/flows` } });
		celigo.faults.add({ path: '/v1/exports', effect: { redirect: `${other.url}/flows` } });
		// Version 2 of the node ends at an address of another form itself, for all items.
		const tried = (urls: string[]) => urls.filter((url) => version !== 2 || /^https?:\/\//.test(url));
		const all = [
			...(await request(login, version, tried(foreign(flowMate.url, other.url, '/flows')))),
			...(await request(token, version, tried(foreign(celigo.url, other.url, '/v1/exports')))),
		];
		expect(all.filter((item) => !('error' in item))).toEqual([]);
		expect(other.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
		expect(flowMate.count('POST', '/login')).toBe(1);
	},
);

test('a failure that is not about the session is not answered with another login and another request', async () => {
	flowMate.faults.add({ method: 'POST', path: '/templates', effect: { status: 500 } });
	const further = { method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{}' };
	await request(await flowMateCredential(), 4.4, [`${flowMate.url}/templates`], further);
	expect(flowMate.count('POST', '/templates')).toBe(1);
	expect(flowMate.count('POST', '/login')).toBe(1);
});

test("n8n's allowed domains are obeyed", async () => {
	const credential = await flowMateCredential({
		allowedHttpRequestDomains: 'domains',
		allowedDomains: 'other.example',
	});
	const [item] = await request(credential, 4.4, [`${flowMate.url}/users/me`]);
	expect(item).toHaveProperty('error');
	expect(flowMate.requests).toEqual([]);
});

describe('The way', () => {
	let between: Between;
	afterEach(async () => await between.close());

	test('through a proxy takes everything along, the login too', async () => {
		between = await startProxy();
		const credential = await flowMateCredential();
		const [item] = await request(credential, 4.4, [`${flowMate.url}/users/me`], {
			options: { proxy: between.url },
		});
		expect(item).toMatchObject({ username: 'partner@acme.example' });
		const requestOptions = { proxy: between.url };
		const again = await flowMateCredential({ username: ` ${flowMate.partner.username}` });
		const node = await runNode(again, { resource: 'user', operation: 'getCurrent', requestOptions });
		expect(itemsOf(node, FLOWMATE)).toMatchObject([{ username: 'partner@acme.example' }]);
		expect(between.seen).toHaveLength(flowMate.requests.length);
	});

	test('through a dead proxy is told to be that', async () => {
		between = await startProxy();
		await between.close();
		const requestOptions = { proxy: between.url };
		const run = await runNode(await flowMateCredential(), {
			resource: 'user',
			operation: 'getCurrent',
			requestOptions,
		});
		expect(errorOf(run)?.message).toMatch(/^The proxy 127\.0\.0\.1:\d+ refused the connection/);
	});

	test('to a certificate that nobody vouches for is open where the credential says so', async () => {
		between = await startSelfSigned(flowMate.url);
		for (const account of [{}, { authentication: 'token', token: flowMate.adminToken }]) {
			const data = { ...loginTo(flowMate), ...account, baseUrl: between.url };
			const strict = await n8n.rest.createCredential('flowMateApi', 'Strict', data);
			const lax = await n8n.rest.createCredential('flowMateApi', 'Lax', { ...data, ignoreSSLIssues: true });
			expect(await n8n.rest.testCredential(strict, data)).toMatchObject({ status: 'Error' });
			expect(await n8n.rest.testCredential(lax, { ...data, ignoreSSLIssues: true })).toMatchObject({
				status: 'OK',
			});
			const run = await runNode(lax, { resource: 'user', operation: 'getCurrent' });
			expect(itemsOf(run, FLOWMATE)).toMatchObject([{ username: 'partner@acme.example' }]);
			expect(await request(lax, 4.4, [`${between.url}/users/me`])).toMatchObject([
				{ username: 'partner@acme.example' },
			]);
		}
	});
});

async function runNode(credential: Credential, parameters: IDataObject) {
	const { id } = await n8n.rest.createWorkflow(itemsToFlowMate([{}], parameters as never, credential));
	return await n8n.rest.runWorkflow(id);
}
