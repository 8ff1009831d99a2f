import type { IDataObject } from 'n8n-workflow';

import { errorOf, itemsOf, startN8n, type Credential, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { celigoCredential, chatModelCredential, keepCredentials } from '../../scripts/start/examples';
import { startCeligo, type CeligoSandbox } from '../../sandbox/celigo';
import { startChatModel, steps, type ChatModel } from '../../sandbox/chatModel';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { IDS, PACKAGE as CELIGO } from '../celigo/engine/support';
import { ACTIVE, by, byId, CUSTOMER, flowOf, INACTIVE as RESTING, UNKNOWN } from '../engine/support';
import { AGENT, agentWith, type AgentTool } from './agent';
import { loginTo } from './workflow';

let n8n: N8n;
let flowMate: FlowMateSandbox;
let celigo: CeligoSandbox;
let chatModel: ChatModel;
let flowMateCredential: Credential;
let storedCeligo: Credential;
let modelCredential: Credential;

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT, CELIGO] });
	chatModel = await startChatModel({ script: steps([], 'Nothing to do') });
	[modelCredential] = await keepCredentials(n8n.rest, [chatModelCredential(chatModel)]);
});
afterAll(async () => {
	await n8n?.close();
	await chatModel?.close();
});
beforeEach(async () => {
	flowMate = await startFlowMate();
	flowMateCredential = await n8n.rest.createCredential('flowMateApi', 'FlowMate', loginTo(flowMate));
	celigo = await startCeligo();
	[storedCeligo] = await keepCredentials(n8n.rest, [celigoCredential(celigo)]);
});
afterEach(async () => {
	await flowMate?.close();
	await celigo?.close();
});

const fromModel = (key: string, description: string, type = 'string') =>
	`={{ $fromAI('${key}', '${description}', '${type}') }}`;

const flowMateTool = (name: string, parameters: IDataObject): AgentTool => ({
	name,
	type: 'n8n-nodes-flowmate.flowMateTool',
	parameters,
	credential: flowMateCredential,
});

const celigoTool = (name: string, parameters: IDataObject): AgentTool => ({
	name,
	type: 'n8n-nodes-celigo.celigoTool',
	parameters,
	credential: storedCeligo,
});

/** Lets an agent call its one tool with these arguments, and gives what the model was told about the tool and read as its result. */
async function call(tool: AgentTool, given: IDataObject) {
	const name = tool.name.replaceAll(' ', '_');
	chatModel.script = steps([{ tool: name, arguments: given }], 'Done');
	chatModel.turns.length = 0;
	const { id } = await n8n.rest.createWorkflow(agentWith([tool], modelCredential));

	const execution = await n8n.rest.runWorkflow(id);

	expect(errorOf(execution)).toBeUndefined();
	expect(itemsOf(execution, AGENT)).toEqual([{ output: 'Done' }]);
	const [{ tools }, { called }] = chatModel.turns;
	expect(called).toHaveLength(1);
	return { told: tools[0], result: called[0].result };
}

/** What came to FlowMate besides logins. */
const requests = () =>
	flowMate.requests
		.filter(({ path }) => path !== '/login')
		.map(({ method, url, body }) => `${method} ${decodeURIComponent(url)} ${body}`.trim());

describe('Get Many of flows, called by an agent', () => {
	const tool = () =>
		flowMateTool('Get Flows', {
			resource: 'flow',
			operation: 'getAll',
			filters: { user: byId(fromModel('user', 'ID of the user whose flows to list')) },
		});

	test('is described to the model by what it does and what it takes', async () => {
		const { told } = await call(tool(), { user: CUSTOMER });
		expect(told).toMatchObject({
			name: 'Get_Flows',
			description: 'Get many flows in FlowMate',
			parameters: {
				type: 'object',
				properties: { user: { type: 'string', description: 'ID of the user whose flows to list' } },
				required: ['user'],
			},
		});
	});

	test("gives the user's flows in a few fields each", async () => {
		const { result } = await call(tool(), { user: CUSTOMER });
		const flows = JSON.parse(result) as IDataObject[];
		expect(flows.map(({ name, status }) => [name, status])).toEqual([
			['New contact to newsletter', 'active'],
			['Won deal to invoice', 'active'],
			['Ticket to chat channel', 'inactive'],
			['Order to ERP', 'active'],
			['Nightly contact sync', 'active'],
		]);
		expect(Object.keys(flows[0]).length).toBeLessThanOrEqual(10);
		expect(result.length).toBeLessThan(2_500);
	});

	test('tells the model what is wrong with an ID, and asks FlowMate nothing', async () => {
		const { result } = await call(tool(), { user: 'customer-1001' });
		expect(JSON.parse(result)).toEqual([
			{
				error: `'User' is not the ID of a user: "customer-1001". FlowMate's IDs have 24 characters, 0 to 9 and a to f. Choose a user from the list, or enter its ID.`,
			},
		]);
		expect(requests()).toEqual([]);
	});
});

