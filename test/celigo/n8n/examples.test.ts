import { errorOf, itemsOf, startN8n, type Credential, type N8n } from '../../../scripts/n8n';
import { readExample } from '../../../scripts/start/examples';
import { idOf, startCeligo, type CeligoSandbox } from '../../../sandbox/celigo';
import { WAYS } from '../../n8n/workflow';
import { PACKAGE } from '../engine/support';

/** The package as npm packs it, in a real n8n. Speaks to the sandbox. */
let n8n: N8n;
let sandbox: CeligoSandbox;
let credential: Credential;

beforeAll(async () => {
	n8n = await startN8n({ packages: [PACKAGE] });
});
afterAll(async () => await n8n?.close());
beforeEach(async () => {
	sandbox = await startCeligo();
	const { url: baseUrl, token } = sandbox;
	credential = await n8n.rest.createCredential('celigoApi', 'Celigo', { region: 'custom', baseUrl, token });
});
afterEach(async () => await sandbox?.close());

describe('the package', () => {
	test('brings node and credential under their real names', async () => {
		const names = async (kind: 'nodes' | 'credentials') =>
			(await n8n.rest.types(kind)).map(({ name }) => name);
		expect(await names('nodes')).toContain('n8n-nodes-celigo.celigo');
		expect(await names('credentials')).toContain('celigoApi');
	});

	test('has a credential whose test button tells what is wrong', async () => {
		const tried = async (fields = {}) => {
			const data = { region: 'custom', baseUrl: sandbox.url, token: `Bearer ${sandbox.token}`, ...fields };
			return await n8n.rest.testCredential(credential, data);
		};
		expect(await tried()).toMatchObject({ status: 'OK' });
		expect(await tried({ token: 'wrong' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining("check 'Region'"),
		});
		expect(await tried({ token: sandbox.customToken })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining("'Full access'"),
		});
		sandbox.state.flows.clear();
		expect(await tried()).toMatchObject({ status: 'OK' });
	});
});

describe.each(WAYS)('the example workflows %s', (_way, run) => {
	test('celigo-nightly-run.json reports good, slow, disabled and failing flows, and starts each once', async () => {
		const { state } = sandbox;
		// One of the flows of the integration takes longer than the report waits, one is disabled, one fails.
		state.outcomes.set(idOf('flow Customers (integration app)'), {
			status: 'completed',
			success: 1,
			errors: 0,
			running: 60_000,
		});
		state.flows.get(idOf('flow Invoices to Salesforce'))!._integrationId = idOf('integration Order to Cash');
		const example = readExample('celigo-nightly-run.json', [credential]);
		const runAndWait = example.nodes.find(({ name }) => name === 'Run and Wait')!;
		runAndWait.parameters.options = { failWhen: 'never', waitSeconds: 3 };
		const { id } = await n8n.rest.createWorkflow(example);

		const execution = await run(n8n, id);

		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Report')).toMatchObject([
			{ flow: 'Orders to NetSuite', outcome: 'completed', succeeded: 25, failed: 0, message: '' },
			{ flow: 'Inventory to Shopify', outcome: 'completedWithErrors', succeeded: 1200, failed: 3 },
			{
				flow: 'Invoices to Salesforce',
				outcome: 'failed',
				failed: 1,
				job: expect.stringMatching(/^[0-9a-f]{24}$/),
			},
			{ flow: 'Refunds to NetSuite', outcome: 'refused', message: expect.stringContaining('is disabled') },
			{
				flow: 'Customers (integration app)',
				outcome: 'running',
				job: expect.stringMatching(/^[0-9a-f]{24}$/),
			},
		]);
		expect(itemsOf(execution, 'Failed Records')).toMatchObject([
			...['1001', '1002', '1003'].map((record) => ({ flow: 'Inventory to Shopify', record })),
			{ flow: 'Invoices to Salesforce', record: '1001' },
		]);
		const started = sandbox.requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/run'));
		expect(started).toHaveLength(5);
		expect(new Set(started.map(({ url }) => url)).size).toBe(5);
	});

	test('celigo-clone-flow.json clones a flow without a schedule, too', async () => {
		delete sandbox.state.flows.get(idOf('flow Orders to NetSuite'))!.schedule;
		delete sandbox.state.flows.get(idOf('flow Orders to NetSuite'))!.timezone;
		const { id } = await n8n.rest.createWorkflow(readExample('celigo-clone-flow.json', [credential]));

		const execution = await run(n8n, id);

		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Result')).toMatchObject([
			{ clone: 'Orders to NetSuite (staging)', disabled: true, schedule: '' },
		]);
	});

	test('celigo-clone-flow.json makes a disabled clone with the schedule of the original', async () => {
		const { id } = await n8n.rest.createWorkflow(readExample('celigo-clone-flow.json', [credential]));

		const execution = await run(n8n, id);

		expect(errorOf(execution)).toBeUndefined();
		const [result] = itemsOf(execution, 'Result');
		expect(result).toMatchObject({
			original: 'Orders to NetSuite',
			clone: 'Orders to NetSuite (staging)',
			disabled: true,
			schedule: '? 0,15,30,45 * ? * *',
			copied: 4,
		});
		const clone = sandbox.state.flows.get(String(result.id));
		expect(clone).toMatchObject({
			_integrationId: idOf('integration Order to Cash (Staging)'),
			timezone: 'Europe/Berlin',
		});
		const [{ _exportId }] = clone!.pageGenerators!;
		expect(sandbox.state.exports.get(_exportId)?._connectionId).toBe(idOf('connection Shopify Staging'));
	});
});
