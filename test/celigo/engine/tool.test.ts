import type { IDataObject } from 'n8n-workflow';
import { OPERATIONS, readyFor } from './operations';
import { byId, IDS, startWorld, type World } from './support';

let world: World;

beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const WAYS = ['agent', 'direct'] as const;

/** Calls an operation as a tool; the model gives `value` where the parameters ask for it. */
async function call(name: string, parameters: IDataObject, value = '', by: 'agent' | 'direct' = 'agent') {
	const [resource, operation] = name.split('.');
	return await world.engine.runAsTool({
		node: 'celigo',
		parameters: { resource, operation, ...parameters },
		input: { value },
		credential: world.credential(),
		by,
	});
}

const MODEL = "={{ $fromAI('value', 'What the model gives', 'string') }}";
const flow = { flow: byId(IDS.inventory) };
const step = { stepFlow: byId(IDS.orders), step: byId(IDS.postOrders) };
const update = (entry: string) => ({ ...flow, updateFields: { [entry]: MODEL } });

/** Operation, the parameter that the model fills in badly, and where that is. */
type Row = [operation: string, displayName: string, parameters: IDataObject];

const BAD_IDS: Row[] = [
	['flow.get', 'Flow', { flow: byId(MODEL) }],
	['flow.update', 'Flow', { flow: byId(MODEL), updateFields: { name: 'x' } }],
	['flow.replace', 'Flow', { flow: byId(MODEL), flowJson: '{"name":"x"}' }],
	['flow.delete', 'Flow', { flow: byId(MODEL) }],
	['flow.clone', 'Flow', { flow: byId(MODEL), integration: byId(IDS.staging) }],
	['flow.clone', 'Integration', { ...flow, integration: byId(MODEL) }],
	['flow.run', 'Flow', { flow: byId(MODEL) }],
	['flow.enable', 'Flow', { flow: byId(MODEL) }],
	['flow.disable', 'Flow', { flow: byId(MODEL) }],
	['flow.getAudit', 'Flow', { flow: byId(MODEL) }],
	['flow.getAll', 'Integration', { filters: { integration: byId(MODEL) } }],
	['job.get', 'Job', { job: byId(MODEL) }],
	['job.getErrors', 'Job', { job: byId(MODEL) }],
	['job.cancel', 'Job', { job: byId(MODEL) }],
	['job.getAll', 'Flow', { filters: { flow: byId(MODEL) } }],
	['error.getAll', 'Flow', { ...step, stepFlow: byId(MODEL) }],
	['error.resolve', 'Step', { ...step, step: byId(MODEL), errorIds: '1' }],
	['error.retry', 'Step', { ...step, step: byId(MODEL), retryDataKeys: '1' }],
	['flow.create', 'Integration', { name: 'x', integration: byId(MODEL) }],
	['flow.getLatestJobs', 'Flow', { flow: byId(MODEL) }],
	['flow.getLastExportDateTime', 'Flow', { flow: byId(MODEL) }],
	['integration.get', 'Integration', { integrationId: byId(MODEL) }],
	['integration.getErrorCounts', 'Integration', { integrationId: byId(MODEL) }],
	['connection.get', 'Connection', { connection: byId(MODEL) }],
	['connection.ping', 'Connection', { connection: byId(MODEL) }],
	['export.run', 'Export', { export: byId(MODEL) }],
	['error.getCounts', 'Flow', { stepFlow: byId(MODEL) }],
	['error.resolveAll', 'Step', { ...step, step: byId(MODEL) }],
	['error.retryAll', 'Step', { ...step, step: byId(MODEL) }],
	['error.getRetryData', 'Step', { ...step, step: byId(MODEL), retryDataKey: '1' }],
	['error.updateRetryData', 'Flow', { ...step, stepFlow: byId(MODEL), retryDataKey: '1', retryData: '{}' }],
];

const BAD_JSON: Row[] = [
	['error.updateRetryData', 'Record (JSON)', { ...step, retryDataKey: '1', retryData: MODEL }],
	['flow.replace', 'Flow (JSON)', { ...flow, flowJson: MODEL }],
	['flow.update', 'Sources (JSON)', update('pageGenerators')],
	['flow.update', 'Steps (JSON)', update('pageProcessors')],
	['flow.update', 'Routers (JSON)', update('routers')],
	['flow.update', 'Settings (JSON)', update('settings')],
	['flow.update', 'Other Fields (JSON)', update('otherFields')],
	[
		'flow.clone',
		'Connection Map (JSON)',
		{ ...flow, integration: byId(IDS.staging), connections: 'json', connectionMapJson: MODEL },
	],
];

/** What the operations take that need neither. */
const BAD_WORDS: Row[] = [
	['integration.getAll', 'Limit', { limit: MODEL }],
	['connection.getAll', 'Connection Status', { filters: { connectionStatus: MODEL } }],
];

