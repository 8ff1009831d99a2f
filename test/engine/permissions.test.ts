import type { IDataObject } from 'n8n-workflow';
import { ACTIVE, actingAs, Bench, by, byId, CUSTOMER, flowOf, INACTIVE, TEMPLATE, told } from './support';

const bench = new Bench();
const GRAPH = JSON.stringify({
	nodes: [{ id: 'step_1', componentId: '5ca5c44c187c040010a9bb8b', function: 'trigger' }],
});

/** Each operation that demands a permission: what it may not use, and the permission that it names. */
const OPERATIONS: Array<[operation: string, parameters: IDataObject, what: string, permission: string]> = [
	['flow.get', { flow: byId(ACTIVE) }, `flow '${ACTIVE}'`, 'flows.read'],
	['flow.getAll', {}, 'the flows', 'flows.read'],
	['flow.update', { flow: byId(INACTIVE), updateFields: { name: 'x' } }, `flow '${INACTIVE}'`, 'flows.write'],
	['flow.delete', { flow: byId(INACTIVE) }, `flow '${INACTIVE}'`, 'flows.write'],
	['flow.start', { flow: byId(INACTIVE) }, `flow '${INACTIVE}'`, 'flows.control'],
	['user.get', { user: byId(CUSTOMER) }, `user '${CUSTOMER}'`, 'tenant.account.read'],
	['user.create', { username: 'a@b.example', password: 'c' }, 'the users', 'tenant.account.create'],
	['template.get', { template: byId(TEMPLATE) }, `template '${TEMPLATE}'`, 'templates.read'],
	['template.getAll', {}, 'the templates', 'templates.read'],
	['template.create', { graph: GRAPH }, 'the templates', 'templates.write'],
	[
		'template.update',
		{ template: byId(TEMPLATE), updateFields: { name: 'x' } },
		`template '${TEMPLATE}'`,
		'templates.write',
	],
	['template.delete', { template: byId(TEMPLATE) }, `template '${TEMPLATE}'`, 'templates.write'],
	['template.generateFlow', { template: byId(TEMPLATE) }, `template '${TEMPLATE}'`, 'flows.write'],
];

const lacking = (what: string, permission: string) => ({
	message: `This FlowMate account may not use ${what} [item 0]`,
	description: `FlowMate demands the permission ${permission}. Use another account, or the option 'Act as User'.`,
	httpCode: '403',
});

const ADMINISTRATOR = {
	message: 'This FlowMate account may not use the users [item 0]',
	description:
		"Here FlowMate wants an administrator; a permission is not enough. Use an administrator's account, or 'By ID' instead of a user name.",
	httpCode: '403',
};

const NAMED = by('username', 'customer-1001');
/** Another flow that does not run. */
const OTHER = flowOf('customer-1002', 'Ticket to chat channel');

