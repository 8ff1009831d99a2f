import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { FlowMate } from '../../nodes/FlowMate/FlowMate.node';
import { ACTIVE, actingAs, Bench, byId, CUSTOMER, INACTIVE, TEMPLATE } from './support';

const bench = new Bench();

const WAYS = ['agent', 'direct'] as const;

/** Calls an operation as a tool; the model gives `value` where the parameters ask for it. */
async function call(name: string, parameters: IDataObject, value = '', by: 'agent' | 'direct' = 'agent') {
	const [resource, operation] = name.split('.');
	const { text, error } = await bench.engine.runAsTool({
		node: 'flowMate',
		parameters: { resource, operation, ...parameters },
		input: { value },
		credential: bench.credential,
		by,
	});
	return { text, error };
}

const MODEL = "={{ $fromAI('value', 'What the model gives', 'string') }}";
const json = (entry: string, collection: string, more: IDataObject = {}) => ({
	...more,
	[collection]: { [entry]: MODEL },
});

/** Operation, the parameter that the model fills in badly, and where that is. */
type Row = [operation: string, displayName: string, parameters: IDataObject];

const IDS: Row[] = [
	['flow.get', 'Flow', { flow: byId(MODEL) }],
	['flow.start', 'Flow', { flow: byId(MODEL) }],
	['flow.stop', 'Flow', { flow: byId(MODEL) }],
	['flow.update', 'Flow', { flow: byId(MODEL), updateFields: { name: 'x' } }],
	['flow.delete', 'Flow', { flow: byId(MODEL) }],
	['flow.getAll', 'User', { filters: { user: byId(MODEL) } }],
	['flow.getAll', 'Template', { filters: { template: byId(MODEL) } }],
	['user.get', 'User', { user: byId(MODEL) }],
	['template.get', 'Template', { template: byId(MODEL) }],
	['template.getAll', 'User', { filters: { user: byId(MODEL) } }],
	['template.update', 'Template', { template: byId(MODEL), updateFields: { name: 'x' } }],
	['template.delete', 'Template', { template: byId(MODEL) }],
	['template.generateFlow', 'Template', { template: byId(MODEL) }],
	['webhook.send', 'Flow', { flow: byId(MODEL), dataMode: 'json', json: '{"n":1}' }],
	['webhook.sendToUser', 'User', { user: byId(MODEL), dataMode: 'json', json: '{"n":1}' }],
];

const flow = { flow: byId(ACTIVE) };
const template = { template: byId(TEMPLATE) };
const user = { username: 'new@acme.example', password: 'A-password-1' };
const JSONS: Row[] = [
	['flow.update', 'Flow Settings', json('flowSettings', 'updateFields', flow)],
	['flow.update', 'Graph', json('graph', 'updateFields', flow)],
	['flow.update', 'Other Fields (JSON)', json('otherFields', 'updateFields', flow)],
	[
		'flow.updateMany',
		'Graph',
		json('graph', 'updateFields', { flowsFrom: 'list', flowIds: ACTIVE, changesFrom: 'same' }),
	],
	['template.create', 'Graph', { graph: MODEL }],
	['template.create', 'Flow Settings', json('flowSettings', 'additionalFields', { graph: '{"nodes":[{}]}' })],
	['template.update', 'Graph', json('graph', 'updateFields', template)],
	['template.update', 'Other Fields (JSON)', json('otherFields', 'updateFields', template)],
	['template.generateFlow', 'Overrides', json('overrides', 'additionalFields', template)],
	['user.create', 'Other Fields (JSON)', json('otherFields', 'additionalFields', user)],
	['execution.checkLimits', 'Limits (JSON)', { limitsFrom: 'json', limits: MODEL }],
	['webhook.send', 'JSON', { ...flow, dataMode: 'json', json: MODEL }],
	['webhook.sendToUser', 'JSON', { user: byId(CUSTOMER), dataMode: 'json', json: MODEL }],
];

test('The bad arguments are for all operations that take an ID or JSON', () => {
	const { properties } = new FlowMate().description;
	const takers = properties
		.filter(({ type }) => type === 'resourceLocator' || type === 'json')
		.flatMap(({ displayOptions }) => {
			const { resource = [], operation = [] } = displayOptions?.show ?? {};
			return resource.flatMap((each) => operation.map((name) => `${String(each)}.${String(name)}`));
		});
	const known = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[]).map(
				({ value }) => `${String(displayOptions?.show?.resource)}.${String(value)}`,
			),
		);
	const tested = new Set([...IDS, ...JSONS].map(([operation]) => operation));
	expect(takers.filter((name) => known.includes(name) && !tested.has(name))).toEqual([]);
	expect(tested.size).toBe(18);
});

describe.each(WAYS)('A model that gives something bad (%s)', (by) => {
	test.each(IDS)('as the ID of %s reads which parameter it is and what to do: %s', async (...row) => {
		const [operation, displayName, parameters] = row;
		const { text, error } = await call(operation, parameters, 'customer 1001', by);
		expect(text).toContain(`'${displayName}' is not the ID of a ${displayName.toLowerCase()}`);
		expect(text).toContain("FlowMate's IDs have 24 characters, 0 to 9 and a to f");
		expect(error?.description).toContain('24 characters');
		expect(bench.requests).toEqual([]);
	});

	test.each(JSONS)('as JSON for %s reads which parameter it is and what to do: %s', async (...row) => {
		const [operation, displayName, parameters] = row;
		const { text, error } = await call(operation, parameters, '{"a":', by);
		expect(text).toContain(`'${displayName}'`);
		expect(error?.description).toMatch(/\w+ \w+/);
		expect(text.replaceAll('\\"', '"')).toContain(error?.description);
		expect(bench.requests).toEqual([]);
	});

	test.each(['flow.startMany', 'flow.stopMany'])(
		'as an ID of %s reads it in the outcome',
		async (operation) => {
			const { text } = await call(operation, { flowsFrom: 'list', flowIds: MODEL }, 'newsletter', by);
			expect(text).toContain("'Flow IDs' is not the ID of a flow (24 characters, 0 to 9 and a to f)");
			expect(bench.requests).toEqual([]);
		},
	);

	test('does not read the advice twice', async () => {
		const { text } = await call('flow.get', { flow: byId(MODEL) }, 'newsletter', by);
		expect(text.match(/24 characters/g)).toHaveLength(1);
	});
});

