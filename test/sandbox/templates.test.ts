import { startFlowMate, type FlowMateSandbox, type FlowTemplate } from '../../sandbox/flowmate';
import { client, impersonate, type Call } from './client';

let sandbox: FlowMateSandbox;
let call: Call;
let template: FlowTemplate;
beforeEach(async () => {
	sandbox = await startFlowMate();
	call = client(sandbox);
	[template] = sandbox.state.templates.values();
});
afterEach(async () => await sandbox.close());

test('the total counts all templates, also those the caller does not see', async () => {
	const customer = client(sandbox, await impersonate(sandbox, 'customer-1001'));
	for (const { owners } of sandbox.state.templates.values()) owners.length = 1;
	expect((await customer('GET', '/templates')).body).toEqual({
		data: [],
		meta: { total: 6, page: 1, perPage: 10, totalPages: 1 },
	});
});

test('tags find templates with any of them and those without tags', async () => {
	const { body } = await call('GET', '/templates?tags=finance,support');
	expect((body as { data: FlowTemplate[] }).data.map(({ name }) => name)).toEqual([
		'Won deal to invoice',
		'Ticket to chat channel',
		'Order to ERP',
	]);
});

test('a generated flow is the template with the overrides merged into it, owned by caller and tenant', async () => {
	const credentials = 'c'.repeat(24);
	const overrides = { name: 'Mine', graph: { nodes: [{ credentials_id: credentials }, {}] } };
	const { status, body } = await call('POST', `/templates/${template.id}/generate`, overrides);
	const [partner] = sandbox.state.users.values();
	expect(status).toBe(201);
	expect(body).toMatchObject({
		data: {
			name: 'Mine',
			status: 'inactive',
			fromTemplate: template.id,
			createdAt: template.createdAt,
			owners: [
				{ id: partner._id, type: 'user' },
				{ id: partner.tenant, type: 'tenant' },
			],
			graph: {
				nodes: [{ ...template.graph.nodes[0], credentials_id: credentials }, template.graph.nodes[1], {}],
			},
		},
		meta: {},
	});
	expect(template.graph.nodes[0]).not.toHaveProperty('credentials_id');
});

test('a template is changed in any status, and its status with it', async () => {
	expect((await call('PATCH', `/templates/${template.id}`, { status: 'draft' })).body).toMatchObject({
		data: { id: template.id, status: 'draft', name: template.name, tags: template.tags },
	});
});

test('the tenant does not become an owner of a new template', async () => {
	const { body } = await call('POST', '/templates', { name: 'New', graph: template.graph });
	const [partner] = sandbox.state.users.values();
	expect(body).toMatchObject({
		data: { owners: [{ id: partner._id, type: 'user' }], tenant: partner.tenant, status: 'draft' },
	});
});