test('The bad arguments are for all operations', () => {
	const tested = new Set([...BAD_IDS, ...BAD_JSON, ...BAD_WORDS].map(([operation]) => operation));
	expect([...tested].sort()).toEqual(Object.keys(OPERATIONS).sort());
});

/** A clone looks at the flow before it reads what else was given. */
const changes = () => world.requested().filter((request) => !request.startsWith('GET'));

describe.each(WAYS)('A model that gives something bad (%s)', (by) => {
	test.each(BAD_IDS)('as an ID for %s reads which parameter it is and what to do: %s', async (...row) => {
		const [operation, displayName, parameters] = row;
		const { text, error } = await call(operation, parameters, 'Orders to NetSuite', by);
		expect(text).toContain(`'${displayName}' is not the ID of`);
		expect(error?.description).toMatch(/\w+ \w+/);
		expect(text.replaceAll('\\"', '"')).toContain(error?.description);
		expect(changes()).toEqual([]);
	});

	test.each(BAD_JSON)('as JSON for %s reads which parameter it is and what to do: %s', async (...row) => {
		const [operation, displayName, parameters] = row;
		const { text, error } = await call(operation, parameters, '{"a":', by);
		expect(text).toContain(`'${displayName}'`);
		expect(error?.description).toMatch(/\w+ \w+/);
		expect(text.replaceAll('\\"', '"')).toContain(error?.description);
		expect(changes()).toEqual([]);
	});

	test.each(BAD_WORDS)('as a word for %s reads which parameter it is and what to do: %s', async (...row) => {
		const [operation, displayName, parameters] = row;
		const { text, error } = await call(operation, parameters, 'everything', by);
		expect(text).toContain(`'${displayName}'`);
		expect(error?.description).toMatch(/\w+ \w+/);
		expect(text.replaceAll('\\"', '"')).toContain(error?.description);
		expect(world.requested()).toEqual([]);
	});
});

test.each(Object.keys(OPERATIONS))('A model gets what %s gives', async (operation) => {
	const { text, error } = await call(operation, await readyFor(world, operation));
	expect(error).toBeUndefined();
	expect(world.requested()).not.toEqual([]);
	// n8n makes {} of no items.
	const isEmpty = ['flow.getAudit', 'job.getAll'].includes(operation);
	expect([JSON.parse(text)].flat()).toEqual(isEmpty ? [{}] : expect.not.arrayContaining([{}]));
});

describe('What a model reads', () => {
	const records = async (operation: string, parameters: IDataObject) =>
		JSON.parse((await call(operation, parameters)).text) as IDataObject[];
	const job = async () => {
		await call('flow.run', { ...flow, wait: true });
		return byId([...world.sandbox.state.jobs.values()].at(-1)!._id);
	};

	test('is simplified unless somebody chose otherwise', async () => {
		const [first] = await records('flow.get', flow);
		expect(first).not.toHaveProperty('pageGenerators');
		expect(first).toMatchObject({ _id: IDS.inventory, disabled: false });
	});

	test("has all of Celigo's fields with 'Raw'", async () => {
		const [first] = await records('flow.get', { ...flow, output: 'raw' });
		expect(first).toEqual(JSON.parse(JSON.stringify(world.sandbox.state.flows.get(IDS.inventory))));
	});

	test.each([
		['a flow', 'flow.get', flow, { disabled: false }],
		['all flows', 'flow.getAll', { limit: 1 }, { disabled: false }],
		['a changed flow', 'flow.update', { ...flow, updateFields: { name: 'x' } }, { disabled: false }],
	])(
		"has the ID and the named fields with 'Selected Fields': %s",
		async (_, operation, parameters, fields) => {
			const given = { ...parameters, output: 'selected', outputFields: 'disabled' };
			expect((await records(operation, given))[0]).toEqual({ _id: expect.any(String), ...fields });
		},
	);

	test("has the ID and the named fields with 'Selected Fields': jobs", async () => {
		const selected = { output: 'selected', outputFields: 'numError' };
		const [one] = await records('job.get', { job: await job(), ...selected });
		expect(one).toEqual({ _id: expect.any(String), numError: expect.any(Number) });
		const [first] = await records('job.getAll', selected);
		expect(Object.keys(first)).toEqual(['_id', 'numError']);
	});

	test.each(WAYS)('of unknown fields are the names there are, and nothing is run (%s)', async (by) => {
		const given = { ...flow, output: 'selected', outputFields: MODEL };
		const { text } = await call('flow.run', given, 'errors', by);
		expect(text).toContain(
			"'Fields' has names that no field has: errors. Choose from these: _id, type, status,",
		);
		expect(world.requested()).toEqual([]);
	});
});
