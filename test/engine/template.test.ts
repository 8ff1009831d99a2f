import type { IDataObject } from 'n8n-workflow';
import { TENANT } from '../../sandbox/flowmate';
import { Bench, by, byId, CUSTOMER, PARTNER, TEMPLATE, templateOf, told } from './support';

const bench = new Bench();
const DRAFT = templateOf('Birthday greetings');
const COMPONENT = '5ca5c44c187c040010a9bb8b';
const GRAPH = { nodes: [{ id: 'step_1', componentId: COMPONENT, function: 'trigger' }], edges: [] };

const stored = (id: unknown) => bench.sandbox.state.templates.get(String(id));

describe('Get', () => {
	it('gives flat fields, the id first', async () => {
		const { json } = await bench.run('template.get', { template: byId(TEMPLATE) });
		expect(Object.keys(json[0])[0]).toBe('id');
		expect(json).toEqual([
			{
				id: TEMPLATE,
				name: 'New contact to newsletter',
				status: 'published',
				description: 'Subscribes a contact of the CRM to the newsletter',
				type: 'ordinary',
				tenant: TENANT,
				tags: 'marketing',
				steps: 3,
				updatedAt: '2024-03-05T10:00:00.000Z',
			},
		]);
		expect(bench.requests).toEqual([`GET /templates/${TEMPLATE}`]);
	});

	it('gives the template as FlowMate sent it when it is not to be simplified', async () => {
		const template = by('url', `https://app.example.com/templates/${TEMPLATE}`);
		const { json } = await bench.run('template.get', { template, simplify: false });
		expect(json).toEqual([stored(TEMPLATE)]);
	});
});

describe('Get Many', () => {
	it('always says in which order, since pages overlap otherwise', async () => {
		const { json } = await bench.run('template.getAll');
		expect(bench.requests).toEqual(['GET /templates?sort=createdAt&page[size]=50&page[number]=1']);
		expect(json.map(({ name }) => name)).toEqual([
			'New contact to newsletter',
			'Won deal to invoice',
			'Ticket to chat channel',
			'Order to ERP',
			'Nightly contact sync',
			'Birthday greetings',
		]);
	});

	test.each([
		[{ status: 'published' }, 'filter[status]=1', 5],
		[{ status: 'draft' }, 'filter[status]=0', 1],
		[{ type: 'ordinary' }, 'filter[type]=ordinary', 6],
		[{ tags: 'sales' }, 'tags=sales', 2],
		[{ tags: '={{ ["sales", "support"] }}' }, 'tags=sales,support', 3],
		[{ search: 'deal' }, 'search=deal', 1],
	])('filters by %j', async (filters, query, count) => {
		const { json } = await bench.run('template.getAll', { filters });
		expect(bench.requests).toEqual([`GET /templates?${query}&sort=createdAt&page[size]=50&page[number]=1`]);
		expect(json).toHaveLength(count);
	});

	it('filters by user where the account may', async () => {
		const credential = bench.credentialOf('all');
		const filters = { user: byId(PARTNER) };
		const { json } = await bench.run('template.getAll', { filters }, { credential });
		expect(json).toHaveLength(6);
	});

	it('says that the account may not filter by user', async () => {
		const { error } = await bench.run('template.getAll', { filters: { user: byId(CUSTOMER) } });
		expect(told(error)).toEqual({
			message:
				'This FlowMate account may not use the templates: Filtering by user is only available to admins [item 0]',
			description: 'Leave out what the message names, or use an account that may do it',
			httpCode: '403',
		});
	});

	it.each([
		[{ status: '={{ $json.none }}' }, 'Status'],
		[{ tags: '={{ $json.none }}' }, 'Tags'],
		[{ user: byId('={{ $json.none }}') }, 'User'],
	])('does not give all templates because a filter found nothing: %j', async (filters, name) => {
		const { error } = await bench.run('template.getAll', { filters });
		expect(error?.message).toBe(`'${name}' is empty: its expression gave nothing for this item [item 0]`);
		expect(bench.requests).toEqual([]);
	});
});