describe('What a model reads', () => {
	const records = async (parameters: IDataObject, operation = 'flow.getAll') =>
		JSON.parse((await call(operation, parameters)).text) as IDataObject[];
	const SIMPLIFIED = [
		'id',
		'name',
		'status',
		'description',
		'type',
		'owner',
		'cron',
		'fromTemplate',
		'inputParameters',
		'updatedAt',
	];

	test('is simplified unless somebody chose otherwise', async () => {
		const [first] = await records({});
		expect(SIMPLIFIED).toEqual(expect.arrayContaining(Object.keys(first)));
	});

	test("has all of FlowMate's fields with 'Raw'", async () => {
		const [first] = await records({ output: 'raw' });
		expect(first).toEqual(JSON.parse(JSON.stringify(bench.sandbox.state.flows.get(String(first.id)))));
	});

	test("has the ID and the named fields with 'Selected Fields', simplified and raw ones", async () => {
		const given = { output: 'selected', outputFields: 'name, owner,createdAt' };
		const [first] = await records({ ...given, limit: 1 });
		const { id, name, createdAt } = [...bench.sandbox.state.flows.values()][0];
		expect(first).toEqual({ id, name, owner: expect.stringContaining(''), createdAt });
	});

	test.each([
		['a list as JSON', '["status"]'],
		['names with spaces between them', 'status id'],
	])('may be selected with %s', async (_, outputFields) => {
		const [first] = await records({ output: 'selected', outputFields, limit: 1 });
		expect(Object.keys(first)).toEqual(['id', 'status']);
	});

	test.each([
		['one flow', 'flow.get', { flow: byId(ACTIVE) }],
		['a user', 'user.get', { user: byId(CUSTOMER) }],
		['all users', 'user.getAll', {}],
		['the current user', 'user.getCurrent', {}],
		['a template', 'template.get', { template: byId(TEMPLATE) }],
		['all templates', 'template.getAll', {}],
		['a changed flow', 'flow.update', { flow: byId(INACTIVE), updateFields: { name: 'x' } }],
		['a generated flow', 'template.generateFlow', { template: byId(TEMPLATE) }],
		['a created user', 'user.create', user],
	])('may be selected for %s', async (_, operation, parameters) => {
		const [first] = await records({ ...parameters, output: 'selected', outputFields: 'id' }, operation);
		expect(first).toEqual({ id: expect.stringMatching(/^[\da-f]{24}$/) });
	});

	test.each(WAYS)('of unknown fields are the names there are, and nothing is done (%s)', async (by) => {
		const parameters = { template: byId(TEMPLATE), output: 'selected', outputFields: MODEL };
		const { text } = await call('template.generateFlow', parameters, 'name, state', by);
		expect(text).toContain(
			"'Fields' has names that no field has: state. Choose from these: id, name, status,",
		);
		expect(bench.requests).toEqual([]);
	});

	test('of no fields at all is the same', async () => {
		const { text } = await call('flow.getAll', { output: 'selected', outputFields: MODEL }, ' ');
		expect(text).toContain("'Fields' is empty. Choose from these: id, name, status,");
	});
});

describe.each(WAYS)('A user that the model names (%s)', (by) => {
	const whoAmI = async (value: string) => await call('user.getCurrent', actingAs(MODEL), value, by);

	test('is the one who acts', async () => {
		const { text } = await whoAmI('customer-1002');
		expect(JSON.parse(text)).toEqual([expect.objectContaining({ username: 'customer-1002' })]);
		expect(bench.sandbox.requests.filter(({ path }) => path === '/users/me').map(({ user }) => user)).toEqual(
			['customer-1002'],
		);
	});

	test.each(['', '  '])('is asked for again where it is %j, and nobody acts', async (value) => {
		const { text } = await whoAmI(value);
		expect(text).toContain("'Act as User' is empty");
		expect(bench.requests).toEqual([]);
	});
});

test("What people chose with 'Simplify' means nothing to a model, and the other way round", async () => {
	const asTool = JSON.parse((await call('flow.get', { ...flow, simplify: false })).text) as IDataObject[];
	expect(asTool[0]).not.toHaveProperty('graph');
	const { json: items } = await bench.run('flow.get', { ...flow, output: 'raw' });
	expect(items[0]).not.toHaveProperty('graph');
});

describe('With the default limit of 50 flows, a model reads', () => {
	const many = new Bench({ seed: { users: 60, flows: 60 } });

	test.each([
		['about 12,000 characters if they are simplified', {}, 11_000, 13_000],
		['less than 4,000 of two fields', { output: 'selected', outputFields: 'name, status' }, 3_000, 4_000],
		['about 40,000 of raw flows', { output: 'raw' }, 37_000, 43_000],
	])('%s', async (_, output, least, most) => {
		const { text } = await many.engine.runAsTool({
			node: 'flowMate',
			parameters: { resource: 'flow', operation: 'getAll', ...output },
			credential: many.credential,
		});
		expect(JSON.parse(text)).toHaveLength(50);
		expect(text.length).toBeGreaterThan(least);
		expect(text.length).toBeLessThan(most);
	});
});
