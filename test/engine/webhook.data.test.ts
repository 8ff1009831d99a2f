import { createHmac } from 'node:crypto';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { loadEngine, type Engine, type StoredCredential } from './harness';

let engine: Engine;
let sandbox: FlowMateSandbox;
let credential: StoredCredential;
let flow: string;

const schema = [
	{ id: 'dealId', displayName: 'dealId', type: 'string', required: true, display: true, defaultMatch: false },
	{
		id: 'amount',
		displayName: 'amount',
		type: 'number',
		required: false,
		display: true,
		defaultMatch: false,
	},
	{
		id: 'closed',
		displayName: 'closed',
		type: 'dateTime',
		required: false,
		display: true,
		defaultMatch: false,
	},
];

const send = async (parameters: object, items: object[] = [{}]) =>
	await engine.run({
		node: 'flowMate',
		parameters: {
			resource: 'webhook',
			operation: 'send',
			flow: { __rl: true, mode: 'id', value: flow },
			...parameters,
		},
		items: items as never,
		credential,
	});

const sentBodies = () =>
	sandbox.requests
		.filter(({ path }) => path.startsWith('/webhooks/'))
		.map(({ body }) => JSON.parse(String(body)) as unknown);

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	sandbox = await startFlowMate({ webhookMissDelay: 0 });
	credential = engine.credential('flowMateApi', {
		baseUrl: sandbox.url,
		...sandbox.partner,
		webhookSecret: 'key-of-the-webhook',
	});
	const active = [...sandbox.state.flows.values()].find(({ status, cron }) => status === 'active' && !cron);
	flow = String(active?.id);
});

afterEach(async () => await sandbox.close());

test('JSON goes out as it was entered', async () => {
	await send({ dataMode: 'json', json: '{"firstName":"Ada","tags":["a"]}' });
	expect(sentBodies()).toEqual([{ firstName: 'Ada', tags: ['a'] }]);
});

test('an empty object is sent as an object, not as an empty body', async () => {
	const run = await send({ dataMode: 'json', json: '{}', options: { sendEmpty: true } });
	expect(run.items[0].json).toMatchObject({ flow, message: 'thank you' });
	expect(sentBodies()).toEqual([{}]);
});

test.each([
	{ dataMode: 'json', json: '{ }' },
	{ dataMode: 'json', json: '[]' },
	{ dataMode: 'item' },
	{ dataMode: 'flow' },
	{ dataMode: 'json', json: '{}', options: { sendEmpty: false } },
])('an empty object is not sent unless somebody asks for it: %j', async (parameters) => {
	const [active] = [...sandbox.state.flows.values()].filter(({ id }) => id === flow);
	active.graph.nodes[0].fields = undefined;
	const run = await send(parameters);
	expect(run.error?.message).toBe('There is no data to send: it is empty [item 0]');
	expect(sentBodies()).toEqual([]);
});

test.each([
	['nothing', {}],
	['fields that were all left empty', { amount: '', closed: null }],
	['null', null],
])('%s under Mapped Fields is refused before a request', async (_, value) => {
	const mappedFields = { mappingMode: 'defineBelow', value, schema: schema.slice(1) };
	const run = await send({ dataMode: 'mapped', mappedFields });
	expect(run.error?.message).toBe("'Mapped Fields' is empty [item 0]");
	expect(sandbox.requests).toEqual([]);
});

test('the input item is sent as it is', async () => {
	await send({ dataMode: 'item' }, [{ a: 1 }, { a: 2 }]);
	expect(sentBodies()).toEqual(expect.arrayContaining([{ a: 1 }, { a: 2 }]));
});

test('named fields are sent under their names', async () => {
	await send({ dataMode: 'fields', fields: { field: [{ name: 'firstName', value: 'Ada' }] } });
	expect(sentBodies()).toEqual([{ firstName: 'Ada' }]);
});

test.each([
	[{ dataMode: 'fields', fields: { field: [{ name: 'total', value: '={{ Number("x") }}' }] } }],
	[{ dataMode: 'item' }],
])('a number that JSON does not have is refused, and not sent as null: %j', async (parameters) => {
	const run = await send(parameters, [{ total: NaN }]);
	expect(run.error?.message).toBe("'Data' holds what JSON has no number for: total: NaN [item 0]");
	expect(sentBodies()).toEqual([]);
});

test.each([9_000_000, 4_500_000])(
	'a text of %d characters, such as a file, is sent like any other',
	async (length) => {
		const file = (length > 5_000_000 ? 'x' : '\n').repeat(length);
		const run = await send({ dataMode: 'item' }, [{ file }]);
		expect(run.error).toBeUndefined();
		expect(sandbox.count('POST', '/webhooks/')).toBe(1);
	},
);

