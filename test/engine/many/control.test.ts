import { actingAs } from '../support';
import { items, loadEngine, Tenant, UNKNOWN, type Engine } from './support';

let engine: Engine;
let tenant: Tenant;

beforeAll(async () => {
	engine = await loadEngine();
});

beforeEach(async () => {
	tenant = await Tenant.open(engine);
});

afterEach(async () => await tenant.close());

const notFound = (id: string) => ({
	id,
	error: {
		code: 404,
		message: `There is no flow '${id}'. FlowMate says the same of what belongs to another user or tenant.`,
	},
});

test('Start Many starts the flows of all input items with one request and links each item', async () => {
	const ids = tenant.ids('inactive').slice(0, 5);
	const run = await tenant.many('startMany', items(ids));
	expect(run.items).toEqual(
		ids.map((id, item) => ({ json: { id, status: 'starting' }, pairedItem: { item } })),
	);
	expect(tenant.sandbox.count('POST', '/flows/multiple/start')).toBe(1);
});

test('Start Many goes on behind an unknown id, and says what is wrong with each id that is none', async () => {
	const [a, b] = tenant.ids('inactive');
	const run = await tenant.many('startMany', items([a, UNKNOWN, 'zzz', '', { x: 1 }, b]));
	const json = run.items.map((item) => item.json);
	expect(json).toEqual([
		{ id: a, status: 'starting' },
		notFound(UNKNOWN),
		{
			id: 'zzz',
			error: {
				code: 400,
				message:
					'The field \'id\' is not the ID of a flow (24 characters, 0 to 9 and a to f): "zzz" [item 2]',
			},
		},
		{ id: '', error: { code: 400, message: "The field 'id' is empty [item 3]" } },
		{
			id: '',
			error: {
				code: 400,
				message:
					'The field \'id\' is not the ID of a flow (24 characters, 0 to 9 and a to f): {"x":1} [item 4]',
			},
		},
		{ id: b, status: 'starting' },
	]);
});

test('a flow that is named twice is started once and reported twice', async () => {
	const [a] = tenant.ids('inactive');
	const run = await tenant.many('startMany', items([a, a.toUpperCase()]));
	expect(run.items.map(({ json }) => json)).toEqual([
		{ id: a, status: 'starting' },
		{ id: a, status: 'starting' },
	]);
	expect(tenant.sandbox.requests.find(({ path }) => path.endsWith('/start'))?.body).toBe(JSON.stringify([a]));
});

test('an entry of an answer that tells no status is no success, and one without a reason is told in words', async () => {
	const [a, b] = tenant.ids('inactive');
	const body = [{ data: { id: a } }, { errors: [{ message: {}, flowId: b, code: 500 }] }];
	tenant.sandbox.faults.add({ path: '/flows/multiple/start', effect: { body } });
	const run = await tenant.many('startMany', items([a, b]), { options: { wait: false } });
	expect(run.items.map(({ json }) => json.error)).toEqual([
		{ code: 200, message: `FlowMate did not say whether it could start the flow '${a}'` },
		{ code: 500, message: 'FlowMate refused this without a reason' },
	]);
});

test('Stop Many stops what runs and leaves alone what does not', async () => {
	const [active] = tenant.ids('active');
	const [inactive] = tenant.ids('inactive');
	const run = await tenant.many('stopMany', items([active, inactive, UNKNOWN]));
	expect(run.items.map(({ json }) => json)).toEqual([
		{ id: active, status: 'stopping' },
		{ id: inactive, status: 'inactive', skipped: true },
		notFound(UNKNOWN),
	]);
	expect(tenant.status(inactive)).toBe('inactive');
});

test('with the option to wait, each flow is reported with the status that it reached', async () => {
	const [a, b] = tenant.ids('inactive');
	tenant.sandbox.state.failingStarts.add(b);
	const run = await tenant.many('startMany', items([a, b]), { options: { wait: true } });
	expect(run.items[0].json).toEqual({ id: a, status: 'active' });
	expect(run.items[1].json).toEqual({
		id: b,
		error: {
			code: 0,
			message: expect.stringMatching(`The flow '${b}' fell back to (stopping|inactive)`) as string,
		},
	});
});

