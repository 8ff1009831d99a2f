import { ACTIVE, Bench, by, byId, CUSTOMER, INACTIVE, STUCK, told, UNKNOWN } from './support';

const bench = new Bench();

describe('Get', () => {
	it('gives flat fields, the id first', async () => {
		const { json } = await bench.run('flow.get', { flow: byId(ACTIVE) });
		expect(Object.keys(json[0])[0]).toBe('id');
		expect(json).toEqual([
			{
				id: ACTIVE,
				name: 'New contact to newsletter',
				status: 'active',
				description: 'Subscribes a contact of the CRM to the newsletter',
				type: 'ordinary',
				owner: CUSTOMER,
				fromTemplate: expect.stringMatching(/^[0-9a-f]{24}$/),
				inputParameters: 'firstName: string, lastName: string, email: string',
				updatedAt: '2024-05-03T09:15:00.000Z',
			},
		]);
		expect(bench.requests).toEqual([`GET /flows/${ACTIVE}`]);
	});

	it('gives the flow as FlowMate sent it when it is not to be simplified', async () => {
		const { json } = await bench.run('flow.get', { flow: byId(ACTIVE), simplify: false });
		expect(json).toEqual([bench.sandbox.state.flows.get(ACTIVE)]);
	});

	test.each([
		['from the list', by('list', ACTIVE)],
		['by URL', by('url', `https://app.example.com/flows/${ACTIVE}/edit`)],
		['by the URL of its webhook', by('url', `https://api.example.com/webhooks/${ACTIVE}`)],
		['by an expression', byId('={{ $json.id }}')],
	])('takes the flow %s', async (_, flow) => {
		const { json } = await bench.run('flow.get', { flow }, { items: [{ id: ACTIVE }] });
		expect(json).toMatchObject([{ id: ACTIVE }]);
		expect(bench.requests).toEqual([`GET /flows/${ACTIVE}`]);
	});

	it('shows the input parameters wherever the flow carries them', async () => {
		const flows = [...bench.sandbox.state.flows.keys()].slice(0, 4).map((id) => ({ id }));
		const { json } = await bench.run('flow.get', { flow: byId('={{ $json.id }}') }, { items: flows });
		expect(json.map(({ inputParameters }) => inputParameters)).toEqual([
			'firstName: string, lastName: string, email: string',
			'dealId: string, amount: number, currency: string',
			'ticketId: number, subject: string, urgent: boolean',
			'orderNumber: string, lines: array',
		]);
	});
});