test.each([
	['of many kB', 'payload-4711'.repeat(20_000)],
	['with half a character in it', 'payload-4711 \ud83d'],
])('data %s that is refused is no part of the error', async (_, text) => {
	const json = `{"text":"${text}"}`;
	for (const error of ['No', `No: ${json}`]) {
		sandbox.faults.add({ path: '/webhooks', times: 1, effect: { status: 400, body: { error } } });
		const run = await send({ dataMode: 'json', json });
		expect(run.error?.message).toMatch(/: No(?:: \*\*\*)? \[item 0\]$/);
	}
});

test('mapped fields take the types that the flow asks for', async () => {
	const value = { dealId: 'D-1', amount: '12.5', closed: '2026-11-01T10:00:00Z' };
	await send({ dataMode: 'mapped', mappedFields: { mappingMode: 'defineBelow', value, schema } });
	expect(sentBodies()).toEqual([
		{ dealId: 'D-1', amount: 12.5, closed: expect.stringMatching(/^2026-11-01T/) as string },
	]);
});

test('automatic mapping sends the fields of the input item that the flow names', async () => {
	const mappedFields = { mappingMode: 'autoMapInputData', value: null, schema };
	await send({ dataMode: 'mapped', mappedFields }, [{ dealId: 'D-1', amount: 3, other: 'x' }]);
	expect(sentBodies()).toEqual([{ dealId: 'D-1', amount: 3 }]);
});

test('a required field without a value is named and nothing is sent', async () => {
	const mappedFields = { mappingMode: 'autoMapInputData', value: null, schema };
	const run = await send({ dataMode: 'mapped', mappedFields }, [{ amount: 3 }]);
	expect(run.error?.message).toBe("The field 'dealId' under 'Mapped Fields' is empty [item 0]");
	expect(sentBodies()).toEqual([]);
});

test('a value of the wrong type is named and nothing is sent', async () => {
	const value = { dealId: 'D-1', amount: '={{ "much" }}' };
	const run = await send({ dataMode: 'mapped', mappedFields: { mappingMode: 'defineBelow', value, schema } });
	expect(run.error?.message).toBe(
		"The field 'amount' under 'Mapped Fields' is not of the type number [item 0]",
	);
	expect(sentBodies()).toEqual([]);
});

test('the mapper offers the input parameters of the chosen flow', async () => {
	const [chosen] = [...sandbox.state.flows.values()].filter(({ name }) => name === 'Won deal to invoice');
	const fields = await engine.resourceMapping({
		node: 'flowMate',
		method: 'getInputParameters',
		credential,
		currentNodeParameters: { flow: { __rl: true, mode: 'id', value: String(chosen.id) } },
	});
	expect(fields.fields.map(({ id, type }) => ({ id, type }))).toEqual([
		{ id: 'dealId', type: 'string' },
		{ id: 'amount', type: 'number' },
		{ id: 'currency', type: 'string' },
	]);
});

test('data is wrapped, identified and signed when the options say so', async () => {
	const options = { wrapInData: true, requestId: 'order-4711', signatureHeader: 'X-Hmac' };
	const run = await send({ dataMode: 'json', json: { a: 'ä' }, options });
	const [request] = sandbox.requests.filter(({ path }) => path.startsWith('/webhooks/'));
	const body = '{"data":{"a":"ä"}}';
	expect(request.body).toBe(body);
	expect(request.headers['x-hmac']).toBe(
		createHmac('sha256', 'key-of-the-webhook').update(body).digest('base64'),
	);
	expect(run.items[0].json).toEqual({ flow, requestId: 'order-4711', message: 'thank you' });
});

test('a 200 answer with a message of its own is no success, and may have been carried out', async () => {
	sandbox.faults.add({ path: '/webhooks/', effect: { body: { message: 'Invalid input parameter' } } });
	const run = await send({ dataMode: 'json', json: '{"n":1}' });
	expect(run.error?.message).toBe(
		`FlowMate answered for flow '${flow}', but not as for data that was taken: Invalid input parameter [item 0]`,
	);
	expect(run.error?.description).toBe(
		'Check the data against the input parameters of the flow. FlowMate may have carried this out. Check in FlowMate whether the flow ran before you repeat it.',
	);
});

test('a reply that has an empty error is a reply', async () => {
	sandbox.faults.add({ path: '/webhooks/', effect: { body: { error: null, errors: [], order: 4711 } } });
	const run = await send({ dataMode: 'json', json: '{"n":1}' });
	expect(run.items[0].json).toEqual({ flow, error: null, errors: [], order: 4711 });
});

test('a flow that is not active is told as such', async () => {
	const inactive = [...sandbox.state.flows.values()].find(({ status }) => status === 'inactive');
	flow = String(inactive?.id);
	const run = await send({ dataMode: 'json', json: '{"n":1}' });
	expect(run.error?.message).toBe(`The flow '${flow}' takes no data: it is inactive [item 0]`);
});
