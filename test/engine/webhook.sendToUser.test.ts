import { startFlowMate } from '../../sandbox/flowmate';
import { CredentialsHelper } from './harness/credentials';
import { Bench, by, byId, CUSTOMER, flowOf, templateOf, told } from './support';

const bench = new Bench();

const NEWSLETTER = flowOf('customer-1001', 'New contact to newsletter');
const INVOICE = flowOf('customer-1001', 'Won deal to invoice');
const ERP = flowOf('customer-1001', 'Order to ERP');

/** Everything that the three active flows of the customer ask for. */
const ORDER = {
	firstName: 'Ada',
	lastName: 'Lovelace',
	email: 'ada@example.com',
	dealId: 'd-1',
	amount: '12.5',
	currency: 'EUR',
	orderNumber: 4711,
	lines: [{ sku: 'a' }],
};

const byName = (username: unknown) => by('username', username);
const send = async (parameters: object, options: object = {}) =>
	await bench.run('webhook.sendToUser', { user: byName('customer-1001'), ...parameters } as never, options);

/** What arrived, by flow. */
const arrived = () =>
	Object.fromEntries(
		bench.sandbox.requests
			.filter(({ path }) => path.startsWith('/webhooks/'))
			.map(({ path, body }) => [path.split('/').at(-1), JSON.parse(String(body)) as unknown]),
	);