describe('Start Many, called by an agent', () => {
	const tool = () =>
		flowMateTool('Start Flows', {
			resource: 'flow',
			operation: 'startMany',
			flowsFrom: 'list',
			flowIds: fromModel('flow_ids', 'IDs of the flows to start, separated by commas'),
		});

	test('is described to the model', async () => {
		const { told } = await call(tool(), { flow_ids: RESTING });
		expect(told).toMatchObject({
			name: 'Start_Flows',
			description: 'Start many flows in FlowMate',
			parameters: { properties: { flow_ids: { type: 'string' } }, required: ['flow_ids'] },
		});
	});

	test('starts the flows and tells what became of each', async () => {
		const { result } = await call(tool(), { flow_ids: RESTING });
		expect(JSON.parse(result)).toEqual([{ id: RESTING, status: 'starting' }]);
		expect(requests()).toContainEqual(expect.stringMatching(/^POST \/flows\/multiple\/start/));
	});

	test('tells the model which of the IDs are none, and asks FlowMate nothing about them', async () => {
		const { result } = await call(tool(), { flow_ids: 'Order,to ERP' });
		expect(JSON.parse(result)).toEqual(
			['Order', 'to ERP'].map((id) => ({
				id,
				error: {
					code: 400,
					message: `'Flow IDs' is not the ID of a flow (24 characters, 0 to 9 and a to f): "${id}" [item 0]`,
				},
			})),
		);
		expect(requests()).toEqual([]);
	});

	test('tells the model which flow there is none of', async () => {
		const { result } = await call(tool(), { flow_ids: `${RESTING}, ${UNKNOWN}` });
		expect(JSON.parse(result)).toEqual([
			{ id: RESTING, status: 'starting' },
			{
				id: UNKNOWN,
				error: { code: 404, message: expect.stringContaining(`There is no flow '${UNKNOWN}'`) },
			},
		]);
	});
});

describe('Send Data to Flow, called by an agent', () => {
	const tool = () =>
		flowMateTool('Send Contact', {
			resource: 'webhook',
			operation: 'send',
			flow: byId(fromModel('flow', 'ID of an active flow')),
			dataMode: 'json',
			json: fromModel('data', 'The contact: firstName, lastName, email', 'json'),
		});
	const ada = { firstName: 'Ada', email: 'ada@example.com' };

	test('is described to the model', async () => {
		const { told } = await call(tool(), { flow: ACTIVE, data: ada });
		expect(told).toMatchObject({
			name: 'Send_Contact',
			description: 'Send data to flow in FlowMate',
			parameters: { required: ['flow', 'data'] },
		});
	});

	test('sends what the model gave', async () => {
		const { result } = await call(tool(), { flow: ACTIVE, data: ada });
		expect(JSON.parse(result)).toEqual([
			{ flow: ACTIVE, message: 'thank you', requestId: expect.any(String) },
		]);
		expect(requests()).toEqual([`POST /webhooks/${ACTIVE} ${JSON.stringify(ada)}`]);
	});

	test('tells the model what is wrong with an ID, and sends nothing', async () => {
		const { result } = await call(tool(), { flow: 'newsletter', data: ada });
		expect(JSON.parse(result)).toEqual([
			{ error: expect.stringMatching(/^'Flow' is not the ID of a flow: "newsletter"\. .*24 characters/) },
		]);
		expect(requests()).toEqual([]);
	});

	test('tells the model that a flow is not active', async () => {
		const { result } = await call(tool(), { flow: RESTING, data: ada });
		expect(JSON.parse(result)).toEqual([
			{
				error: expect.stringMatching(/it is inactive\. Start the flow and wait until it is active/),
			},
		]);
	});

	test('tells the model nothing secret', async () => {
		await call(tool(), { flow: RESTING, data: ada });
		const read = JSON.stringify(chatModel.turns);
		expect(read).not.toContain(flowMate.partner.password);
		for (const token of flowMate.state.tokens.keys()) expect(read).not.toContain(token);
	});
});

