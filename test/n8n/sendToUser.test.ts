/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { INode } from 'n8n-workflow';
import { errorOf, itemsOf, startN8n, type Credential, type N8n, type WorkflowJson } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { by, byId } from '../engine/support';
import { chain, FLOWMATE, loginTo } from './workflow';

/** Orders, of so many customers with two active flows each. */
const ORDERS = 1_000;
const CUSTOMERS = 50;

let n8n: N8n;
let sandbox: FlowMateSandbox;
let credential: Credential;

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => await n8n?.close());
beforeEach(async () => {
	sandbox = await startFlowMate({ seed: { users: CUSTOMERS, flows: 2 * CUSTOMERS } });
	for (const flow of sandbox.state.flows.values()) flow.status = 'active';
	credential = await n8n.rest.createCredential('flowMateApi', 'FlowMate', loginTo(sandbox));
});
afterEach(async () => await sandbox?.close());

const flowMate = (name: string, parameters: INode['parameters']) => ({
	name,
	type: 'n8n-nodes-flowmate.flowMate',
	typeVersion: 1,
	parameters,
	credentials: { [credential.type]: { id: credential.id, name: credential.name } },
});

/** Orders, and nodes behind them. */
const ordersTo = (...nodes: Array<Omit<INode, 'id' | 'position'>>): WorkflowJson =>
	chain('Orders', [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Orders',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: {
				jsCode: `return Array.from({ length: ${ORDERS} }, (_, index) => ({ json: {
					customer: 'user-' + String(1 + (index % ${CUSTOMERS})).padStart(6, '0'),
					firstName: 'Ada ' + index,
				} }))`,
			},
		},
		...nodes,
	]);

const inOneNode = () =>
	ordersTo(
		flowMate(FLOWMATE, {
			resource: 'webhook',
			operation: 'sendToUser',
			user: by('username', '={{ $json.customer }}') as never,
		}),
	);

/** What it took before: find the user, find the flows, leave out those with a schedule, send. */
const inFourNodes = () =>
	ordersTo(
		flowMate('Find User', {
			resource: 'user',
			operation: 'getAll',
			filters: { usernames: '={{ $json.customer }}' },
		}),
		flowMate('Find Active Flows', {
			resource: 'flow',
			operation: 'getAll',
			returnAll: true,
			filters: { status: 'active', user: byId('={{ $json.id }}') as never },
		}),
		{
			name: 'Flows with a Webhook',
			type: 'n8n-nodes-base.filter',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
					combinator: 'and',
					conditions: [
						{
							id: 'no-schedule',
							leftValue: '={{ $json.cron }}',
							rightValue: '',
							operator: { type: 'string', operation: 'empty', singleValue: true },
						},
					],
				},
				looseTypeValidation: true,
				options: {},
			},
		},
		flowMate(FLOWMATE, {
			resource: 'webhook',
			operation: 'send',
			flow: byId('={{ $json.id }}') as never,
			dataMode: 'json',
			json: "={{ JSON.stringify({ firstName: $('Orders').item.json.firstName }) }}",
		}),
	);

/** Runs a workflow. @returns the ms that its nodes behind the orders took */
async function run(workflow: WorkflowJson): Promise<number> {
	const { id } = await n8n.rest.createWorkflow(workflow);
	// Not in the server, which answers nobody while it evaluates thousands of expressions.
	const execution = await n8n.executeInOwnProcess(id);
	expect(errorOf(execution)).toBeUndefined();
	expect(itemsOf(execution, FLOWMATE)).toHaveLength(2 * ORDERS);
	const { Start, Orders, ...others } = execution.data.resultData.runData;
	expect([Start, Orders].map(({ length }) => length)).toEqual([1, 1]);
	return Object.values(others).reduce((sum, [{ executionTime }]) => sum + executionTime, 0);
}

const counts = () =>
	[['GET', '/users'] as const, ['GET', '/flows'] as const, ['POST', '/webhooks/'] as const].map(
		([method, path]) => sandbox.count(method, path),
	);

test('1,000 orders of 50 customers with two flows each take a look at each customer, and reach each flow once', async () => {
	const one = await run(inOneNode());
	expect(counts()).toEqual([CUSTOMERS, CUSTOMERS, 2 * ORDERS]);
	const arrived = sandbox.requests
		.filter(({ path }) => path.startsWith('/webhooks/'))
		.map(({ path, body }) => `${path} ${body}`);
	expect(new Set(arrived).size).toBe(2 * ORDERS);

	const four = await run(inFourNodes());
	expect(counts()).toEqual([CUSTOMERS + ORDERS, CUSTOMERS + ORDERS, 4 * ORDERS]);
	process.stdout.write(
		`1,000 orders to 2,000 flows: one node ${one} ms, four nodes ${four} ms, ${(four / one).toFixed(1)} ×\n`,
	);
}, 1_200_000);