describe("Send Data to User's Flows", () => {
	it('gives each active flow what it asks for, in its types, and leaves out the one with a schedule', async () => {
		const { json, error } = await send({}, { items: [ORDER] });
		expect(error).toBeUndefined();
		expect(arrived()).toEqual({
			[NEWSLETTER]: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
			[INVOICE]: { dealId: 'd-1', amount: 12.5, currency: 'EUR' },
			[ERP]: { orderNumber: '4711', lines: [{ sku: 'a' }] },
		});
		expect(json).toEqual(
			[
				[NEWSLETTER, 'New contact to newsletter'],
				[INVOICE, 'Won deal to invoice'],
				[ERP, 'Order to ERP'],
			].map(([flow, name]) => ({
				user: CUSTOMER,
				flow,
				name,
				requestId: expect.any(String),
				message: 'thank you',
			})),
		);
	});

	it.each([
		['of a name', { nameContains: 'INVOICE' }, [INVOICE]],
		['of a template', { template: byId(templateOf('Won deal to invoice')) }, [INVOICE]],
		['of a template that has no flow here', { template: byId(flowOf('x', 'y')) }, []],
		['of these IDs', { flowIds: `${ERP}, ${NEWSLETTER.toUpperCase()}` }, [NEWSLETTER, ERP]],
	])('keeps to flows %s', async (_, whichFlows, flows) => {
		await send({ whichFlows, dataMode: 'json', json: '{"n":1}' });
		expect(Object.keys(arrived()).sort()).toEqual([...flows].sort());
	});

	it('keeps to the active flows of the user, whatever FlowMate lists', async () => {
		const data = [...bench.sandbox.state.flows.values()];
		const meta = { total: data.length, page: 1, perPage: 1_000 };
		bench.sandbox.faults.add({ path: /^\/flows$/, effect: { body: { data, meta } } });
		await send({ dataMode: 'item' }, { items: [{ n: 1 }] });
		expect(Object.keys(arrived()).sort()).toEqual([NEWSLETTER, INVOICE, ERP].sort());
	});

	it('finds a name in either form of its accents, and calls a flow without one by its ID', async () => {
		bench.sandbox.state.flows.get(INVOICE)!.name = '\u00dcber';
		await send({ whichFlows: { nameContains: 'u\u0308b' }, dataMode: 'item' }, { items: [{ n: 1 }] });
		expect(Object.keys(arrived())).toEqual([INVOICE]);
		delete bench.sandbox.state.flows.get(INVOICE)!.name;
		const { json } = await send({ whichFlows: { flowIds: INVOICE } }, { items: [ORDER] });
		expect(json).toMatchObject([{ name: INVOICE, flow: INVOICE, message: 'thank you' }]);
	});

	it.each([
		[
			{ nameContains: '={{ $json.nothing ?? "" }}' },
			"'Name Contains' is empty: its expression gave nothing for this item",
		],
		[{ nameContains: '' }, "'Name Contains' is empty"],
		[{ flowIds: `${INVOICE}, 123` }, `'Flow IDs' holds what is no ID: "123"`],
		[{ flowIds: `${INVOICE} ${ERP}` }, `'Flow IDs' holds what is no ID: "${INVOICE} ${ERP}"`],
	])('sends nothing for %j', async (whichFlows, message) => {
		const { error } = await send({ whichFlows }, { items: [ORDER] });
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(arrived()).toEqual({});
	});

	it('says that no flow fits where some are active', async () => {
		const { json } = await send({ whichFlows: { nameContains: 'zzz' } }, { items: [ORDER] });
		const message = `The user '${CUSTOMER}' has no active flow that takes data and fits 'Which Flows'`;
		expect(json).toEqual([{ name: null, flow: null, user: CUSTOMER, message }]);
	});

	it('asks for no flows of a user whose ID FlowMate does not give', async () => {
		bench.sandbox.faults.add({ path: '/users', effect: { body: [{ username: 'customer-1001' }] } });
		const { error } = await send({}, { items: [ORDER] });
		expect(error?.message).toBe("FlowMate gave no ID of the user 'customer-1001' [item 0]");
		expect(bench.requests).toEqual(['GET /users?username=customer-1001']);
	});

	it('looks up each user and his flows once, however many items name them', async () => {
		const items = Array.from({ length: 40 }, (_, index) => ({
			user: `customer-100${1 + (index % 4)}`,
			n: index,
		}));
		const { json } = await send({ user: byName('={{ $json.user }}'), dataMode: 'item' }, { items });
		const { sandbox } = bench;
		expect([sandbox.count('GET', '/users'), sandbox.count('GET', '/flows')]).toEqual([4, 4]);
		expect(sandbox.count('POST', '/webhooks')).toBe(json.length);
		expect(new Set(json.map(({ requestId }) => requestId)).size).toBe(json.length);
	});

	it('reads the credential once for each item, however many flows get it, and has n8n store the session once', async () => {
		const read = jest.spyOn(CredentialsHelper.prototype, 'getDecrypted');
		const stored = jest.spyOn(CredentialsHelper.prototype, 'updateCredentials');
		const { json } = await send({}, { items: Array.from({ length: 15 }, () => ORDER) });
		expect(json).toHaveLength(45);
		// The first item's, and all others to compare it with.
		expect([read.mock.calls.length, stored.mock.calls.length]).toEqual([15, 1]);
	});

	it('gives names before IDs', async () => {
		const { json } = await send({}, { items: [ORDER] });
		expect(Object.keys(json[0])).toEqual(['name', 'flow', 'user', 'requestId', 'message']);
	});

	it('says of other items what became of them, where one fails', async () => {
		const items = [ORDER, { ...ORDER, dealId: { no: 'text' } }, ORDER];
		const { error } = await send({}, { items });
		expect(told(error)).toMatchObject({
			message: `1 of 3 flows of user '${CUSTOMER}' did not get the data: 'Won deal to invoice' (${INVOICE}) [item 1]`,
			description: expect.stringMatching(
				/Do not send to the other flows again\..* 1 of 3 items was not done, or not in full\. The other 2 need not be done again\.$/,
			),
		});
		expect(bench.sandbox.count('POST', '/webhooks')).toBe(8);
	});

	it('takes no more than 50 + 50 requests beside 2,000 that send, for 1,000 items of 50 customers with 2 flows each', async () => {
		const sandbox = await startFlowMate({ seed: { users: 50, flows: 100 } });
		for (const flow of sandbox.state.flows.values()) flow.status = 'active';
		const items = Array.from({ length: 1_000 }, (_, index) => ({
			user: `user-${String(1 + (index % 50)).padStart(6, '0')}`,
			firstName: 'Ada',
		}));
		const { url, partner } = sandbox;
		const credential = bench.credentialWith({ baseUrl: url, ...partner });
		const { json, error } = await send({ user: byName('={{ $json.user }}') }, { items, credential });
		expect(error).toBeUndefined();
		expect(new Set(json.map(({ requestId }) => requestId)).size).toBe(2_000);
		expect([sandbox.count('GET', '/users'), sandbox.count('GET', '/flows')]).toEqual([50, 50]);
		expect(sandbox.count('POST', '/webhooks/')).toBe(2_000);
		await sandbox.close();
	}, 120_000);

	it('tells of a flow that is stopped before it gets the data, and serves the others', async () => {
		const { state, faults } = bench.sandbox;
		// What was listed as active is looked at again only where it takes no data.
		const listed = structuredClone([...state.flows.values()]);
		faults.add({ path: /^\/flows$/, effect: { body: { data: listed, meta: { total: listed.length } } } });
		state.flows.get(INVOICE)!.status = 'inactive';
		const { json } = await send({}, { items: [ORDER], onError: 'continueRegularOutput' });
		expect(json.map(({ flow, error }) => [flow, error])).toEqual([
			[NEWSLETTER, undefined],
			[
				INVOICE,
				{
					code: 404,
					message: `The flow '${INVOICE}' takes no data: it is inactive. Start the flow and wait until it is active, then send again`,
				},
			],
			[ERP, undefined],
		]);
		expect(Object.keys(arrived())).toEqual(expect.arrayContaining([NEWSLETTER, ERP]));
	});

	it.each([
		[
			'tell',
			[
				{
					user: expect.any(String),
					flow: null,
					name: null,
					message: expect.stringContaining('no active flow'),
				},
			],
		],
		['passOver', []],
	])('where no flow is active, may %s', async (whenNoFlow, expected) => {
		for (const flow of bench.sandbox.state.flows.values()) flow.status = 'inactive';
		const { json, error } = await send({ options: { whenNoFlow } }, { items: [ORDER] });
		expect([error, json]).toEqual([undefined, expected]);
	});

	it('of an ID that no user has says so, however it goes on without flows', async () => {
		const user = byId('b'.repeat(24));
		const { error } = await send({ user, options: { whenNoFlow: 'passOver' } }, { items: [ORDER, ORDER] });
		expect(error?.message).toBe(`There is no user '${'b'.repeat(24)}' [item 0]`);
		expect(bench.sandbox.count('GET', '/users/bbb')).toBe(1);
	});

	it('where no flow is active, may fail', async () => {
		for (const flow of bench.sandbox.state.flows.values()) flow.status = 'inactive';
		const { error } = await send({ options: { whenNoFlow: 'fail' } }, { items: [ORDER] });
		expect(error?.message).toBe(`The user '${CUSTOMER}' has no active flow that takes data [item 0]`);
	});

	it('says of each flow what became of it, where the node goes on', async () => {
		const order = { ...ORDER, dealId: { no: 'text' } };
		const { json } = await send({}, { items: [order], onError: 'continueRegularOutput' });
		expect(json.map(({ flow, error }) => [flow, error])).toEqual([
			[NEWSLETTER, undefined],
			[
				INVOICE,
				{ code: 0, message: expect.stringContaining("'dealId' that flow 'Won deal to invoice' asks for") },
			],
			[ERP, undefined],
		]);
	});

	it('fails after all flows were served, and names those that were not', async () => {
		bench.sandbox.faults.add({ path: `/webhooks/${INVOICE}`, effect: { status: 403, body: {} } });
		const { error } = await send({ dataMode: 'json', json: '{"n":1}' });
		expect(told(error)).toMatchObject({
			message: `1 of 3 flows of user '${CUSTOMER}' did not get the data: 'Won deal to invoice' (${INVOICE}) [item 0]`,
			description: expect.stringContaining('Do not send to the other flows again.'),
		});
		expect(bench.sandbox.count('POST', '/webhooks')).toBe(3);
	});

	it('sends each flow that was not served to the error output, with what came in', async () => {
		bench.sandbox.faults.add({ path: `/webhooks/${INVOICE}`, effect: { status: 403, body: {} } });
		const { json, errorItems } = await send({}, { items: [ORDER], onError: 'continueErrorOutput' });
		expect(json).toHaveLength(2);
		expect(errorItems.map((item) => item.json)).toEqual([
			{
				...ORDER,
				error: expect.stringContaining('takes data from authorized senders only'),
				message: `'Won deal to invoice' of user '${CUSTOMER}': ${INVOICE} (403)`,
			},
		]);
	});

	it('tells each item that its user is unknown, after one look', async () => {
		const user = byName('nobody');
		const { json } = await send({ user }, { items: [ORDER, ORDER], onError: 'continueRegularOutput' });
		expect(json.map(({ error }) => error)).toEqual([
			"FlowMate has no user with the user name 'nobody' [item 0]",
			"FlowMate has no user with the user name 'nobody' [item 1]",
		]);
		expect(bench.requests).toHaveLength(1);
	});
});

