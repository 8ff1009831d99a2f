import type { IDataObject } from 'n8n-workflow';
import { seededId } from '../../sandbox/flowmate';
import { ACTIVE, actingAs, Bench, CUSTOMER, told, UNKNOWN, userOf } from './support';

const bench = new Bench({ seed: 'empty' });
const FLOW = { user: CUSTOMER, flow: ACTIVE };

beforeEach(() => {
	const [partner] = bench.sandbox.state.users.values();
	const user = { ...partner, _id: CUSTOMER, username: 'customer-1001' };
	bench.sandbox.state.users.set(CUSTOMER, user);
	bench.sandbox.countExecutions({ ...FLOW, day: '2026-10-31', executions: 5 });
	bench.sandbox.countExecutions({ ...FLOW, day: '2026-11-01', executions: 7 });
	bench.sandbox.countExecutions({ ...FLOW, day: '2026-11-02', executions: 11 });
});

const ROW = {
	_id: CUSTOMER,
	user: CUSTOMER,
	tenant: seededId('tenant Acme CRM'),
	allFlows: [ACTIVE],
	username: 'customer-1001',
};
const NOVEMBER = { start: '2026-11-01', end: '2026-11-30' };
const RAW = { simplify: false };

/** A user who is called something, and a second one who ran as much again. */
function second() {
	const other = userOf('customer-1002');
	const user = bench.sandbox.state.users.get(CUSTOMER)!;
	Object.assign(user, { firstname: 'Ada', lastname: 'Lovelace' });
	bench.sandbox.state.users.set(other, {
		...user,
		_id: other,
		username: 'customer-1002',
		firstname: '',
		lastname: '',
	});
	bench.sandbox.countExecutions({ user: other, flow: UNKNOWN, day: '2026-11-03', executions: 36 });
	return other;
}

describe('Get Counts, simplified', () => {
	const WINDOW = { ...NOVEMBER, totalExecutions: 54 };

	it('gives for each user what people look for, with the window', async () => {
		const other = second();
		const { json } = await bench.run('execution.getCounts', NOVEMBER);
		expect(json).toEqual([
			{
				id: CUSTOMER,
				username: 'customer-1001',
				executions: 18,
				percentageOfTotal: 33.33,
				flows: 1,
				...WINDOW,
			},
			{ id: other, username: 'customer-1002', executions: 36, percentageOfTotal: 66.67, flows: 1, ...WINDOW },
		]);
	});

	it('looks the names up where that is asked for, with one request', async () => {
		second();
		const options = { addNames: true };
		const { json } = await bench.run('execution.getCounts', { ...NOVEMBER, options });
		expect(json.map(({ name }) => name)).toEqual(['Ada Lovelace', 'customer-1002']);
		const raw = await bench.run('execution.getCounts', { ...RAW, ...NOVEMBER, options });
		expect(raw.json.map(({ name }) => name)).toEqual(['Ada Lovelace', 'customer-1002']);
		expect(bench.sandbox.count('GET', '/users')).toBe(2);
	});

	it('reads rows of flows and components, whose form is not documented', async () => {
		const body = {
			data: [
				{ _id: { flow: ACTIVE }, executions: '3', name: 'Order to ERP' },
				{ flowId: UNKNOWN, count: 1 },
			],
			metadata: { ...NOVEMBER, totalExecutions: 4 },
		};
		bench.sandbox.faults.add({ path: '/icenter', effect: { body } });
		const { json } = await bench.run('execution.getCounts', { ...NOVEMBER, groupBy: 'flow' });
		expect(json).toEqual([
			{ id: ACTIVE, name: 'Order to ERP', executions: 3, percentageOfTotal: 75, ...body.metadata },
			{ id: UNKNOWN, executions: 1, percentageOfTotal: 25, ...body.metadata },
		]);
	});

	it('has no share of nothing', async () => {
		const body = { data: [{ _id: CUSTOMER, executions: 0 }], metadata: { ...NOVEMBER, totalExecutions: 0 } };
		bench.sandbox.faults.add({ path: '/icenter', effect: { body } });
		const { json } = await bench.run('execution.getCounts', NOVEMBER);
		expect(json).toEqual([{ id: CUSTOMER, executions: 0, percentageOfTotal: null, ...body.metadata }]);
	});

	it('does not take a row without a count for none, and says how to get it as it is', async () => {
		const data = [{ _id: CUSTOMER, executions: 'many' }];
		bench.sandbox.faults.add({ path: '/icenter', effect: { body: { data } } });
		const { error } = await bench.run('execution.getCounts');
		expect(told(error)).toMatchObject({
			message:
				"FlowMate's answer about the execution counts has a row that has no count of executions [item 0]",
			description: "To get the rows as FlowMate sends them, turn off 'Simplify'",
		});
		const { json } = await bench.run('execution.getCounts', RAW);
		expect(json).toEqual(data);
	});

	it('has the window and the total as one last item where that is asked for', async () => {
		const { json } = await bench.run('execution.getCounts', {
			...NOVEMBER,
			options: { metadata: 'lastItem' },
		});
		expect(json.at(-1)).toEqual({ summary: true, ...NOVEMBER, totalExecutions: 18 });
	});
});

