/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { IDataObject } from 'n8n-workflow';
import { newId } from '../../sandbox/flowmate';
import { ACTIVE, actingAs, Bench, CUSTOMER, told, UNKNOWN } from './support';

const bench = new Bench({ seed: 'empty' });

const NOVEMBER = { start: '2026-11-01', end: '2026-11-30' };
const THIS_MONTH = 'GET /icenter/executions?start=2026-11-01&end=2026-11-26&groupby=user';

/** Adds a user of the partner's tenant, who had so many executions on a day. */
function customer(username: string, executions = 0, { id = newId(), day = '2026-11-02' } = {}): string {
	const [partner] = bench.sandbox.state.users.values();
	bench.sandbox.state.users.set(id, { ...partner, _id: id, username });
	if (executions > 0) bench.sandbox.countExecutions({ user: id, flow: ACTIVE, day, executions });
	return id;
}

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-26T12:00:00Z'));
	customer('customer-1001', 812, { id: CUSTOMER });
});
afterEach(() => jest.restoreAllMocks());

const check = async (items: object[], parameters: IDataObject = {}, options: object = {}) =>
	await bench.run('execution.checkLimits', parameters, { items: items as never, ...options });

/** The same, where the node goes on: what each item says. */
const outcomes = async (items: object[], parameters: IDataObject = {}) =>
	(await check(items, parameters, { onError: 'continueRegularOutput' })).json;

const errorOf = async (item: object) => {
	const [{ error }] = await outcomes([item]);
	return (error as { message?: string } | undefined)?.message;
};

