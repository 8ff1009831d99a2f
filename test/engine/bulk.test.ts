/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { loadEngine, type Engine, type StoredCredential } from './harness';

let engine: Engine;
let sandbox: FlowMateSandbox;
let credential: StoredCredential;

const UNKNOWN = '5c99ec7e5ed40d3e7512cffa';

const idsOf = (status: string) =>
	[...sandbox.state.flows.values()].filter((flow) => flow.status === status).map((flow) => String(flow.id));

const statusOf = (id: string) => sandbox.state.flows.get(id)?.status;

const many = async (operation: string, ids: unknown[], parameters = {}, settings = {}) =>
	await engine.run({
		node: 'flowMate',
		parameters: { resource: 'flow', operation, ...parameters },
		items: ids.map((id) => ({ id }) as { id: string }),
		credential,
		onError: 'continueRegularOutput',
		...settings,
	});

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	sandbox = await startFlowMate({ flowDelay: 50 });
	credential = engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner });
});

afterEach(async () => await sandbox.close());

test('Start Many starts the flows of all input items with one request and links each item', async () => {
	const ids = idsOf('inactive').slice(0, 5);
	const run = await many('startMany', ids);
	expect(run.items).toEqual(ids.map((id, item) => ({ json: { id, status: 'starting' }, pairedItem: { item } })));
	expect(sandbox.count('POST', '/flows/multiple/start')).toBe(1);
});

test('Start Many goes on behind an unknown id and says so for that id alone', async () => {
	const [a, b, c] = idsOf('inactive');
	const run = await many('startMany', [a, UNKNOWN, b, 'zzz', c, a]);
	console.log(JSON.stringify(run.items, null, 1), run.error);
	expect(run.items.map(({ json }) => json.status)).toEqual(['starting', undefined, 'starting', undefined, 'starting', 'starting']);
});

test('x', async () => {
	const show = (r: any) => console.log(JSON.stringify({ items: r.items, err: r.error && { m: r.error.message, d: r.error.description, c: r.error.httpCode }, e: r.errorItems }, null, 1));
	const [a, b, c] = idsOf('inactive');
	const act = idsOf('active');
	show(await many('stopMany', [a, UNKNOWN, act[0], act[1]], { options: { wait: true } }));
	show(await many('startMany', [a, UNKNOWN, b], { options: { wait: true } }, { onError: 'stopWorkflow' }));
	show(await many('startMany', [a, UNKNOWN, b], { options: { wait: true } }, { onError: 'continueErrorOutput' }));
	show(await many('updateMany', [c, UNKNOWN, act[3], 'x'], { updateFields: { name: 'N' } }));
	show(await many('startMany', [{}], { flowsFrom: 'list', flowIds: `${a}, ${b}` }));
	show(await engine.runAsTool({ node: 'flowMate', parameters: { resource: 'flow', operation: 'startMany', flowsFrom: 'list', flowIds: `${a}, ${UNKNOWN}` }, credential, input: {} } as any));
	show(await engine.runAsTool({ node: 'flowMate', parameters: { resource: 'flow', operation: 'startMany', flowsFrom: 'list', flowIds: `${a}, ${UNKNOWN}` }, credential, input: {}, by: 'direct' } as any));
	console.log(sandbox.requests.map((r) => r.method + ' ' + r.url + ' ' + r.status));
});