describe('Update', () => {
	it('sends what was set and nothing else', async () => {
		const updateFields = { name: 'Tickets', cron: '' };
		const { json } = await bench.run('flow.update', { flow: byId(INACTIVE), updateFields });
		expect(json).toMatchObject([{ id: INACTIVE, name: 'Tickets', status: 'inactive', cron: '' }]);
		expect(bench.requests).toEqual([`PATCH /flows/${INACTIVE} {"name":"Tickets","cron":""}`]);
		expect(bench.sandbox.requests.at(-1)?.headers['content-type']).toBe('application/json');
	});

	it('takes JSON as text and as an object', async () => {
		const flowSettings = { webhooks: { requireWebhookAuth: true } };
		const parameters = (value: unknown) => ({
			flow: byId(INACTIVE),
			updateFields: { flowSettings: value as string },
		});
		await bench.run('flow.update', parameters(JSON.stringify(flowSettings)));
		await bench.run('flow.update', parameters('={{ $json }}'), { items: [flowSettings] });
		expect(bench.requests).toEqual(
			Array(2).fill(`PATCH /flows/${INACTIVE} ${JSON.stringify({ flowSettings })}`),
		);
	});

	it('never sends an id, a status or a time, which would redirect or spoil the update', async () => {
		const otherFields = { id: ACTIVE, _id: ACTIVE, status: 'active', createdAt: 'x', name: 'Tickets' };
		const updateFields = { otherFields: JSON.stringify(otherFields) };
		await bench.run('flow.update', { flow: byId(INACTIVE), updateFields });
		expect(bench.requests).toEqual([`PATCH /flows/${INACTIVE} {"name":"Tickets"}`]);
	});

	it('sends nothing when nothing is to change', async () => {
		const { error } = await bench.run('flow.update', { flow: byId(INACTIVE), updateFields: {} });
		expect(told(error)).toMatchObject({
			message: "'Update Fields' is empty [item 0]",
			description: 'Add the fields that are to change',
		});
		expect(bench.requests).toEqual([]);
	});

	it('sends no graph that FlowMate would refuse', async () => {
		const node = { id: 'a', componentId: '5ca5c44c187c040010a9bb8b', function: 'trigger' };
		const graph = JSON.stringify({
			nodes: [node, { ...node, id: 'b' }],
			edges: [{ source: 'a', target: 'c' }],
		});
		const { error } = await bench.run('flow.update', { flow: byId(INACTIVE), updateFields: { graph } });
		expect(told(error)).toMatchObject({
			message: "'Graph': edges[0].target is not the id of a node [item 0]",
			description: 'Set it to one of a, b',
		});
		expect(bench.requests).toEqual([]);
	});

	it('tells which status keeps a flow from being changed', async () => {
		const { error } = await bench.run('flow.update', { flow: byId(ACTIVE), updateFields: { name: 'x' } });
		expect(told(error)).toEqual({
			message: `The flow '${ACTIVE}' is active: only inactive flows can be changed or deleted [item 0]`,
			description: 'Stop the flow, wait until it is inactive, then run this again',
			httpCode: '409',
		});
	});

	it('says what is no schedule', async () => {
		const { error } = await bench.run('flow.update', {
			flow: byId(INACTIVE),
			updateFields: { cron: 'never' },
		});
		expect(told(error)).toEqual({
			message: '\'Cron\' is not a schedule: "never" [item 0]',
			description:
				'Enter five or six parts, such as */5 * * * * for every five minutes, or leave it empty for none',
			httpCode: 'none',
		});
		expect(bench.requests).toEqual([]);
	});

	test.each(['"x"', '{}', 'null', '[null]', '[{"id":"","type":"user"}]', '[{"id":"a"}]'])(
		'does not send owners that FlowMate never answers: %s',
		async (owners) => {
			const { error } = await bench.run('flow.update', {
				flow: byId(INACTIVE),
				updateFields: { otherFields: `{"owners":${owners}}` },
			});
			expect(error?.message).toContain("'Other Fields (JSON)': owners is not a list of owners: ");
			expect(bench.requests).toEqual([]);
		},
	);

	it('sends owners that are some', async () => {
		const owners = [{ id: CUSTOMER, type: 'user' }];
		const { error } = await bench.run('flow.update', {
			flow: byId(INACTIVE),
			updateFields: { otherFields: JSON.stringify({ owners }) },
		});
		expect(error).toBeUndefined();
		expect(bench.sandbox.state.flows.get(INACTIVE)?.owners).toEqual(expect.arrayContaining(owners));
	});
});

describe('Delete', () => {
	it('deletes the flow and says so', async () => {
		const { json } = await bench.run('flow.delete', { flow: byId(INACTIVE) });
		expect(json).toEqual([{ deleted: true, id: INACTIVE }]);
		expect(bench.requests).toEqual([`DELETE /flows/${INACTIVE}`]);
		expect(bench.sandbox.state.flows.has(INACTIVE)).toBe(false);
	});

	it('counts as done when the answer was lost and the flow is gone', async () => {
		bench.sandbox.faults.add({ method: 'DELETE', times: 1, effect: { reset: 'after' } });
		const { json } = await bench.run('flow.delete', { flow: byId(INACTIVE) });
		expect(json).toEqual([{ deleted: true, id: INACTIVE }]);
		expect(bench.requests).toHaveLength(2);
	});

	it('does not count as done where nothing was there, though FlowMate asked to slow down first', async () => {
		const effect = { status: 429, retryAfter: '0' };
		bench.sandbox.faults.add({ method: 'DELETE', times: 1, effect });
		const { json, error } = await bench.run('flow.delete', { flow: byId(UNKNOWN) });
		expect(error?.message).toBe(`There is no flow '${UNKNOWN}' [item 0]`);
		expect(json).toEqual([]);
	});

	it('leaves a flow alone that is not inactive', async () => {
		const { error } = await bench.run('flow.delete', { flow: byId(STUCK) });
		expect(told(error)).toMatchObject({
			message: `The flow '${STUCK}' is still stopping: only inactive flows can be changed or deleted [item 0]`,
			httpCode: '409',
		});
		expect(bench.sandbox.state.flows.has(STUCK)).toBe(true);
	});
});