describe('Check Limits', () => {
	it("tells how far each customer is with his limit in this month, with the trigger's ID of the event", async () => {
		const items = [
			{ customer: 'customer-1001', limit: 1000 },
			{ customer: CUSTOMER, limit: '800' },
			{ customer: 'customer-1001', limit: 2000 },
		];
		const { json, items: out } = await check(items);
		const same = { id: CUSTOMER, username: 'customer-1001', executions: 812, window: NOVEMBER };
		const event = `user/${CUSTOMER}/2026-11-01..2026-11-30`;
		expect(json).toEqual([
			{
				...same,
				limit: 1000,
				percentageUsed: 81.2,
				percentage: 80,
				reached: [80],
				eventId: `${event}/80%of1000`,
			},
			{
				...same,
				limit: 800,
				percentageUsed: 101.5,
				percentage: 100,
				reached: [80, 100],
				eventId: `${event}/100%of800`,
			},
			{ ...same, limit: 2000, percentageUsed: 40.6, percentage: null, reached: [], eventId: null },
		]);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(bench.requests).toEqual([THIS_MONTH]);
	});

	it('takes customers and limits from other fields, also inside objects', async () => {
		const fields = { customerField: 'crm.id', limitField: 'plan.executions', percentages: '50' };
		const items = [{ crm: { id: ' Customer-1001 ' }, plan: { executions: 1600 } }];
		const { json } = await check(items, fields);
		expect(json).toMatchObject([
			{ username: 'customer-1001', limit: 1600, percentageUsed: 50.75, reached: [50] },
		]);
	});

	it('takes all limits from JSON', async () => {
		const parameters = { limitsFrom: 'json', limits: '{ "customer-1001": 812, "nobody": 5 }' };
		expect(await outcomes([{}], parameters)).toMatchObject([
			{ executions: 812, limit: 812, percentage: 100 },
			{ id: 'nobody', error: { code: 404 } },
		]);
	});

	test.each([
		['day', '2026-11-26', '2026-11-26', '2026-11-26'],
		['week', '2026-11-23', '2026-11-29', '2026-11-26'],
		['month', '2026-11-01', '2026-11-30', '2026-11-26'],
	])('counts the %s that is under way, up to today', async (window, start, end, until) => {
		customer('busy', 100, { day: '2026-11-26' });
		const { json } = await check([{ customer: 'busy', limit: 100 }], { window });
		const days = start === end ? start : `${start}..${end}`;
		expect(json).toMatchObject([{ executions: 100, window: { start, end } }]);
		expect(json[0].eventId).toBe(`user/${String(json[0].id)}/${days}/100%of100`);
		expect(bench.requests).toEqual([`GET /icenter/executions?start=${start}&end=${until}&groupby=user`]);
	});

	test.each([
		['a zone where it is yesterday', 'Pacific/Pago_Pago', '2026-11-30T23:30:00Z', '2026-11-01', '2026-11-30'],
		['a zone where a new month has begun', 'Asia/Tokyo', '2026-11-30T23:30:00Z', '2026-11-01', '2026-11-30'],
		[
			'a zone where an old month goes on',
			'America/New_York',
			'2026-12-01T02:00:00Z',
			'2026-11-01',
			'2026-11-30',
		],
	])('begins its windows in %s', async (_, timezone, now, start, end) => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse(now));
		await check([{ customer: CUSTOMER, limit: 1 }], { options: { timezone } });
		expect(bench.requests).toEqual([`GET /icenter/executions?start=${start}&end=${end}&groupby=user`]);
	});

	it('counts days of your own', async () => {
		const days = { options: { start: '2026-10-01', end: '2026-10-31' } };
		const { json } = await check([{ customer: CUSTOMER, limit: 1000 }], days);
		expect(json).toMatchObject([{ executions: 0, window: { start: '2026-10-01', end: '2026-10-31' } }]);
	});

	it('counts from today, where it has begun for the workflow and not yet in UTC', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-26T16:00:00Z'));
		const surroundings = { settings: { timezone: 'Asia/Tokyo' } };
		await check([{ customer: CUSTOMER, limit: 1 }], { options: { start: '2026-11-27' } }, surroundings);
		expect(bench.requests[0]).toBe('GET /icenter/executions?start=2026-11-27&end=2026-11-27&groupby=user');
	});

	it('gives the same event every day where the days of your own have no end', async () => {
		const { json } = await check([{ customer: CUSTOMER, limit: 812 }], { options: { start: '2026-11-02' } });
		expect(json).toMatchObject([
			{
				eventId: `user/${CUSTOMER}/2026-11-02../100%of812`,
				window: { start: '2026-11-02', end: '2026-11-26' },
			},
		]);
	});

	test.each([
		[
			'2026-10-20',
			'2026-11-26',
			'FlowMate counted the executions from 2026-10-20 to 2026-11-26, not from 2026-01-01 to 2026-11-26',
		],
		[
			'2026-01-01',
			'2026-01-31',
			'FlowMate counted the executions from 2026-01-01 to 2026-01-31, not from 2026-01-01 to 2026-11-26',
		],
	])('takes no count of fewer days for one of all: %s to %s', async (start, end, message) => {
		const body = { data: [], metadata: { start, end, totalExecutions: 0 } };
		bench.sandbox.faults.add({ path: '/icenter/executions', effect: { body } });
		const { error } = await check([{ customer: CUSTOMER, limit: 5 }], { options: { start: '2026-01-01' } });
		expect(error?.message).toBe(`${message} [item 0]`);
	});

	test.each([
		['2026-01-01', '2026-11-25'],
		['2025-12-31', '2026-11-26'],
		['2026-01-01T00:00:00Z', '26 Nov'],
	])('does not mind how FlowMate writes the days: %s to %s', async (start, end) => {
		const body = { data: [], metadata: { start, end, totalExecutions: 0 } };
		bench.sandbox.faults.add({ path: '/icenter/executions', effect: { body } });
		const options = { start: '2026-01-01', end: '2026-12-31' };
		const { json } = await check([{ customer: CUSTOMER, limit: 5 }], { options });
		expect(json).toMatchObject([{ executions: 0 }]);
	});

	it('asks for no limits that make no sense, and then for nothing at all', async () => {
		await outcomes([{ customer: CUSTOMER }, { limit: 5 }]);
		expect(bench.requests).toEqual([]);
	});

	it('asks once for each user that it acts as', async () => {
		bench.sandbox.state.users.get(CUSTOMER)!.permissions = ['icenter.read'];
		const items = Array.from({ length: 4 }, () => ({ customer: CUSTOMER, limit: 1000 }));
		const { json } = await check(items, actingAs('={{ "customer-1001" }}'));
		expect(json).toMatchObject(Array(4).fill({ executions: 812 }));
		expect(bench.requests).toEqual([THIS_MONTH]);
	});

	test.each<[IDataObject, string]>([
		[{ options: { start: '' } }, "'Start' is empty [item 0]"],
		[{ options: { end: '2026-11-01' } }, "'Start' is empty [item 0]"],
		[
			{ options: { start: '2026-11-02', end: '2026-11-01' } },
			"'Start' (2026-11-02) is after 'End' (2026-11-01) [item 0]",
		],
		[
			{ options: { start: '2026-11-27' } },
			"'Start' (2026-11-27) is in the future, and without 'End' the days until today are counted [item 0]",
		],
		[{ percentages: '={{ 1e-7 }}' }, "'Percentages' is not a list of rising numbers above 0: 1e-7 [item 0]"],
		[
			{ percentages: '80 and 100' },
			`'Percentages' is not a list of rising numbers above 0: "80 and 100" [item 0]`,
		],
		[{ options: { timezone: 'Berlin' } }, `'Timezone' is not a time zone: "Berlin" [item 0]`],
		[{ customerField: ' ' }, "'Customer Field' is empty [item 0]"],
		[{ limitsFrom: 'json', limits: '{}' }, "'Limits (JSON)' holds no limit [item 0]"],
		[
			{ limitsFrom: 'json', limits: '[5]' },
			"'Limits (JSON)' is not JSON that gives each key its limit [item 0]",
		],
	])('sends nothing for %j', async (parameters, message) => {
		const { error } = await check([{ customer: CUSTOMER, limit: 5 }], parameters);
		expect(told(error)).toMatchObject({ message });
		expect(bench.requests).toEqual([]);
	});
});

