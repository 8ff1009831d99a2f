/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { errorOf, itemsOf, startN8n, type Credential, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import {
	chatModelCredential,
	exampleFiles,
	flowMateCredentials,
	keepCredentials,
	readExample,
	reportCredential,
} from '../../scripts/start/examples';
import { aboutFlows, startChatModel, type ChatModel } from '../../sandbox/chatModel';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { count, NOON_ZONE } from './counting';
import { loginTo, WAYS } from './workflow';

let n8n: N8n;
let sandbox: FlowMateSandbox;
let chatModel: ChatModel;
let credentials: Credential[];

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => await n8n?.close());
beforeEach(async () => {
	sandbox = await startFlowMate();
	chatModel = await startChatModel({ script: aboutFlows });
	credentials = await keepCredentials(n8n.rest, [
		...flowMateCredentials(loginTo(sandbox)),
		chatModelCredential(chatModel),
		reportCredential,
	]);
});
afterEach(async () => {
	await sandbox?.close();
	await chatModel?.close();
});

describe.each(WAYS)('the example workflows %s', (way, run) => {
	// n8n execute starts at a manual trigger; triggers that poll, and Celigo, are other tests' matter.
	test.each(exampleFiles().filter((file) => startsByHand(file) && canRun(file, way)))(
		'%s runs to its end',
		async (file) => {
			const { id } = await n8n.rest.createWorkflow(readExample(file, credentials));

			const execution = await run(n8n, id);

			expect(errorOf(execution)).toBeUndefined();
			expect(execution.status).toBe('success');
		},
	);

	test("send-data-to-active-flows.json sends the data to each of the customer's active flows", async () => {
		const { id } = await n8n.rest.createWorkflow(readExample('send-data-to-active-flows.json', credentials));

		const execution = await run(n8n, id);

		const flows = activeFlowsOf('customer-1001').filter(({ cron }) => !cron);
		const sent = sandbox.requests.filter(({ path }) => path.startsWith('/webhooks/'));
		expect(flows.map(({ name }) => name)).toEqual([
			'New contact to newsletter',
			'Won deal to invoice',
			'Order to ERP',
		]);
		expect(sent.map(({ path }) => path).sort()).toEqual(flows.map(({ id }) => `/webhooks/${id}`).sort());
		const bodyOf = (flow: string) =>
			JSON.parse(String(sent.find(({ path }) => path.endsWith(flow))?.body)) as unknown;
		expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(flows.map(({ id: flow }) => bodyOf(flow))).toEqual([
			{ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
			{ dealId: 'D-77', amount: 898, currency: 'EUR' },
			{ orderNumber: 'A-1042', lines: [{ article: 'Standing desk', quantity: 2 }] },
		]);
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

	test('pause-customer.json stops the active flows of that customer and no others', async () => {
		const before = new Map([...sandbox.state.flows.values()].map((flow) => [flow.id, flow.status]));
		const own = activeFlowsOf('customer-1001').map((flow) => flow.id);
		const { id } = await n8n.rest.createWorkflow(readExample('pause-customer.json', credentials));

		const execution = await run(n8n, id);

		expect(itemsOf(execution, 'Result').map(({ status }) => status)).toEqual(own.map(() => 'inactive'));
		for (const { id: flow, status } of sandbox.state.flows.values()) {
			expect([flow, status]).toEqual([flow, own.includes(flow) ? 'inactive' : before.get(flow)]);
		}
		expect(sandbox.count('POST', '/flows/multiple/stop')).toBe(1);
	});

	test('restart-fallen-flows.json starts what fell back and tells what fell back once more', async () => {
		const fallen = [...sandbox.state.flows.values()].filter(
			({ name, status }) => name === 'Order to ERP' && status === 'inactive',
		);
		sandbox.state.failingStarts.add(fallen[0].id);
		const { id } = await n8n.rest.createWorkflow(readExample('restart-fallen-flows.json', credentials));

		const execution = await run(n8n, id);

		expect(itemsOf(execution, 'Running Again')).toEqual(
			fallen.slice(1).map(() => ({ flow: 'Order to ERP', status: 'active' })),
		);
		expect(itemsOf(execution, 'Needs a Look')).toEqual([
			{ flow: 'Order to ERP', reason: expect.stringMatching(/fell back to (stopping|inactive)/) },
		]);
	});

	test('ask-about-flows.json answers from what its tools read', async () => {
		const { id } = await n8n.rest.createWorkflow(readExample('ask-about-flows.json', credentials));

		const execution = await run(n8n, id);

		const asked = sandbox.requests.filter(({ path }) => path !== '/login');
		const counts = new URL(asked.find(({ path }) => path === '/icenter/executions')!.url, sandbox.url);
		const firstDay = String(counts.searchParams.get('start'));
		const [{ output }] = itemsOf(execution, 'AI Agent');
		expect(firstDay).toMatch(/^\d{4}-\d\d-01$/);
		expect(String(output).split('\n')).toEqual([
			'1 of the 5 flows of customer-1001 do not run:',
			'- Ticket to chat channel (inactive)',
			`Executions of this month: ${executionsSince(firstDay, 'customer-1001')}.`,
		]);
		expect(asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
			'GET /flows',
			'GET /icenter/executions',
			'GET /users',
		]);
		expect(asked.find(({ path }) => path === '/flows')?.url).toContain(userNamed('customer-1001')?._id);
		const { tools } = chatModel.turns[0];
		expect(tools.map(({ name, description }) => `${name}: ${description}`).sort()).toEqual([
			'Find_Users: Get many users in FlowMate',
			'Get_Execution_Counts: Get execution counts in FlowMate',
			'Get_Flows: Get many flows in FlowMate',
		]);
	});
});

test('limits-in-a-table.json warns of each percentage once, and tells of rows that cannot be read', async () => {
	sandbox.state.executions.clear();
	const workflow = readExample('limits-in-a-table.json', credentials);
	const parametersOf = (name: string) => workflow.nodes.find((node) => node.name === name)!.parameters;
	Object.assign(parametersOf('Check Limits'), { options: { timezone: NOON_ZONE } });
	const { id } = await n8n.rest.createWorkflow(workflow);
	const texts = async () => itemsOf(await n8n.rest.runWorkflow(id), 'Text').map(({ text }) => text);
	const said = (executions: number, percentage: number) =>
		expect.stringMatching(
			`^customer-1001 has used ${executions} of 5000 executions .${percentage} % reached. between `,
		);

	count(sandbox, 'customer-1001', 3_999);
	expect(await texts()).toEqual([]);
	count(sandbox, 'customer-1001', 1);
	expect(await texts()).toEqual([said(4_000, 80)]);
	expect(await texts()).toEqual([]);
	count(sandbox, 'customer-1001', 1_500);
	expect(await texts()).toEqual([said(5_500, 100)]);
	expect(await texts()).toEqual([]);

	sandbox.state.users.get(String(userNamed('customer-1001')?._id))!.username = 'renamed';
	const execution = await n8n.rest.runWorkflow(id);
	expect(itemsOf(execution, 'Rows to Correct').map(({ text }) => text)).toEqual([
		expect.stringMatching(/^The limit of customer-1001 was not checked: FlowMate has no user /),
	]);
});

const userNamed = (username: string) =>
	[...sandbox.state.users.values()].find((each) => each.username === username);

function executionsSince(first: string, username: string): number {
	const user = userNamed(username)?._id;
	return [...sandbox.state.executions]
		.filter(([day]) => day >= first)
		.flatMap(([, counts]) => [...counts.values()].filter((count) => count.user === user))
		.reduce((sum, { executions }) => sum + executions, 0);
}

function activeFlowsOf(username: string) {
	const user = userNamed(username);
	return [...sandbox.state.flows.values()].filter(
		({ status, owners }) => status === 'active' && owners.some(({ id }) => id === user?._id),
	);
}

function startsByHand(file: string): boolean {
	const text = readFileSync(join(ROOT, 'workflows', file), 'utf8');
	return text.includes('n8n-nodes-base.manualTrigger') && !text.includes('n8n-nodes-celigo.');
}

/** `n8n execute` has no data tables. */
function canRun(file: string, way: string): boolean {
	const text = readFileSync(join(ROOT, 'workflows', file), 'utf8');
	return way === 'inside the server' || !text.includes('n8n-nodes-base.dataTable');
}
