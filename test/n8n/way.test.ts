import type { IDataObject } from 'n8n-workflow';

import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { errorOf, itemsOf, startN8n, type Credential, type Execution, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { waitFor } from '../../scripts/waitFor';
import { startProxy, startSelfSigned, type Between } from '../network';
import { A_POLL, published } from './counting';
import { FLOWMATE, itemsToFlowMate, loginTo, numbered, WHO_AM_I } from './workflow';

/** The way that a request takes, in a real n8n: through a proxy, and to a host whose certificate nobody vouches for. */
const ITEMS = 3;
const AUTHENTICATIONS = ['login', 'token'];

let n8n: N8n;
let sandbox: FlowMateSandbox;
let between: Between;

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => await n8n?.close());
beforeEach(async () => {
	sandbox = await startFlowMate();
});
afterEach(async () => {
	await between?.close();
	await sandbox?.close();
});

describe.each(AUTHENTICATIONS)('A proxy, with authentication by %s', (authentication) => {
	beforeEach(async () => {
		between = await startProxy();
	});

	test('is gone through by every request', async () => {
		const { execution } = await whoAmI({ proxy: between.url }, { authentication });

		expect(itemsOf(execution, FLOWMATE)).toHaveLength(ITEMS);
		expect(sandbox.requests.length).toBeGreaterThanOrEqual(ITEMS);
		expect(between.seen).toHaveLength(sandbox.requests.length);
	});

	test('is gone through by the lists of a node that names it', async () => {
		const credential = await create({ authentication });
		const list = await flowsIn(credential, { requestOptions: { proxy: between.url } });

		expect(list.length).toBeGreaterThan(0);
		expect(between.seen).toHaveLength(sandbox.requests.length);
	});

	test('is named where it is dead, and not gone around', async () => {
		await between.close();
		const { host } = new URL(between.url);

		const { execution } = await whoAmI({ proxy: between.url }, { authentication });

		expect(errorOf(execution)?.message).toContain(`The proxy ${host} refused the connection`);
		expect(sandbox.requests).toEqual([]);
	});
});

describe.each(AUTHENTICATIONS)(
	'A certificate that nobody vouches for, with authentication by %s',
	(authentication) => {
		const trusting = { authentication, ignoreSSLIssues: true };
		beforeEach(async () => {
			between = await startSelfSigned(sandbox.url);
		});

		test('is refused, and said so', async () => {
			const { execution } = await whoAmI({}, { authentication, baseUrl: between.url });

			expect(errorOf(execution)?.message).toMatch(/certificate of 127\.0\.0\.1:\d+ is not trusted/);
			expect(sandbox.requests).toEqual([]);
		});

		test.each([
			['the node', { allowUnauthorizedCerts: true }, {}],
			['the credential', {}, { ignoreSSLIssues: true }],
		])('is taken where %s says so', async (_who, requestOptions, changes) => {
			const { execution } = await whoAmI(requestOptions, {
				authentication,
				baseUrl: between.url,
				...changes,
			});

			expect(itemsOf(execution, FLOWMATE)).toHaveLength(ITEMS);
			expect(between.seen).toHaveLength(sandbox.requests.length);
		});

		test('is taken by lists and the test of the credential', async () => {
			const credential = await create({ ...trusting, baseUrl: between.url });

			expect((await flowsIn(credential, {})).length).toBeGreaterThan(0);
			expect(
				await n8n.rest.testCredential(credential, fields({ ...trusting, baseUrl: between.url })),
			).toMatchObject({
				status: 'OK',
			});
			expect(between.seen).toHaveLength(sandbox.requests.length);
		});

		test('is taken by the trigger', async () => {
			const parameters = { triggerOn: 'snapshot' };
			const workflow = await published(n8n, sandbox, 'Trigger', parameters, {
				...fields(trusting),
				baseUrl: between.url,
			});
			await waitFor('a poll', () => sandbox.count('GET', '/icenter/executions') > 0, { within: A_POLL });
			await n8n.rest.unpublishWorkflow(workflow);

			expect(between.seen).toHaveLength(sandbox.requests.length);
		});
	},
);

function fields(changes: IDataObject): IDataObject {
	const token = changes.authentication === 'token' && { token: sandbox.adminToken };
	return { ...loginTo(sandbox), ...token, ...changes };
}

async function create(changes: IDataObject): Promise<Credential> {
	return await n8n.rest.createCredential('flowMateApi', 'FlowMate', fields(changes));
}

async function whoAmI(requestOptions: IDataObject, changes: IDataObject): Promise<{ execution: Execution }> {
	const parameters = { ...WHO_AM_I, requestOptions } as typeof WHO_AM_I;
	const workflow = itemsToFlowMate(numbered(ITEMS), parameters, await create(changes));
	const { id } = await n8n.rest.createWorkflow(workflow);
	return { execution: await n8n.rest.runWorkflow(id) };
}

/** What the locator of flows lists. */
async function flowsIn(credential: Credential, parameters: IDataObject) {
	return await n8n.rest.listSearch('n8n-nodes-flowmate.flowMate', 'searchFlows', credential, {
		resource: 'flow',
		operation: 'get',
		...parameters,
	});
}