describe('A limit', () => {
	const HOW = 'Enter a number of executions such as 10000';

	test.each<[unknown, string]>([
		['', "The field 'limit' is empty"],
		[null, "The field 'limit' is empty"],
		[undefined, "The field 'limit' is empty"],
		[0, `The field 'limit' must be a whole number above 0: 0. ${HOW}`],
		[-5, `The field 'limit' must be a whole number above 0: -5. ${HOW}`],
		[10.5, `The field 'limit' must be a whole number above 0: 10.5. ${HOW}`],
		[NaN, `The field 'limit' must be a whole number above 0: NaN. ${HOW}`],
		[Infinity, `The field 'limit' must be a whole number above 0: Infinity. ${HOW}`],
		[1e20, `The field 'limit' must be a whole number above 0: 100000000000000000000. ${HOW}`],
		['80 %', `The field 'limit' must be a whole number above 0: "80 %". ${HOW}`],
		['none', `The field 'limit' must be a whole number above 0: "none". ${HOW}`],
		[true, `The field 'limit' must be a whole number above 0: true. ${HOW}`],
		[[5], `The field 'limit' must be a whole number above 0: [5]. ${HOW}`],
		[
			'10.000',
			`The field 'limit' must be a whole number above 0: "10.000". Enter 10000, or 10, without separators`,
		],
		[
			'1,000',
			`The field 'limit' must be a whole number above 0: "1,000". Enter 1000, or 1, without separators`,
		],
		[
			'1.000.000',
			`The field 'limit' must be a whole number above 0: "1.000.000". Enter 1000000, without separators`,
		],
	])('of %j is refused', async (limit, message) => {
		expect(await errorOf({ customer: CUSTOMER, limit })).toBe(`${message} [item 0]`);
	});

	it('that is refused keeps no other from being checked', async () => {
		const items = [0, 812, 'x'].map((limit) => ({ customer: CUSTOMER, limit }));
		expect(await outcomes(items)).toMatchObject([
			{ id: CUSTOMER, error: { code: 400, message: expect.stringContaining('[item 0]') } },
			{ executions: 812, percentage: 100 },
			{ id: CUSTOMER, error: { code: 400, message: expect.stringContaining('[item 2]') } },
		]);
	});

	it('that is refused fails the node unless it goes on', async () => {
		const { error } = await check([
			{ customer: CUSTOMER, limit: 0 },
			{ customer: CUSTOMER, limit: 5 },
		]);
		expect(told(error)).toMatchObject({
			message: expect.stringContaining('1 of 2 limits was not checked'),
			description: expect.stringMatching(/^The field 'limit' must be a whole number above 0: 0/),
		});
	});
});