describe('Mapped fields', () => {
	const field = (id: string, type: string) => ({
		id,
		displayName: id,
		type,
		required: false,
		display: true,
		defaultMatch: false,
	});
	const mapped = (value: object) => {
		const schema = Object.keys(value).map((id) => field(id, 'string'));
		return { dataMode: 'mapped', mappedFields: { mappingMode: 'defineBelow', value, schema } };
	};

	it('go to those flows of a user that ask for them', async () => {
		const { json } = await send(mapped({ dealId: 'd-1' }), { items: [{}], onError: 'continueRegularOutput' });
		expect(arrived()).toEqual({ [INVOICE]: { dealId: 'd-1' } });
		expect(json).toMatchObject([
			{ error: { message: expect.stringContaining("'Mapped Fields' was filled for another flow than") } },
			{ flow: INVOICE, message: 'thank you' },
			{ error: {} },
		]);
	});

	it('take the types of the flow at hand, not of the one that they were mapped for', async () => {
		const parameters = { flow: byId('={{ $json.flow }}'), ...mapped({ amount: '={{ $json.amount }}' }) };
		const items = ['12.5', 'much'].map((amount) => ({ flow: INVOICE, amount }));
		const onError = 'continueRegularOutput' as const;
		const { json } = await bench.run('webhook.send', parameters as never, { items, onError });
		expect(arrived()).toEqual({ [INVOICE]: { amount: 12.5 } });
		expect(json[1].error).toBe(
			"The field 'amount' that flow 'Won deal to invoice' asks for is not of the type number [item 1]",
		);
	});
});

