/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { resolve } from 'node:path';
import { loadOutputSchema } from 'n8n-core';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { FlowMate } from '../../nodes/FlowMate/FlowMate.node';
import { deviations, type Schema } from './deviations';
import {
	ACTIVE,
	CUSTOMER,
	Bench,
	byId,
	flowOf,
	INACTIVE,
	PARTNER,
	STUCK,
	TEMPLATE,
	templateOf,
	UNKNOWN,
} from './support';

/** n8n shows these schemas before a node has run, so that its fields can be mapped. */
const bench = new Bench();

/** The schema as n8n finds it in the built package. */
const schemaOf = (name: string) => {
	const [resource, operation] = name.split('.');
	const nodeDir = resolve(__dirname, '../../dist/nodes/FlowMate');
	return loadOutputSchema({ nodeDir, version: 1, resource, operation }) as Schema | undefined;
};

const GRAPH = JSON.stringify({
	nodes: [{ id: 'step_1', componentId: '5ca5c44c187c040010a9bb8b', function: 'trigger' }],
});
const MANY = { flowsFrom: 'list' };
const SCHEDULED = 'Nightly contact sync';

/** A run of each operation whose output has every field of its schema. */
const RUNS: Array<[operation: string, parameters: IDataObject]> = [
	['flow.get', { flow: byId(flowOf('customer-1001', SCHEDULED)) }],
	['flow.getAll', { returnAll: true }],
	['flow.update', { flow: byId(INACTIVE), updateFields: { cron: '' } }],
	['flow.delete', { flow: byId(INACTIVE) }],
	['flow.start', { flow: byId(INACTIVE) }],
	['flow.stop', { flow: byId(ACTIVE) }],
	['flow.startMany', { ...MANY, flowIds: `${INACTIVE},${UNKNOWN}` }],
	['flow.stopMany', { ...MANY, flowIds: `${INACTIVE},${ACTIVE},${UNKNOWN}` }],
	['flow.updateMany', { ...MANY, flowIds: `${INACTIVE},${STUCK}`, updateFields: { name: 'x' } }],
	['user.get', { user: byId(PARTNER) }],
	['user.getAll', { returnAll: true }],
	['user.getCurrent', {}],
	['user.create', { username: 'new@acme.example', password: 'secret' }],
	['template.get', { template: byId(templateOf(SCHEDULED)) }],
	['template.getAll', { returnAll: true }],
	[
		'template.create',
		{
			graph: GRAPH,
			additionalFields: {
				name: 'x',
				description: 'y',
				type: 'ordinary',
				cron: '',
				otherFields: '{"tags":["a"]}',
			},
		},
	],
	['template.update', { template: byId(TEMPLATE), updateFields: { cron: '' } }],
	['template.delete', { template: byId(TEMPLATE) }],
	['template.generateFlow', { template: byId(TEMPLATE), additionalFields: { overrides: '{"cron":""}' } }],
	['execution.getCounts', { options: { addNames: true } }],
	['execution.checkLimits', { limitsFrom: 'json', limits: '{"customer-1001":1}' }],
	['webhook.send', { flow: byId(ACTIVE), dataMode: 'json', json: '{"n":1}' }],
	['webhook.sendToUser', { user: byId(CUSTOMER), dataMode: 'json', json: '{"n":1}' }],
];

const { properties } = new FlowMate().description;
const operations = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		(options as INodePropertyOptions[]).map(
			({ value }) => `${String(displayOptions?.show?.resource)}.${String(value)}`,
		),
	);
const simplify = properties.find(({ name }) => name === 'simplify')?.displayOptions?.show;
/** Operations that can give what FlowMate sent. */
const RAW = RUNS.filter(([name]) => {
	const [resource, operation] = name.split('.');
	return simplify?.resource?.includes(resource) && simplify.operation?.includes(operation);
});

test('every operation is run here', () => {
	expect(RUNS.map(([operation]) => operation).sort()).toEqual([...operations].sort());
});

describe('The schema says what comes', () => {
	test.each(RUNS)('%s', async (operation, parameters) => {
		const { json } = await bench.run(operation, parameters, { onError: 'continueRegularOutput' });
		const schema = schemaOf(operation)!;
		expect(json.flatMap((item) => deviations(schema, item))).toEqual([]);
		const fields = json.flatMap((item) => Object.keys(item).filter((name) => item[name] !== undefined));
		expect([...new Set(fields)].sort()).toEqual(Object.keys(schema.properties!).sort());
		expect(schema).toMatchObject({ type: 'object', version: 1 });
	});
});

describe('What is not simplified does not contradict the schema', () => {
	test.each(RAW)('%s', async (operation, parameters) => {
		const { json } = await bench.run(operation, { ...parameters, simplify: false });
		expect(json.length).toBeGreaterThan(0);
		expect(json.flatMap((item) => deviations(schemaOf(operation)!, item, { further: true }))).toEqual([]);
	});
});

test('A deviation is noticed', () => {
	const schema = schemaOf('template.get')!;
	expect(deviations(schema, { id: 1, tags: [2], steps: 0.5, owners: [] })).toEqual([
		'item.id is number',
		'item.tags[0] is number',
		'item.steps is no integer',
		'item.owners is not in the schema',
	]);
	expect(deviations(schema, { owners: [], name: null }, { further: true })).toEqual(['item.name is null']);
});
