import type { IDataObject } from 'n8n-workflow';
import { Bench, by, byId, CUSTOMER, TEMPLATE, told, UNKNOWN } from './support';

const bench = new Bench();

/** Every place that takes an id, with what else the operation needs. */
const PLACES: Array<[operation: string, name: string, noun: string, at: (id: unknown) => IDataObject]> = [
	['flow.get', 'Flow', 'flow', (id) => ({ flow: id }) as IDataObject],
	['flow.update', 'Flow', 'flow', (id) => ({ flow: id, updateFields: { name: 'x' } }) as IDataObject],
	['flow.delete', 'Flow', 'flow', (id) => ({ flow: id }) as IDataObject],
	['flow.start', 'Flow', 'flow', (id) => ({ flow: id }) as IDataObject],
	['flow.stop', 'Flow', 'flow', (id) => ({ flow: id }) as IDataObject],
	['webhook.send', 'Flow', 'flow', (id) => ({ flow: id, dataMode: 'json', json: '{"n":1}' }) as IDataObject],
	['user.get', 'User', 'user', (id) => ({ user: id }) as IDataObject],
	['template.get', 'Template', 'template', (id) => ({ template: id }) as IDataObject],
	[
		'template.update',
		'Template',
		'template',
		(id) => ({ template: id, updateFields: { name: 'x' } }) as IDataObject,
	],
	['template.delete', 'Template', 'template', (id) => ({ template: id }) as IDataObject],
	['template.generateFlow', 'Template', 'template', (id) => ({ template: id }) as IDataObject],
	['flow.getAll', 'User', 'user', (id) => ({ filters: { user: id } }) as IDataObject],
	['flow.getAll', 'Template', 'template', (id) => ({ filters: { template: id } }) as IDataObject],
	['template.getAll', 'User', 'user', (id) => ({ filters: { user: id } }) as IDataObject],
];

const BAD = [
	'',
	'  ',
	null,
	undefined,
	{ id: CUSTOMER },
	[CUSTOMER],
	'../users/me',
	'a/b',
	`${CUSTOMER}0`,
	CUSTOMER.slice(1),
	'twelve chars',
	`${CUSTOMER}?admin=1`,
	'%2e%2e',
	12345,
	true,
];

const wrong = (name: string, noun: string) => [
	`'${name}' is empty: its expression gave nothing for this item [item 0]`,
	`'${name}' is empty: its expression gave nothing for this item [item 1]`,
	`'${name}' is empty: its expression gave nothing for this item [item 2]`,
	`'${name}' is empty: its expression gave nothing for this item [item 3]`,
	`'${name}' is an object, not the ID of a ${noun} [item 4]`,
	`'${name}' is an object, not the ID of a ${noun} [item 5]`,
	`'${name}' is not the ID of a ${noun}: "../users/me" [item 6]`,
	`'${name}' is not the ID of a ${noun}: "a/b" [item 7]`,
	`'${name}' is not the ID of a ${noun}: "${CUSTOMER}0" [item 8]`,
	`'${name}' is not the ID of a ${noun}: "${CUSTOMER.slice(1)}" [item 9]`,
	`'${name}' is not the ID of a ${noun}: "twelve chars" [item 10]`,
	`'${name}' is not the ID of a ${noun}: "${CUSTOMER}?admin=1" [item 11]`,
	`'${name}' is not the ID of a ${noun}: "%2e%2e" [item 12]`,
	`'${name}' is not the ID of a ${noun}: "12345" [item 13]`,
	`'${name}' is empty: its expression gave nothing for this item [item 14]`,
];

describe('An expression that gives no id makes no request, and names parameter and item', () => {
	test.each(PLACES)('%s, %s', async (operation, name, noun, at) => {
		const items = BAD.map((value) => ({ value }) as IDataObject);
		const { json } = await bench.run(operation, at(byId('={{ $json.value }}')), {
			items,
			onError: 'continueRegularOutput',
		});
		expect(json.map(({ error }) => error)).toEqual(wrong(name, noun));
		expect(bench.sandbox.requests).toEqual([]);
	});

	test.each(PLACES)(
		'%s, %s, where the expression takes the place of the whole locator',
		async (operation, name, _, at) => {
			const { error } = await bench.run(operation, at('={{ $json.value }}'), { items: [{ value: '' }] });
			expect(told(error)).toMatchObject({
				message: `'${name}' is empty: its expression gave nothing for this item [item 0]`,
			});
			expect(bench.sandbox.requests).toEqual([]);
		},
	);

	test.each(PLACES)('%s, %s, as a URL', async (operation, name, noun, at) => {
		const url = `https://app.example.com/things/${CUSTOMER}`;
		const { error } = await bench.run(operation, at(by('url', '={{ $json.url }}')), { items: [{ url }] });
		expect(error?.message).toBe(`'${name}' is not the ID of a ${noun}: "${url.slice(0, 60)}" [item 0]`);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('An id that was typed wrong is refused as one that an expression gave', () => {
	test.each(['../users/me', `${CUSTOMER}0`, 'zzz'])('%s', async (id) => {
		const message = `'Flow' is not the ID of a flow: ${JSON.stringify(id)} [item 0]`;
		const { error } = await bench.run('flow.get', { flow: byId(id) });
		expect(error?.message).toBe(message);
		const { json } = await bench.run('flow.get', { flow: byId(id) }, { onError: 'continueRegularOutput' });
		expect(json).toMatchObject([{ error: message }]);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('An id that nothing has', () => {
	test.each([
		...PLACES.slice(0, 5).map(([operation, , , at]) => [operation, 'flow', 'Flow', at] as const),
		['user.get', 'user', 'User', (user: unknown) => ({ user }) as IDataObject] as const,
		...PLACES.slice(7, 11).map(([operation, , , at]) => [operation, 'template', 'Template', at] as const),
	])('%s', async (operation, noun, name, at) => {
		const { error } = await bench.run(operation, at(byId(UNKNOWN)));
		expect(told(error)).toEqual({
			message: `There is no ${noun} '${UNKNOWN}' [item 0]`,
			description: `Check '${name}'. FlowMate says the same of what belongs to another user or tenant.`,
			httpCode: '404',
		});
	});
});

describe('A record of another tenant', () => {
	test.each([
		['flow.get', () => ({ flow: byId(bench.sandbox.state.flows.keys().next().value) }), 'flow'],
		['template.get', () => ({ template: byId(TEMPLATE) }), 'template'],
		['user.get', () => ({ user: byId(CUSTOMER) }), 'user'],
	])('looks like one that is not there: %s', async (operation, parameters, noun) => {
		const credential = bench.credentialOf('flows.read', 'templates.read', 'tenant.account.read');
		[...bench.sandbox.state.users.values()].at(-1)!.tenant = UNKNOWN;
		const { error } = await bench.run(operation, parameters(), { credential });
		expect(told(error)).toMatchObject({
			message: expect.stringMatching(`^There is no ${noun} '[0-9a-f]{24}' \\[item 0\\]$`),
			httpCode: '404',
		});
	});
});