describe('A customer', () => {
	test.each<[unknown, string]>([
		['', "The field 'customer' is empty"],
		[' ', "The field 'customer' is empty"],
		[undefined, "The field 'customer' is empty"],
		[{ id: 1 }, `The field 'customer' is neither a user name nor the ID of a user: {"id":1}`],
		[['a'], `The field 'customer' is neither a user name nor the ID of a user: ["a"]`],
		[1.5, "The field 'customer' is neither a user name nor the ID of a user: 1.5"],
	])('of %j is refused', async (given, message) => {
		expect(await errorOf({ customer: given, limit: 5 })).toBe(`${message} [item 0]`);
	});

	it('is found in upper and lower case, as a number, and by URL', async () => {
		customer('1002', 3);
		const customers = [
			'CUSTOMER-1001',
			CUSTOMER.toUpperCase(),
			`https://app.example.com/users/${CUSTOMER}/x`,
		];
		const { json } = await check([...customers, 1002, '1002'].map((one) => ({ customer: one, limit: 5 })));
		expect(json.map(({ executions }) => executions)).toEqual([812, 812, 812, 3, 3]);
		expect(bench.requests).toHaveLength(1);
	});

	it('who ran nothing has 0 executions, and one look at the users tells so for all', async () => {
		const idle = customer('idle');
		const items = ['idle', idle, 'customer-1001', 'Idle'].map((one) => ({ customer: one, limit: 5 }));
		const { json } = await check(items);
		expect(json.map(({ id, username, executions }) => [id, username, executions])).toEqual([
			[idle, 'idle', 0],
			[idle, 'idle', 0],
			[CUSTOMER, 'customer-1001', 812],
			[idle, 'idle', 0],
		]);
		expect(bench.requests).toEqual([THIS_MONTH, 'GET /users']);
	});

	test.each(['custmoer-1001', UNKNOWN])(
		'whom nobody knows is refused, not taken for idle: %s',
		async (one) => {
			expect(await errorOf({ customer: one, limit: 5 })).toBe(
				`FlowMate has no user with the user name or ID '${one}' [item 0]`,
			);
		},
	);

	it('without a row is not taken for idle where the users cannot be read', async () => {
		const credential = bench.credentialOf('icenter.read');
		const options = { credential, onError: 'continueRegularOutput' };
		bench.sandbox.faults.add({ path: '/users', effect: { status: 403, body: {} } });
		const { json } = await check([{ customer: 'idle', limit: 5 }], {}, options);
		expect(json).toMatchObject([
			{
				id: 'idle',
				error: {
					code: 403,
					message: expect.stringMatching(
						/^FlowMate counted nothing under 'idle', and whether there is such a user could not be seen: /,
					),
				},
			},
		]);
	});
});

describe('Rows of the counts', () => {
	const answer = (data: unknown) =>
		bench.sandbox.faults.add({ path: '/icenter', effect: { body: { data } } });

	it('without user names are those of the users with their IDs', async () => {
		answer([{ _id: CUSTOMER, executions: '812' }]);
		expect(await outcomes([{ customer: 'customer-1001', limit: 1000 }])).toMatchObject([
			{ id: CUSTOMER, username: 'customer-1001', executions: 812, percentage: 80 },
		]);
		expect(bench.requests).toEqual([THIS_MONTH, 'GET /users']);
	});

	it('of two users of one name say so, and the ID tells which is meant', async () => {
		const rows = [CUSTOMER, UNKNOWN].map((_id, index) => ({ _id, executions: index + 5, username: 'twin' }));
		answer(rows);
		expect(await outcomes(['twin', UNKNOWN].map((one) => ({ customer: one, limit: 6 })))).toMatchObject([
			{ error: { message: expect.stringMatching(/^FlowMate has 2 users with the user name 'twin'\./) } },
			{ id: UNKNOWN, executions: 6, percentage: 100 },
		]);
	});

	it('of one user are added up', async () => {
		answer([3, 4].map((executions) => ({ user: CUSTOMER, executions, username: 'customer-1001' })));
		expect(await outcomes([{ customer: CUSTOMER, limit: 7 }])).toMatchObject([
			{ executions: 7, percentage: 100 },
		]);
	});

	test.each([
		['has no count of executions', [{ user: CUSTOMER, executions: 3 }, { user: CUSTOMER }]],
		['has no ID of a user', [{ executions: 3 }]],
		['is no object', ['?']],
	])('one of which %s are nobody’s 0, and nobody’s whole count', async (reason, rows) => {
		answer(rows);
		expect(await errorOf({ customer: CUSTOMER, limit: 5 })).toBe(
			`FlowMate's answer about the execution counts has a row that ${reason}, which may be of this user [item 0]`,
		);
	});

	test.each([{ data: { total: 5 } }, {}, 'OK', ''])(
		'are not zero where the answer has none: %j',
		async (body) => {
			bench.sandbox.faults.add({ path: '/icenter', effect: { body } });
			const { error } = await check([{ customer: CUSTOMER, limit: 5 }]);
			expect(error?.message).toMatch(
				/^FlowMate('s answer about .* could not be read.*| answered with nothing .*) \[item 0\]$/,
			);
		},
	);

	it('are asked for once, however many limits there are, of customers with however many executions', async () => {
		const names = Array.from({ length: 10_000 }, (_, index) => `customer-${index}`);
		answer(names.map((username, index) => ({ user: newIdOf(index), username, executions: index * 10 })));
		const start = performance.now();
		const { json } = await check(names.map((one) => ({ customer: one, limit: 80_000 })));
		process.stdout.write(`Check Limits, 10,000 items: ${Math.round(performance.now() - start)} ms\n`);
		expect(json.map(({ executions }) => executions)).toEqual(names.map((_, index) => index * 10));
		expect(json.filter(({ percentage }) => percentage === 100)).toHaveLength(2_000);
		expect(bench.requests).toEqual([THIS_MONTH]);
	});
});

const newIdOf = (index: number) => index.toString(16).padStart(24, '0');
