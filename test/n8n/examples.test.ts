/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	errorOf,
	hasEnded,
	itemsOf,
	startN8n,
	type Credential,
	type N8n,
	type WorkflowJson,
} from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import {
	callersCredentials,
	chatModelCredential,
	exampleFiles,
	flowMateCredentials,
	keepCredentials,
	limitsCredential,
	ordersCredential,
	readExample,
} from '../../scripts/start/examples';
import { waitFor } from '../../scripts/waitFor';
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
		...callersCredentials,
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
	const { id } = await n8n.rest.createWorkflow(limitsAtNoon());
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

test('limits-in-a-table.json takes limits from its form, and holds them against the counts from then on', async () => {
	sandbox.state.executions.clear();
	count(sandbox, 'customer-1002', 90);
	const workflow = await n8n.rest.createWorkflow(switchedOn(limitsAtNoon(), 'Set a Limit'));
	await n8n.rest.publishWorkflow(workflow);
	const { user, password } = limitsCredential.data;
	const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` };
	const form = `${n8n.url}/form/flowmate-limit`;
	const submit = async (customer: string, limit: number, init: RequestInit = { headers }) => {
		const body = new FormData();
		body.set('field-0', customer);
		body.set('field-1', String(limit));
		return await fetch(form, { method: 'POST', body, ...init });
	};
	const newest = async () => {
		const [{ id }] = await n8n.rest.listExecutions(workflow.id);
		return await n8n.rest.getExecution(id);
	};
	const texts = async () => itemsOf(await newest(), 'Text').map(({ text }) => text);
	const said = (executions: number, limit: number, percentage: number) =>
		expect.stringContaining(`has used ${executions} of ${limit} executions (${percentage} % reached)`);

	const page = await published(async () => await fetch(form, { headers }));
	expect(await page.text()).toContain('How many executions a customer may have in a month.');
	expect((await submit('customer-1002', 1, {})).status).toBe(401);

	expect((await submit(' customer-1002 ', 100)).status).toBe(200);
	expect(itemsOf(await newest(), 'Save Limit')).toMatchObject([{ customer: 'customer-1002', limit: 100 }]);
	expect(await texts()).toEqual([said(90, 100, 80)]);

	count(sandbox, 'customer-1002', 20);
	await n8n.rest.runWorkflow(workflow.id);
	expect(await texts()).toEqual([said(110, 100, 100)]);

	expect((await submit('customer-1002', 130)).status).toBe(200);
	expect(await texts()).toEqual([said(110, 130, 80)]);
	const rows = itemsOf(await newest(), 'Limits').map(({ customer, limit }) => [customer, limit]);
	expect(rows.filter(([customer]) => customer === 'customer-1002')).toEqual([['customer-1002', 130]]);
	await n8n.rest.unpublishWorkflow(workflow);
});

test('send-data-to-active-flows.json takes orders that a shop posts, and none without its header', async () => {
	const example = readExample('send-data-to-active-flows.json', credentials);
	const workflow = await n8n.rest.createWorkflow(switchedOn(example, 'Order Received'));
	await n8n.rest.publishWorkflow(workflow);
	const { name, value } = ordersCredential.data as Record<string, string>;
	const post = async (order: object, headers: Record<string, string> = { [name]: value }) =>
		await fetch(`${n8n.url}/webhook/flowmate-orders`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(order),
		});
	const ended = async (times: number) =>
		await waitFor(
			`${times} executions`,
			async () => {
				const executions = await n8n.rest.listExecutions(workflow.id);
				const areOver = executions.length === times && executions.every(({ status }) => hasEnded(status));
				return areOver && (await n8n.rest.getExecution(executions[0].id));
			},
			{ within: 60_000 },
		);
	const sent = () => sandbox.requests.filter(({ path }) => path.startsWith('/webhooks/'));
	const contact = { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com' };
	const deal = { dealId: 'D-78', amount: 120.5, currency: 'CHF' };
	const order = { orderNumber: 'B-7', lines: [{ article: 'Monitor arm', quantity: 3 }] };
	const all = { customer: 'customer-1001', ...contact, ...deal, ...order };

	expect((await published(async () => await post(all, {}))).status).toBe(403);
	expect((await post({})).status).toBe(202);
	expect((await ended(1)).status).toBe('error');
	expect((await post({ ...all, customer: 'nobody' })).status).toBe(202);
	expect(errorOf(await ended(2))?.message).toContain("no user with the user name 'nobody'");
	expect(sent()).toEqual([]);

	expect((await post(all)).status).toBe(202);
	const execution = await ended(3);

	const flows = activeFlowsOf('customer-1001').filter(({ cron }) => !cron);
	const bodies = sent().map(({ path, body }): [string, unknown] => [path, JSON.parse(String(body))]);
	expect(Object.fromEntries(bodies)).toEqual({
		[`/webhooks/${flows[0].id}`]: contact,
		[`/webhooks/${flows[1].id}`]: deal,
		[`/webhooks/${flows[2].id}`]: order,
	});
	expect(bodies).toHaveLength(3);
	expect(itemsOf(execution, 'Result')).toMatchObject(
		flows.map((flow) => ({ customer: 'customer-1001', flow: flow.name, answer: 'thank you' })),
	);
	await n8n.rest.unpublishWorkflow(workflow);
});

/** The example for limits, in a day that does not end meanwhile. */
function limitsAtNoon(): WorkflowJson {
	const workflow = readExample('limits-in-a-table.json', credentials);
	const { parameters } = workflow.nodes.find((node) => node.name === 'Check Limits')!;
	Object.assign(parameters, { options: { timezone: NOON_ZONE } });
	return workflow;
}

/** What has a URL is off in the examples, until a partner wants it who has chosen a credential for it. */
function switchedOn(workflow: WorkflowJson, name: string): WorkflowJson {
	const nodes = workflow.nodes.map((node) => (node.name === name ? { ...node, disabled: false } : node));
	return { ...workflow, nodes };
}

/** n8n registers a URL a little after it has published the workflow. */
async function published(ask: () => Promise<Response>): Promise<Response> {
	const known = async () => {
		const answer = await ask();
		return answer.status !== 404 && answer;
	};
	return await waitFor('the URL', known, { within: 60_000 });
}

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