describe("Send Data to User's Flows, called by an agent", () => {
	const tool = () =>
		flowMateTool('Send To Customer', {
			resource: 'webhook',
			operation: 'sendToUser',
			user: by('username', fromModel('customer', 'User name of the customer')),
			dataMode: 'json',
			json: fromModel('data', 'What to send', 'json'),
		});
	const data = { orderNumber: 'A-1042' };

	test('sends to all active flows of a customer with one call, and tells of each', async () => {
		const { told, result } = await call(tool(), { customer: 'customer-1001', data });
		expect(told).toMatchObject({
			name: 'Send_To_Customer',
			description: "Send data to user's flows in FlowMate",
			parameters: { required: ['customer', 'data'] },
		});
		const flows = ['New contact to newsletter', 'Won deal to invoice', 'Order to ERP'];
		expect(JSON.parse(result)).toEqual(
			flows.map((name) => ({
				user: CUSTOMER,
				flow: flowOf('customer-1001', name),
				name,
				message: 'thank you',
				requestId: expect.any(String),
			})),
		);
		expect(requests()).toEqual([
			'GET /users?username=customer-1001',
			expect.stringMatching(`^GET /flows\\?.*${CUSTOMER}`),
			...flows.map((name) => `POST /webhooks/${flowOf('customer-1001', name)} ${JSON.stringify(data)}`),
		]);
	});

	test('tells the model what to change when there is no such user, and sends nothing', async () => {
		const { result } = await call(tool(), { customer: 'customer 1001', data });
		expect(JSON.parse(result)).toEqual([
			{
				error:
					"FlowMate has no user with the user name 'customer 1001'. Check 'User', or choose the user from the list. " +
					"The user name is your own system's ID of the user.",
			},
		]);
		expect(requests()).toEqual(['GET /users?username=customer 1001']);
	});
});

describe('Get Many of flows in Celigo, called by an agent', () => {
	const tool = () =>
		celigoTool('Get Celigo Flows', {
			resource: 'flow',
			operation: 'getAll',
			filters: { integration: byId(fromModel('integration', 'ID of the integration whose flows to list')) },
			output: 'selected',
			outputFields: 'name, disabled',
		});

	test("is described to the model, and gives the integration's flows in the selected fields", async () => {
		const { told, result } = await call(tool(), { integration: IDS.finance });
		expect(told).toMatchObject({
			name: 'Get_Celigo_Flows',
			description: 'Get many flows in Celigo',
			parameters: { properties: { integration: { type: 'string' } }, required: ['integration'] },
		});
		expect(JSON.parse(result)).toEqual(
			[...celigo.state.flows.values()]
				.filter(({ _integrationId }) => _integrationId === IDS.finance)
				.map(({ _id, name, disabled }) => ({ _id, name, disabled })),
		);
	});

	test('tells the model what is wrong with an ID, and asks Celigo nothing', async () => {
		const { result } = await call(tool(), { integration: 'Finance' });
		expect(JSON.parse(result)).toEqual([
			{ error: expect.stringMatching(/^'Integration' is not the ID of an integration: "Finance"\. \w+/) },
		]);
		expect(celigo.requests).toEqual([]);
	});
});

describe('Run in Celigo, called by an agent', () => {
	const tool = () =>
		celigoTool('Run Flow', {
			resource: 'flow',
			operation: 'run',
			flow: byId(fromModel('flow', 'ID of the flow to run')),
			wait: true,
		});

	test('is described to the model, runs the flow and tells how it ended', async () => {
		const { told, result } = await call(tool(), { flow: IDS.inventory });
		expect(told).toMatchObject({ name: 'Run_Flow', description: 'Run flow in Celigo' });
		expect(JSON.parse(result)).toEqual([
			expect.objectContaining({ _flowId: IDS.inventory, status: 'completed', numError: expect.any(Number) }),
		]);
		expect(celigo.count('POST', `/v1/flows/${IDS.inventory}/run`)).toBe(1);
	});

	test('tells the model what is wrong with an ID, and runs nothing', async () => {
		const { result } = await call(tool(), { flow: 'Inventory to Shopify' });
		expect(JSON.parse(result)).toEqual([
			{ error: expect.stringMatching(/^'Flow' is not the ID of a flow: "Inventory to Shopify"\. \w+/) },
		]);
		expect(celigo.requests).toEqual([]);
		expect(JSON.stringify(chatModel.turns)).not.toContain(celigo.token);
	});

	test('tells the model that a flow is disabled', async () => {
		celigo.state.flows.get(IDS.inventory)!.disabled = true;
		const { result } = await call(tool(), { flow: IDS.inventory });
		expect(JSON.parse(result)).toEqual([
			{ error: expect.stringMatching(/The flow '\w+' is disabled.*\. \w+ \w+/) },
		]);
	});
});