describe('Get Counts', () => {
	it('counts by user, both days included', async () => {
		const { json } = await bench.run('execution.getCounts', {
			...RAW,
			start: '2026-10-31',
			end: '2026-11-01',
		});
		expect(json).toEqual([{ ...ROW, executions: 12 }]);
		expect(bench.requests).toEqual(['GET /icenter/executions?start=2026-10-31&end=2026-11-01&groupby=user']);
	});

	test.each([
		['flow', { _id: ACTIVE, flow: ACTIVE, user: CUSTOMER, tenant: ROW.tenant, executions: 18 }],
		['user', { ...ROW, executions: 18 }],
	])('passes on the rows by %s as they come', async (groupBy, row) => {
		const { json } = await bench.run('execution.getCounts', { ...RAW, ...NOVEMBER, groupBy });
		expect(json).toEqual([row]);
		expect(bench.requests).toEqual([
			`GET /icenter/executions?start=2026-11-01&end=2026-11-30&groupby=${groupBy}`,
		]);
	});

	it('leaves the window to FlowMate where none is entered', async () => {
		await bench.run('execution.getCounts');
		expect(bench.requests).toEqual(['GET /icenter/executions?groupby=user']);
	});

	test.each([
		["an ISO time in the workflow's time zone", '2026-11-01T23:30:00Z', '2026-11-02'],
		['an n8n date', '={{ DateTime.fromISO("2026-11-01T12:00:00Z") }}', '2026-11-01'],
		['a date object', '={{ new Date("2026-11-01T12:00:00Z") }}', '2026-11-01'],
	])('takes %s', async (_, start, day) => {
		const settings = { timezone: 'Europe/Berlin' };
		await bench.run('execution.getCounts', { start }, { settings });
		expect(bench.requests).toEqual([`GET /icenter/executions?start=${day}&groupby=user`]);
	});

	/** With the date of today. */
	const EXAMPLE: unknown = expect.stringMatching(
		/^Enter a date such as 20\d\d-\d\d-\d\d, or use an expression such as \{\{ \$now/,
	);

	test.each<[IDataObject, string, unknown]>([
		[
			{ start: '2026-11-02', end: '2026-11-01' },
			"'Start' (2026-11-02) is after 'End' (2026-11-01) [item 0]",
			"Choose a 'Start' that is not later than 'End'",
		],
		[
			{ start: '2999-01-01' },
			"'Start' (2999-01-01) is in the future, and without 'End' the days until today are counted [item 0]",
			"Choose a 'Start' that is not later than today, or enter an 'End'",
		],
		[
			{ end: '2026-01-20' },
			"'Start' is empty, and 'End' (2026-01-20) is before one month ago, where FlowMate begins [item 0]",
			"Enter the first day to count under 'Start'",
		],
		[{ start: 'yesterday' }, '\'Start\' is not a date: "yesterday" [item 0]', EXAMPLE],
		...['01.11.2026', '1.11.2026', '01.11.2026 08:00', '2026-06-31', '20261101'].map(
			(start): [IDataObject, string, unknown] => [
				{ start },
				`'Start' is not a date: "${start}" [item 0]`,
				EXAMPLE,
			],
		),
		[
			{ end: '={{ $json.end }}' },
			"'End' is empty: its expression gave nothing for this item [item 0]",
			"Check whether this item has the fields that the expression of 'End' names",
		],
		[
			{ groupBy: '={{ "customer" }}' },
			'\'Group By\' is not one of component, flow, user: "customer" [item 0]',
			'Choose one of these values, or remove it',
		],
	])('sends nothing for %j', async (parameters, message, description) => {
		const { error } = await bench.run('execution.getCounts', parameters);
		expect(told(error)).toMatchObject({ message, description });
		expect(bench.requests).toEqual([]);
	});

	it('adds the window and the total to each item', async () => {
		const options = { metadata: 'eachItem' };
		const { json } = await bench.run('execution.getCounts', { ...RAW, ...NOVEMBER, options });
		expect(json).toEqual([{ ...ROW, executions: 18, window: { ...NOVEMBER, totalExecutions: 18 } }]);
	});

	it('adds the window and the total as one last item', async () => {
		const options = { metadata: 'lastItem' };
		const { json, items } = await bench.run('execution.getCounts', { ...RAW, ...NOVEMBER, options });
		expect(json).toEqual([
			{ ...ROW, executions: 18 },
			{ summary: true, ...NOVEMBER, totalExecutions: 18 },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	test.each([
		['a bare list', (rows: object[]) => rows],
		['a list without a window', (data: object[]) => ({ data })],
	])('reads %s', async (_, answer) => {
		const rows = [{ _id: 'x', connector: 'webhook', executions: '49', share: 0.5 }];
		bench.sandbox.faults.add({ path: '/icenter', effect: { body: answer(rows) } });
		const options = { metadata: 'eachItem' };
		const { json } = await bench.run('execution.getCounts', { ...RAW, groupBy: 'component', options });
		expect(json).toEqual([{ _id: 'x', connector: 'webhook', executions: 49, share: 0.5 }]);
	});

	test.each([{ data: { total: 5 } }, {}, [1], 'OK', null])(
		'does not take an answer of unknown form for zero: %j',
		async (body) => {
			bench.sandbox.faults.add({ path: '/icenter', effect: { body: body ?? '' } });
			const { error } = await bench.run('execution.getCounts');
			expect(error?.message).toMatch(
				/^FlowMate('s answer about .* could not be read| answered with nothing .*) \[item 0\]$/,
			);
		},
	);

	it("counts an end user's own executions when it acts as one", async () => {
		bench.sandbox.countExecutions({ ...FLOW, user: userOf('partner'), day: '2026-11-03', executions: 1 });
		bench.sandbox.state.users.get(CUSTOMER)!.permissions = ['icenter.read'];
		const { json } = await bench.run('execution.getCounts', { ...NOVEMBER, ...actingAs('customer-1001') });
		expect(json).toMatchObject([{ username: 'customer-1001', executions: 18 }]);
	});
});
