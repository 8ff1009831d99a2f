import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import manifest from '../../../packages/n8n-nodes-celigo/docs/api-coverage.json';
import { Celigo } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/Celigo.node';
import { finishedJob, OPERATIONS, readyFor } from './operations';
import { byId, IDS, startWorld, type World } from './support';

interface Endpoint {
	method: string;
	path: string;
	operations: string[];
	source: string;
	confidence: string;
	state: string;
	reason?: string;
}

const endpoints: Endpoint[] = manifest.endpoints;
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;

/** Uses of operations that send something else than the first one in OPERATIONS does. */
const OTHER_USES: Array<[string, IDataObject]> = [
	['flow.getAll', { filters: { integration: byId(IDS.finance) } }],
	['flow.update', { flow: byId(IDS.orders), updateFields: { name: 'New name' } }],
	['flow.clone', { flow: byId(IDS.orders), integration: byId(IDS.staging), connections: 'map' }],
	['flow.run', { flow: byId(IDS.orders), wait: true }],
	['flow.run', { flow: byId(IDS.refunds) }],
	['error.getAll', { stepFlow: byId(IDS.inventory), step: byId(IDS.updateInventory), state: 'resolved' }],
];

const LISTS = ['flows', 'integrations', 'connections', 'exports', 'imports', 'steps', 'jobs'];

/** `GET /flows/{id}/{step}/errors`, from a request as it came. */
function endpointOf({ method, path }: { method: string; path: string }): string {
	const [, , collection, id, second, ...rest] = path.split('/');
	const isId = /^[0-9a-f]{24}$/.test(second ?? '');
	const segments = [
		collection,
		id && '{id}',
		isId ? '{step}' : second,
		...rest.map((each) => (/^[0-9a-f]{24}$/.test(each) ? '{key}' : each)),
	].filter(Boolean);
	return `${method} /${segments.join('/')}`;
}

/** What one operation or list sends to a new sandbox, as `<endpoint> by <who>`. */
async function sentBy(who: string, act: (world: World) => Promise<unknown>): Promise<string[]> {
	const world = await startWorld();
	try {
		await act(world);
		return world.sandbox.requests.map((request) => `${endpointOf(request)} by ${who}`);
	} finally {
		await world.sandbox.close();
	}
}

/** Everything that the node can send. Speaks to the sandbox. */
async function everythingSent(): Promise<Set<string>> {
	const sent: string[] = [];
	for (const name of Object.keys(OPERATIONS)) {
		sent.push(...(await sentBy(name, async (world) => await world.run(name, await readyFor(world, name)))));
	}
	for (const [name, parameters] of OTHER_USES) {
		sent.push(...(await sentBy(name, async (world) => await world.run(name, parameters))));
	}
	const withSteps = async (world: World) => {
		const { _id } = await finishedJob(world);
		world.sandbox.requests.length = 0;
		await world.run('job.get', { job: byId(_id), options: { includeSteps: true } });
	};
	sent.push(...(await sentBy('job.get', withSteps)));
	for (const list of LISTS) {
		const method = `search${list[0].toUpperCase()}${list.slice(1)}`;
		const currentNodeParameters = { stepFlow: byId(IDS.inventory) };
		const search = async ({ engine, credential }: World) =>
			await engine.listSearch({ node: 'celigo', method, credential: credential(), currentNodeParameters });
		sent.push(...(await sentBy(`list of ${list}`, search)));
	}
	return new Set(sent);
}

test('operations and lists send what the manifest says, and nothing else', async () => {
	const sent = await everythingSent();
	const documented = endpoints.flatMap((endpoint) =>
		endpoint.operations.map((operation) => `${nameOf(endpoint)} by ${operation}`),
	);
	expect([...sent].sort()).toEqual(documented.sort());
});

test('the eight endpoints of the source document are covered, and PATCH', () => {
	const ofSource = endpoints.filter(({ source }) => source === 'source document');
	expect(ofSource.map(nameOf)).toEqual([
		'GET /flows',
		'POST /flows',
		'GET /flows/{id}',
		'PUT /flows/{id}',
		'DELETE /flows/{id}',
		'POST /flows/{id}/clone',
		'POST /flows/{id}/run',
		'GET /flows/{id}/audit',
	]);
	expect(ofSource.every(({ state }) => state === 'done')).toBe(true);
	expect(endpoints.find((endpoint) => nameOf(endpoint) === 'PATCH /flows/{id}')?.state).toBe('done');
});

test("every operation's own route is in the manifest", () => {
	const routes = new Celigo().description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(options as INodePropertyOptions[]).map(({ value, routing }) => ({
				operation: `${String(displayOptions?.show?.resource)}.${String(value)}`,
				route: `${routing?.request?.method} ${routing?.request?.url}`
					.replace(/\{(flow|stepFlow|job|integrationId|connection|export)\}/, '{id}')
					.replace('{retryDataKey}', '{key}'),
			})),
		);
	expect(routes.map(({ operation }) => operation).sort()).toEqual(Object.keys(OPERATIONS).sort());
	for (const { operation, route } of routes) {
		expect(endpoints.find((endpoint) => nameOf(endpoint) === route)?.operations).toContain(operation);
	}
});

test('every endpoint stands there once, with its source; what is excluded has a reason', () => {
	expect(new Set(endpoints.map(nameOf)).size).toBe(endpoints.length);
	for (const { operations, source, confidence, state, reason } of endpoints) {
		expect(state).toBe(operations.length > 0 ? 'done' : 'excluded');
		expect(Boolean(reason)).toBe(state === 'excluded');
		expect(source).not.toBe('');
		expect(['high', 'medium']).toContain(confidence);
	}
});
