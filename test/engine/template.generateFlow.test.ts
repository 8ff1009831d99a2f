import type { IDataObject } from 'n8n-workflow';
import { actingAs, Bench, byId, CUSTOMER, INACTIVE, PARTNER, TEMPLATE, told } from './support';

const bench = new Bench();

const generate = async (parameters: IDataObject = {}, template: unknown = TEMPLATE) =>
	await bench.run('template.generateFlow', { template: byId(template), ...parameters });

const generated = (id: unknown) => bench.sandbox.state.flows.get(String(id));

describe('Generate Flow', () => {
	const slow = new Bench({ flowDelay: 60_000 });

	it('gives the new flow, which is not started', async () => {
		const { json } = await generate();
		expect(json).toMatchObject([
			{ name: 'New contact to newsletter', status: 'inactive', fromTemplate: TEMPLATE, owner: PARTNER },
		]);
		expect(generated(json[0].id)?.status).toBe('inactive');
		expect(bench.requests).toEqual([`POST /templates/${TEMPLATE}/generate {}`]);
	});

	it('merges overrides, typed or from an expression', async () => {
		const overrides = { name: 'For Ada', graph: { nodes: [{ fields: { list: 'vip' } }] } };
		await generate({ additionalFields: { overrides: JSON.stringify(overrides) } });
		await bench.run(
			'template.generateFlow',
			{ template: byId(TEMPLATE), additionalFields: { overrides: '={{ $json }}' } },
			{ items: [overrides] },
		);
		expect(bench.requests).toEqual(
			Array(2).fill(`POST /templates/${TEMPLATE}/generate ${JSON.stringify(overrides)}`),
		);
	});

	it('gives the whole flow when it is not to be simplified', async () => {
		const { json } = await generate({ simplify: false });
		expect(json).toEqual([generated(json[0].id)]);
	});

	it('generates it for the user that it acts as', async () => {
		bench.sandbox.state.users.get(CUSTOMER)?.permissions.push('flows.write');
		const { json } = await generate(actingAs('customer-1001'));
		expect(generated(json[0].id)?.owners).toContainEqual({ id: CUSTOMER, type: 'user' });
	});

	test.each([
		['starts it', { startFlow: true }, 'starting'],
		['starts it and waits until it is active', { startFlow: true, wait: true }, 'active'],
		['starts it where only waiting was asked for', { wait: true }, 'active'],
	])('%s', async (_, options, status) => {
		const { json } = await generate({ options });
		expect(json).toMatchObject([{ status, fromTemplate: TEMPLATE }]);
		expect(bench.requests.slice(0, 2)).toEqual([
			`POST /templates/${TEMPLATE}/generate {}`,
			`POST /flows/${String(json[0].id)}/start`,
		]);
	});

	it('says that the flow is there when it could not be started, and generates no second one', async () => {
		bench.sandbox.faults.add({
			path: /\/start$/,
			effect: { status: 403, body: { errors: [{ message: 'MISSING_PERMISSION', code: 403 }] } },
		});
		const { error } = await generate({ options: { startFlow: true } });
		const id = [...bench.sandbox.state.flows.keys()].at(-1);
		expect(told(error)).toMatchObject({
			message: `The flow '${id}' was generated, but not started: This FlowMate account may not use flow '${id}' [item 0]`,
			description:
				"FlowMate demands the permission flows.control. Use another account, or the option 'Act as User'. Start this flow instead of generating it again.",
		});
		expect(bench.sandbox.count('POST', /generate$/)).toBe(1);
	});

	it('does not say that it was not started where nobody knows', async () => {
		bench.sandbox.faults.add({ path: /\/start$/, effect: { reset: 'after' } });
		const { error } = await generate({ options: { startFlow: true } });
		const id = [...bench.sandbox.state.flows.keys()].at(-1);
		expect(told(error).message).toBe(
			`The flow '${id}' was generated, but it is not known whether it was started: The connection to FlowMate broke off [item 0]`,
		);
		expect(generated(id)?.status).not.toBe('inactive');
	});

	it('does not say that it was not started where only its status cannot be read', async () => {
		bench.sandbox.faults.add({
			path: /^\/flows\/\w+$/,
			effect: { status: 403, body: { errors: [{ message: 'MISSING_PERMISSION', code: 403 }] } },
		});
		const { error } = await generate({ options: { startFlow: true, wait: true } });
		const id = [...bench.sandbox.state.flows.keys()].at(-1);
		expect(told(error)).toMatchObject({
			message: `The flow '${id}' was generated. It was started, but its status cannot be read: This FlowMate account may not use flow '${id}' [item 0]`,
			description: expect.stringMatching(/ Do not generate it again\.$/),
		});
	});

	it('says what became of the flow when waiting was to no end', async () => {
		const options = { startFlow: true, wait: true, waitSeconds: 1 };
		const { error } = await slow.run('template.generateFlow', { template: byId(TEMPLATE), options });
		const id = [...slow.sandbox.state.flows.keys()].at(-1);
		expect(told(error)).toMatchObject({
			message: `The flow '${id}' was generated. It is still starting after 1 second [item 0]`,
		});
	});

	it('refuses a waiting time that is no number before it generates anything', async () => {
		const { error } = await generate({ options: { startFlow: true, wait: true, waitSeconds: -1 } });
		expect(error?.message).toBe("'Wait at Most' must be a number above 0: -1 [item 0]");
		expect(bench.requests).toEqual([]);
	});

	it('sends no overrides that are no object', async () => {
		const { error } = await generate({ additionalFields: { overrides: '[]' } });
		expect(told(error)).toMatchObject({
			message: "'Overrides' must be a JSON object [item 0]",
			description: 'Enter something like { "key": "value" }',
		});
		expect(bench.requests).toEqual([]);
	});

	test.each([
		['{"cron":"never"}', '\'Overrides\': cron is not a schedule: "never" [item 0]'],
		['{"cron":5}', "'Overrides': cron is not a schedule: 5 [item 0]"],
		['{"owners":[null]}', "'Overrides': owners is not a list of owners: [null] [item 0]"],
	])('does not send what FlowMate fails at with no reason given: %s', async (overrides, message) => {
		const { error } = await generate({ additionalFields: { overrides } });
		expect(error?.message).toBe(message);
		expect(bench.requests).toEqual([]);
	});

	it('tells where to look when FlowMate gives no reason', async () => {
		const { error } = await generate({ additionalFields: { overrides: '{"graph":{"nodes":[{"id":""}]}}' } });
		expect(told(error)).toEqual({
			message: `FlowMate could not handle the request for template '${TEMPLATE}' (HTTP 500) [item 0]`,
			description:
				"FlowMate may have carried this out. Look for the flow with 'Get Many' of the resource Flow before you repeat it.",
			httpCode: '500',
		});
	});
});

describe('The answer that FlowMate documents, of a flow that is starting already', () => {
	beforeEach(() => {
		const body = { data: { id: INACTIVE, status: 'starting' }, meta: {} };
		bench.sandbox.faults.add({ path: /generate$/, effect: { body } });
	});

	it('is read', async () => {
		const { json } = await generate();
		expect(json).toMatchObject([{ id: INACTIVE, status: 'starting' }]);
	});

	it('is not started once more', async () => {
		const { json } = await generate({ options: { startFlow: true } });
		expect(json).toMatchObject([{ id: INACTIVE, status: 'starting' }]);
		expect(bench.requests).toEqual([`POST /templates/${TEMPLATE}/generate {}`]);
	});
});