test("with 'On Error' set to stop, the node fails after the whole list was handled", async () => {
	await tenant.close();
	tenant = await Tenant.open(engine, { flowDelay: 60_000 });
	const [a, b] = tenant.ids('inactive');
	const run = await tenant.many('startMany', items([a, UNKNOWN, b]), {}, { onError: 'stopWorkflow' });
	expect(run.error?.message).toBe('1 of 3 flows was not started');
	expect(run.error?.description).toContain('The other 2 need not be started again.');
	expect([tenant.status(a), tenant.status(b)]).toEqual(['starting', 'starting']);
});

test('with the error output connected, failed items go there with the data of their input item', async () => {
	const [a] = tenant.ids('inactive');
	const run = await tenant.many(
		'startMany',
		[{ id: a }, { id: UNKNOWN, customer: 'x' }],
		{},
		{ onError: 'continueErrorOutput' },
	);
	expect(run.items.map(({ json }) => json)).toEqual([{ id: a, status: 'starting' }]);
	expect(run.errorItems).toEqual([
		{
			json: {
				id: UNKNOWN,
				customer: 'x',
				error: notFound(UNKNOWN).error.message,
				message: `${UNKNOWN} (404)`,
			},
			pairedItem: { item: 1 },
		},
	]);
});

test('ids come from a list, from selected flows, or from a field within the item', async () => {
	const [a, b] = tenant.ids('inactive');
	const locator = { __rl: true, mode: 'url', value: `https://app.example.com/flows/${b}/edit` };
	const list = await tenant.many('startMany', [{}], { flowsFrom: 'list', flowIds: `${a}, ${b}` });
	const selected = await tenant.many('startMany', [{}], {
		flowsFrom: 'select',
		flows: { flow: [{ flow: locator }] },
	});
	const nested = await tenant.many('startMany', [{ flow: { id: a } }], { idField: 'flow.id' });
	expect([list, selected, nested].map((run) => run.items.map(({ json }) => json.id))).toEqual([
		[a, b],
		[b],
		[a],
	]);
});

test('an empty list of ids gives no items and makes no request', async () => {
	const run = await tenant.many('startMany', [{ ids: [] }], {
		flowsFrom: 'list',
		flowIds: '={{ $json.ids }}',
	});
	expect(run.error).toBeUndefined();
	expect(run.items).toEqual([]);
	expect(tenant.sandbox.requests).toEqual([]);
});

test('items that act as different users are sent apart, each with its own session', async () => {
	const flows = [...tenant.sandbox.state.flows.values()].filter(({ status }) => status === 'inactive');
	const owners = flows.slice(0, 4).map((flow) => {
		const owner = flow.owners.find(({ type }) => type === 'user');
		return { id: flow.id, username: tenant.sandbox.state.users.get(String(owner?.id))?.username };
	});
	const run = await tenant.many('startMany', owners, actingAs('={{ $json.username }}'));
	expect(run.items.map(({ json }) => json)).toEqual(owners.map(({ id }) => ({ id, status: 'starting' })));
	const calls = tenant.sandbox.requests.filter(({ path }) => path.endsWith('/multiple/start'));
	const expected = new Map<string, string[]>();
	for (const { id, username } of owners)
		expected.set(String(username), [...(expected.get(String(username)) ?? []), id]);
	expect(new Map(calls.map(({ user, body }) => [user, JSON.parse(String(body)) as unknown]))).toEqual(
		expected,
	);
});

test('as a tool, a list of ids is worked on and each outcome is told', async () => {
	const [a] = tenant.ids('inactive');
	const parameters = {
		resource: 'flow',
		operation: 'startMany',
		flowsFrom: 'list',
		flowIds: `["${a}", "${UNKNOWN}"]`,
	};
	for (const by of ['agent', 'direct'] as const) {
		const { text } = await engine.runAsTool({
			node: 'flowMate',
			parameters,
			credential: tenant.credential,
			input: {},
			by,
		});
		expect(text).toContain(`"id":"${a}","status":"starting"`);
		expect(text).toContain(`There is no flow '${UNKNOWN}'`);
	}
});