describe('Create', () => {
	it('sends the graph, and gives the new template', async () => {
		const { json } = await bench.run('template.create', { graph: JSON.stringify(GRAPH) });
		expect(json).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f]{24}$/), status: 'draft', steps: 1 }]);
		expect(bench.requests).toEqual([`POST /templates ${JSON.stringify({ graph: GRAPH })}`]);
		expect(stored(json[0].id)).toMatchObject({ graph: GRAPH, owners: [{ id: PARTNER, type: 'user' }] });
	});

	it('takes the graph as an object', async () => {
		const { error } = await bench.run('template.create', { graph: '={{ $json }}' }, { items: [GRAPH] });
		expect(error).toBeUndefined();
		expect(bench.requests).toEqual([`POST /templates ${JSON.stringify({ graph: GRAPH })}`]);
	});

	it('sends what was added', async () => {
		const texts = {
			name: 'Orders',
			description: 'All of them',
			status: 'published',
			type: 'long_running',
			cron: '*/5 * * * *',
		};
		const objects = { flowSettings: '{"parallel":2}', otherFields: '{"tags":["erp"],"id":"x"}' };
		const additionalFields = { ...texts, ...objects };
		const parameters = { graph: JSON.stringify(GRAPH), additionalFields, simplify: false };
		const { json } = await bench.run('template.create', parameters);
		expect(json).toMatchObject([{ ...texts, flowSettings: { parallel: 2 }, tags: ['erp'], graph: GRAPH }]);
	});

	it('shares it with the tenant', async () => {
		const parameters = { graph: JSON.stringify(GRAPH), additionalFields: { shareWithTenant: true } };
		const { json } = await bench.run('template.create', parameters);
		expect(bench.requests).toEqual([
			'GET /users/me',
			`POST /templates ${JSON.stringify({ graph: GRAPH, owners: [{ id: TENANT, type: 'tenant' }] })}`,
		]);
		expect(stored(json[0].id)?.owners).toContainEqual({ id: TENANT, type: 'tenant' });
	});

	it('says that there is no tenant to share it with', async () => {
		const credential = bench.credentialOf('templates.write');
		const user = [...bench.sandbox.state.users.values()].at(-1);
		delete user?.tenant;
		const parameters = { graph: JSON.stringify(GRAPH), additionalFields: { shareWithTenant: true } };
		const { error } = await bench.run('template.create', parameters, { credential });
		expect(told(error)).toMatchObject({
			message: "'Share with Tenant' is on, but this account belongs to no tenant [item 0]",
			description: "Turn off 'Share with Tenant', or use an account of a tenant",
		});
		expect(bench.requests).toEqual(['GET /users/me']);
	});

	test.each([
		['{', "'Graph' is not valid JSON (character 1) [item 0]"],
		['[]', "'Graph' must be a JSON object [item 0]"],
		['{"nodes":[]}', "'Graph': there are no nodes [item 0]"],
		['={{ undefined }}', "'Graph' is empty: its expression gave nothing for this item [item 0]"],
	])('sends no graph that FlowMate would refuse: %s', async (graph, message) => {
		const { error } = await bench.run('template.create', { graph });
		expect(error?.message).toBe(message);
		expect(bench.requests).toEqual([]);
	});
});

describe('Update', () => {
	const update = async (updateFields: IDataObject, template = DRAFT) =>
		await bench.run('template.update', { template: byId(template), updateFields });

	it('publishes a template', async () => {
		const { json } = await update({ status: 'published' });
		expect(json).toMatchObject([{ id: DRAFT, status: 'published', name: 'Birthday greetings' }]);
		expect(bench.requests).toEqual([`PATCH /templates/${DRAFT} {"status":"published"}`]);
	});

	it('never sends an id, which would redirect the update', async () => {
		await update({ otherFields: JSON.stringify({ id: TEMPLATE, _id: TEMPLATE, name: 'Greetings' }) });
		expect(bench.requests).toEqual([`PATCH /templates/${DRAFT} {"name":"Greetings"}`]);
	});

	it('sends no schedule that FlowMate does not accept', async () => {
		const { error } = await update({ cron: 'never' });
		expect(told(error)).toEqual({
			message: '\'Cron\' is not a schedule: "never" [item 0]',
			description:
				'Enter five or six parts, such as */5 * * * * for every five minutes, or leave it empty for none',
			httpCode: 'none',
		});
	});

	it('says so where an installation changes drafts only', async () => {
		const body = { errors: [{ message: 'Template is not a draft', code: 409 }] };
		bench.sandbox.faults.add({ method: 'PATCH', effect: { status: 409, body } });
		const { error } = await update({ name: 'x' }, TEMPLATE);
		expect(told(error)).toEqual({
			message: `FlowMate does not allow this in the present state of template '${TEMPLATE}': Template is not a draft [item 0]`,
			description: "Look at its status with 'Get', and change that first",
			httpCode: '409',
		});
	});
});

describe('Delete', () => {
	it('deletes the template and says so', async () => {
		const { json } = await bench.run('template.delete', { template: byId(DRAFT) });
		expect(json).toEqual([{ deleted: true, id: DRAFT }]);
		expect(bench.requests).toEqual([`DELETE /templates/${DRAFT}`]);
		expect(stored(DRAFT)).toBeUndefined();
	});
});

test('The list of templates in the editor is searched whatever the case', async () => {
	const { results } = await bench.engine.listSearch({
		node: 'flowMate',
		method: 'searchTemplates',
		credential: bench.credential,
		filter: 'GREET',
	});
	expect(results).toEqual([{ name: 'Birthday greetings (draft)', value: DRAFT }]);
	expect(bench.requests).toEqual(['GET /templates?sort=name&page[size]=1000&page[number]=1']);
});

test.each<[string, IDataObject]>([
	['template.create', { graph: '={{ $json.graph }}' }],
	['template.generateFlow', { template: byId('={{ $json.template }}') }],
])(
	'%s says of the other items that they are not to be done again, where one fails',
	async (operation, parameters) => {
		const good = { graph: GRAPH, template: TEMPLATE };
		const items = [good, { graph: {} }, good];
		const { error } = await bench.run(operation, parameters, { items });
		expect(error?.description).toMatch(
			/ 1 of 3 items was not done, or not in full\. The other 2 need not be done again\.$/,
		);
		expect(bench.sandbox.count('POST', '/templates')).toBe(2);
	},
);
