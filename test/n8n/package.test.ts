import { errorOf, itemsOf, startN8n, type Credential, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import {
	exampleFiles,
	flowMateCredentials,
	keepCredentials,
	readExample,
} from '../../scripts/start/examples';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { loginTo, WAYS } from './workflow';

let n8n: N8n;
let sandbox: FlowMateSandbox;
let credentials: Credential[];

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => await n8n?.close());
beforeEach(async () => {
	sandbox = await startFlowMate();
	credentials = await keepCredentials(n8n.rest, flowMateCredentials(loginTo(sandbox)));
});
afterEach(async () => await sandbox?.close());

describe('the package as npm packs it', () => {
	test('brings the node under its real name', async () => {
		const names = (await n8n.rest.types('nodes')).map(({ name }) => name);
		expect(names).toContain('n8n-nodes-flowmate.flowMate');
	});

	test('brings the credential under its real name', async () => {
		const names = (await n8n.rest.types('credentials')).map(({ name }) => name);
		expect(names).toContain('flowMateApi');
	});
});

describe.each(WAYS)('the example workflows %s', (_way, run) => {
	test.each(exampleFiles())('%s runs to its end', async (file) => {
		const { id } = await n8n.rest.createWorkflow(readExample(file, credentials));

		const execution = await run(n8n, id);

		expect(errorOf(execution)).toBeUndefined();
		expect(execution.status).toBe('success');
	});

	test("send-data-to-active-flows.json sends the data to each of the customer's active flows", async () => {
		const { id } = await n8n.rest.createWorkflow(readExample('send-data-to-active-flows.json', credentials));

		const execution = await run(n8n, id);

		const flows = activeWebhookFlowsOf('customer-1001');
		const sent = sandbox.requests.filter(({ path }) => path.startsWith('/webhooks/'));
		expect(flows.map(({ name }) => name)).toEqual([
			'New contact to newsletter',
			'Won deal to invoice',
			'Order to ERP',
		]);
		expect(sent.map(({ path }) => path).sort()).toEqual(flows.map(({ id }) => `/webhooks/${id}`).sort());
		for (const { status, body } of sent) {
			expect(status).toBe(200);
			expect(JSON.parse(body)).toMatchObject({
				orderNumber: 'A-1042',
				amount: 898,
				email: 'ada@example.com',
			});
		}
		expect(itemsOf(execution, 'Result')).toEqual(
			flows.map((flow) => ({
				customer: 'customer-1001',
				flow: flow.name,
				answer: 'thank you',
				requestId: expect.any(String),
			})),
		);
	});

	test('roll-out-template.json makes and starts a flow for each customer, owned by that customer', async () => {
		const { id } = await n8n.rest.createWorkflow(readExample('roll-out-template.json', credentials));

		const execution = await run(n8n, id);

		const customers = [...sandbox.state.users.values()].filter(({ canLogin }) => canLogin === false);
		const results = itemsOf(execution, 'Result');
		expect(results.map(({ customer, status }) => [customer, status])).toEqual(
			customers.map(({ username }) => [username, 'active']),
		);
		for (const [index, { flow }] of results.entries()) {
			const { owners, status } = sandbox.state.flows.get(String(flow))!;
			expect(owners).toContainEqual({ id: customers[index]._id, type: 'user' });
			expect(status).toBe('active');
		}
		const made = sandbox.requests.filter(({ path }) => path.endsWith('/generate'));
		expect(made.map(({ user }) => user).sort()).toEqual(customers.map(({ username }) => username).sort());
		expect(sandbox.count('POST', '/login')).toBeLessThanOrEqual(1);
	});
});

/** Flows with a schedule have no webhook. */
function activeWebhookFlowsOf(username: string) {
	const { users, flows } = sandbox.state;
	const user = [...users.values()].find((each) => each.username === username);
	return [...flows.values()].filter(
		({ status, cron, owners }) => status === 'active' && !cron && owners.some(({ id }) => id === user?._id),
	);
}