describe('What Each Flow Asks For', () => {
	const one = async (item: object, flow: unknown = INVOICE) =>
		await bench.run('webhook.send', { flow: byId(flow) }, { items: [item as never] });

	it('is the default of Send Data to Flow, with one look at each flow', async () => {
		const items = [NEWSLETTER, INVOICE, ERP, INVOICE].map((flow) => ({ ...ORDER, flow }));
		await bench.run('webhook.send', { flow: byId('={{ $json.flow }}') }, { items });
		expect(Object.keys(arrived())).toHaveLength(3);
		expect(bench.sandbox.count('GET', '/flows/')).toBe(3);
	});

	it('is refused where no field of the item has such a name', async () => {
		const { error } = await one({ DealId: 'd-1', Amount: 5 });
		expect(told(error)).toMatchObject({
			message:
				"No field of the item has a name that flow 'Won deal to invoice' asks for: dealId, amount, currency [item 0]",
			description: expect.stringContaining('The item has DealId, Amount.'),
		});
		expect(arrived()).toEqual({});
	});

	it.each(['Amount', ' amount', 'AMOUNT '])(
		"is refused where the item spells one of its fields '%s'",
		async (name) => {
			const { error } = await one({ dealId: 'd-1', [name]: 5 });
			expect(error?.message).toBe(
				`The item has a field '${name}', but what flow 'Won deal to invoice' asks for is spelled 'amount' [item 0]`,
			);
			expect(arrived()).toEqual({});
		},
	);

	it('is not in doubt where the item has a field in both spellings, or nothing in the other one', async () => {
		await one({ dealId: 'd-1', DealID: 'x', Amount: '' });
		expect(arrived()).toEqual({ [INVOICE]: { dealId: 'd-1' } });
	});

	test.each([undefined, null, ''])(
		'is refused where a required field is %j, and names it',
		async (dealId) => {
			bench.sandbox.state.flows.get(INVOICE)!.inputParameters = {
				dealId: { type: 'string', required: true },
				amount: { type: 'number' },
			};
			const { error } = await one({ dealId, amount: 5 });
			expect(told(error)).toMatchObject({
				message: "The field 'dealId' that flow 'Won deal to invoice' asks for is empty [item 0]",
			});
			expect(arrived()).toEqual({});
		},
	);

	it('is in the types that other systems call otherwise, and as it is in those that nobody knows', async () => {
		const inputParameters = { a: 'integer', b: 'bool', c: 'anything', d: { type: ['number', 'null'] } };
		bench.sandbox.state.flows.get(ERP)!.inputParameters = inputParameters;
		await one({ a: '5', b: 'true', c: { x: [1] }, d: 4.5 }, ERP);
		expect(arrived()).toEqual({ [ERP]: { a: 5, b: true, c: { x: [1] }, d: 4.5 } });
	});

	it('is the whole item for a flow that names no input parameters', async () => {
		delete bench.sandbox.state.flows.get(ERP)!.inputParameters;
		await one({ a: 1 }, ERP);
		expect(arrived()).toEqual({ [ERP]: { a: 1 } });
	});

	it('is told apart from fields that were mapped for another flow', async () => {
		const field = {
			id: 'firstName',
			displayName: 'firstName',
			type: 'string',
			required: false,
			display: true,
		};
		const mappedFields = {
			mappingMode: 'defineBelow',
			value: { firstName: 'Ada' },
			schema: [{ ...field, defaultMatch: false }],
		};
		const items = [NEWSLETTER, INVOICE].map((flow) => ({ flow }));
		const { json } = await bench.run(
			'webhook.send',
			{ flow: byId('={{ $json.flow }}'), dataMode: 'mapped', mappedFields } as never,
			{ items, onError: 'continueRegularOutput' },
		);
		expect(json).toMatchObject([
			{ flow: NEWSLETTER, message: 'thank you' },
			{
				error:
					"'Mapped Fields' was filled for another flow than 'Won deal to invoice', which asks for dealId, amount, currency [item 1]",
			},
		]);
		expect(Object.keys(arrived())).toEqual([NEWSLETTER]);
	});
});
