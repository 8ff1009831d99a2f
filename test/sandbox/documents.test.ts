import { startFlowMate, type Flow, type FlowMateSandbox } from '../../sandbox/flowmate';
import { client, flowOf } from './client';
import { send } from './send';

let sandbox: FlowMateSandbox;
beforeEach(async () => {
	sandbox = await startFlowMate();
});
afterEach(async () => await sandbox.close());

const TICKETS = 'Ticket to chat channel';

describe('Empty objects', () => {
	const GRAPH = {
		nodes: [
			{
				id: 'a',
				componentId: 'c'.repeat(24),
				function: 'trigger',
				fields: {},
				nodeSettings: { x: { y: {} } },
			},
			{ id: 'b', componentId: 'c'.repeat(24), function: 'act', fields: { list: [{}], kept: 1, gone: {} } },
		],
		edges: [{ source: 'a', target: 'b', config: {} }],
	};
	const KEPT = {
		nodes: [
			{ id: 'a', componentId: 'c'.repeat(24), function: 'trigger' },
			{ id: 'b', componentId: 'c'.repeat(24), function: 'act', fields: { list: [{}], kept: 1 } },
		],
		edges: [{ source: 'a', target: 'b' }],
	};

	test.each(['flows', 'templates'])('are not stored in %s; entries of lists are', async (resource) => {
		const call = client(sandbox);
		const { body } = await call('POST', `/${resource}`, { name: 'New', graph: GRAPH, flowSettings: {} });
		const { data } = body as { data: Flow };
		expect(data.graph).toEqual(KEPT);
		expect(data).not.toHaveProperty('flowSettings');
		expect((await call('GET', `/${resource}/${data.id}`)).body).toEqual({ data, meta: {} });
	});

	test('do not replace what is there: an update without content leaves it', async () => {
		const { flow } = flowOf(sandbox, 'customer-1001', TICKETS);
		const call = client(sandbox);
		const { body } = await call('PATCH', `/flows/${flow.id}`, { flowSettings: {} });
		expect(body).toMatchObject({ data: { flowSettings: { inputParameters: { ticketId: 'number' } } } });
	});
});

describe('Owners that are no list of owners', () => {
	const [graph, id] = [
		{ nodes: [{ id: 'a', componentId: 'c'.repeat(24), function: 'trigger' }] },
		'e'.repeat(24),
	];
	const ask = async (method: string, path: string, owners: unknown) =>
		(
			await send(sandbox.url, {
				method,
				path,
				headers: {
					authorization: `Bearer ${sandbox.adminToken}`,
					'content-type': 'application/json',
				},
				body: { name: 'x', graph, owners },
				timeout: 200,
			})
		).status;

	test.each(['flows', 'templates'])('leave a request for %s without an answer', async (resource) => {
		const flow = flowOf(sandbox, 'customer-1001', TICKETS).flow.id;
		const document = resource === 'flows' ? flow : [...sandbox.state.templates.keys()][0];
		for (const owners of ['x', [null], { id, type: 'user' }, [{ id, type: 'user' }, null]]) {
			expect(await ask('POST', `/${resource}`, owners)).toBeNull();
			expect(await ask('PATCH', `/${resource}/${document}`, owners)).toBeNull();
		}
		expect(await ask('POST', `/${resource}`, null)).toBe(201);
		expect(await ask('PATCH', `/${resource}/${document}`, [{ id, type: 'user' }])).toBe(200);
	});

	test('leave a flow to be generated without an answer, and end a bulk update with 500', async () => {
		const [template] = sandbox.state.templates.keys();
		expect(await ask('POST', `/templates/${template}/generate`, 'x')).toBeNull();
		const { flow } = flowOf(sandbox, 'customer-1001', TICKETS);
		expect(await client(sandbox)('PATCH', '/flows/bulk', [{ id: flow.id, owners: 'x' }])).toMatchObject({
			status: 500,
			body: { errors: [{ message: {} }] },
		});
	});
});