describe('An account without the permission is told which one is missing', () => {
	test.each(OPERATIONS)('%s', async (operation, parameters, what, permission) => {
		const { error, json } = await bench.run(operation, parameters, { credential: bench.credentialOf() });
		expect(told(error)).toEqual(lacking(what, permission));
		expect(json).toEqual([]);
		expect(bench.requests).toHaveLength(1);
	});

	test('user.getAll, which FlowMate leaves to administrators', async () => {
		const { error } = await bench.run('user.getAll', {}, { credential: bench.credentialOf() });
		expect(told(error)).toEqual(ADMINISTRATOR);
	});

	test('execution.getCounts', async () => {
		const { error } = await bench.run('execution.getCounts', {}, { credential: bench.credentialOf() });
		expect(told(error)).toEqual({
			...lacking('', 'icenter.read'),
			message: expect.stringMatching(/^This FlowMate account may not use the execution counts \[item 0\]$/),
		});
	});

	test('flow.stop, before it looks and when it stops', async () => {
		const parameters = { flow: byId(ACTIVE) };
		const nothing = await bench.run('flow.stop', parameters, { credential: bench.credentialOf() });
		expect(told(nothing.error)).toEqual({
			message: `Nothing was stopped, since the status could not be read: This FlowMate account may not use flow '${ACTIVE}' [item 0]`,
			description: expect.stringMatching(
				/^To stop a flow, FlowMate does not demand the permission flows.read\. This node looks at the status first/,
			),
			httpCode: '403',
		});

		const credential = bench.credentialOf('flows.read');
		const looking = await bench.run('flow.stop', parameters, { credential });
		expect(told(looking.error)).toEqual(lacking(`flow '${ACTIVE}'`, 'flows.control'));
		expect(bench.sandbox.state.flows.get(ACTIVE)?.status).toBe('active');
	});

	test.each<[string, IDataObject, string[], string]>([
		[
			'flow.stopMany',
			{},
			['flows.control'],
			"Nothing was stopped, since the status could not be read: This FlowMate account may not use the flows. To stop a flow, FlowMate does not demand the permission flows.read. This node looks at the status first, since a flow that does not run would stay 'stopping' for good. Use an account that may read flows, too.",
		],
		[
			'flow.updateMany',
			{ updateFields: { name: 'x' } },
			['flows.write', 'flows.bulk'],
			`This FlowMate account may not use the flows. ${lacking('', 'flows.read').description}`,
		],
	])('%s, which looks at the flows first', async (operation, parameters, permissions, message) => {
		const credential = bench.credentialOf(...permissions);
		const items = [ACTIVE, INACTIVE].map((id) => ({ id }));
		const { json } = await bench.run(operation, parameters, {
			credential,
			items,
			onError: 'continueRegularOutput',
		});
		expect(json).toEqual(items.map(({ id }) => ({ id, error: { code: 403, message } })));

		const [one] = items;
		const { error } = await bench.run(operation, parameters, { credential, items: [one] });
		const { message: first, description } = told(error);
		expect(`${first}. ${description}`).toBe(message);
		expect(bench.sandbox.state.flows.get(ACTIVE)?.status).toBe('active');
	});

	test('flow.start and flow.startMany with a wait, after the start', async () => {
		const credential = bench.credentialOf('flows.control');
		const parameters = { options: { wait: true } };
		const seen = (id: string, what: string) =>
			`The flow '${id}' was started, but its status cannot be read: This FlowMate account may not use ${what}`;

		const one = await bench.run('flow.start', { flow: byId(INACTIVE), ...parameters }, { credential });
		expect(told(one.error)).toEqual({
			...lacking('', 'flows.read'),
			message: `${seen(INACTIVE, `flow '${INACTIVE}'`)} [item 0]`,
		});
		const options = { credential, items: [{ id: OTHER }], onError: 'continueRegularOutput' as const };
		const many = await bench.run('flow.startMany', parameters, options);
		const message = `${seen(OTHER, 'the flows')}. ${lacking('', 'flows.read').description}`;
		expect(many.json).toEqual([{ id: OTHER, error: { code: 403, message } }]);
		const statuses = [INACTIVE, OTHER].map((id) => bench.sandbox.state.flows.get(id)?.status);
		expect(statuses).not.toContain('inactive');
	});

	test.each<[string, IDataObject]>([
		['user.get', { user: NAMED }],
		['flow.getAll', { filters: { user: NAMED } }],
		['webhook.sendToUser', { user: NAMED }],
	])('%s of a user by name, which FlowMate leaves to administrators', async (operation, parameters) => {
		const credential = bench.credentialOf('tenant.account.read', 'flows.read', 'webhooks.execute');
		const { error } = await bench.run(operation, parameters, { credential });
		expect(told(error)).toEqual(ADMINISTRATOR);
		expect(bench.requests).toEqual(['GET /users?username=customer-1001']);
	});

	test('user.getCurrent needs none', async () => {
		const { json } = await bench.run('user.getCurrent', {}, { credential: bench.credentialOf() });
		expect(json).toMatchObject([{ username: 'user-9@acme.example' }]);
	});
});

test('Permissions that the account may not give are refused as such', async () => {
	const additionalFields = { permissions: 'flows.read' };
	const parameters = { username: 'a@b.example', password: 'c', additionalFields };
	const { error } = await bench.run('user.create', parameters);
	expect(told(error)).toEqual({
		message: 'This FlowMate account may not give a user these permissions or roles [item 0]',
		description: "Leave out 'Permissions' and 'Role IDs', or use the account of an administrator",
		httpCode: '403',
	});
});

test('An end user does what end users may', async () => {
	const customer = actingAs('customer-1001');
	const parameters = { flow: byId(INACTIVE), updateFields: { name: 'My own' } };
	const update = await bench.run('flow.update', { ...parameters, ...customer });
	const create = await bench.run('template.create', { graph: GRAPH, ...customer });
	expect(update.json).toMatchObject([{ id: INACTIVE, name: 'My own' }]);
	expect(told(create.error)).toEqual(lacking('the templates', 'templates.write'));
	expect(bench.sandbox.requests.at(-1)?.user).toBe('customer-1001');
});
