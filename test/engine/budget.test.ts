/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { PackageDirectoryLoader } from 'n8n-core';
import { Expression, type IDataObject, type INodeType, type NodeParameterValue } from 'n8n-workflow';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, wider } from '../../bench/packages';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { loadEngine, type Engine, type StoredCredential } from './harness';

/** What an operation may cost, in counts; the times in docs/performance.md follow from them. */

const ITEMS = 10;
const folder = mkdtempSync(join(tmpdir(), 'flowmate-budget-'));

let sandbox: FlowMateSandbox;
let ids: string[];
let evaluated: jest.SpyInstance;

beforeAll(async () => {
	sandbox = await startFlowMate({ seed: { users: 5, flows: 3_500 }, flowDelay: 60_000 });
	ids = [...sandbox.state.flows.keys()];
	evaluated = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
});

afterAll(async () => {
	await sandbox.close();
	rmSync(folder, { recursive: true });
});

/** How many expressions the engine evaluated since it was asked last. */
function expressions(): number {
	const calls = evaluated.mock.calls as Array<[NodeParameterValue]>;
	const count = calls.filter(([value]) => typeof value === 'string' && value.startsWith('=')).length;
	evaluated.mockClear();
	return count;
}

const FLOW = { __rl: true, mode: 'id', value: '={{ $json.flow }}' };

describe.each([
	['The node', () => ROOT],
	['The node with ten more operations', () => wider(folder, ['dist/credentials/FlowMateApi.credentials.js'])],
])('%s', (_, packageFolder) => {
	let directory: string;
	let engine: Engine;
	let credential: StoredCredential;

	beforeAll(async () => {
		directory = packageFolder();
		engine = await loadEngine({ directory });
		credential = engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner } as never);
		await cost('user.getCurrent', {}, 1); // logs in
	});

	/** Runs an operation for some items and counts what it takes. */
	async function cost(name: string, parameters: IDataObject, items = ITEMS) {
		const [resource, operation] = name.split('.');
		const before = sandbox.requests.length;
		expressions();
		const { error } = await engine.run({
			node: 'flowMate',
			parameters: { resource, operation, ...parameters },
			items: ids.slice(-items).map((flow) => ({ flow, text: 'x' })),
			credential,
		});
		if (error) throw error;
		return { expressions: expressions(), requests: sandbox.requests.length - before };
	}

	test.each<[string, string, IDataObject, number]>([
		['none without one in a parameter', 'user.getCurrent', {}, 0],
		['three for an ID: two by the engine, one by the node', 'flow.get', { flow: FLOW }, 3],
		['one where the node takes all items itself', 'flow.start', { flow: FLOW }, 1],
		['three more for a second parameter', 'flow.get', { flow: FLOW, simplify: '={{ true }}' }, 6],
		[
			'three more for an entry of a collection',
			'flow.get',
			{ flow: FLOW, options: { maxRequestsInFlight: '={{ 5 }}' } },
			6,
		],
		['no more for a parameter that is hidden', 'flow.get', { flow: FLOW, groupBy: '={{ "flow" }}' }, 3],
	])('expressions per item: %s', async (_name, operation, parameters, each) => {
		expect(await cost(operation, parameters)).toEqual({ expressions: each * ITEMS, requests: ITEMS });
	});

	test.each<[string, string, IDataObject, number, number]>([
		['2 to start 1,000 flows', 'flow.startMany', { idField: 'flow' }, 1_000, 2],
		['4 for a list of 3,500', 'flow.getAll', { returnAll: true }, 1, 4],
		['1 for 50 of 3,500', 'flow.getAll', { limit: 50 }, 1, 1],
		['2 for 1,001 of 3,500', 'flow.getAll', { limit: 1_001 }, 1, 2],
	])('requests, without an expression: %s', async (_name, operation, parameters, items, requests) => {
		expect(await cost(operation, parameters, items)).toEqual({ expressions: 0, requests });
	});

	test('properties at the top: one per parameter name, and a selector of operations per resource', async () => {
		const loader = new PackageDirectoryLoader(directory);
		await loader.loadAll();
		const { description } = loader.getNode('flowMate').type as INodeType;
		const names = description.properties.map(({ name }) => name);
		expect(names.filter((name) => name === 'operation')).toHaveLength(5);
		expect(names).toHaveLength(new Set(names).size + 4);
	});
});
