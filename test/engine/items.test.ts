import type { IDataObject } from 'n8n-workflow';
import { Bench, byId, flowOf, templateOf, userOf } from './support';

const bench = new Bench();

const graph = (id: string) => ({
	nodes: [{ id, componentId: '5ca5c44c187c040010a9bb8b', function: 'trigger' }],
});
const inactive = ['customer-1001', 'customer-1004', 'it@fabrikam.example'].map((user) =>
	flowOf(user, 'Ticket to chat channel'),
);
const active = ['customer-1001', 'customer-1002', 'customer-1003'].map((user) =>
	flowOf(user, 'New contact to newsletter'),
);
const templates = ['Order to ERP', 'Birthday greetings', 'Won deal to invoice'].map(templateOf);
const users = ['customer-1001', 'customer-1002', 'contoso-eu'].map(userOf);

type Operation = [
	operation: string,
	parameters: IDataObject,
	/** Three values of `$json.value` that work. */
	good: unknown[],
	/** One that does not, and what the second item then says. */
	bad: unknown,
	message: string,
];

const VALUE = '={{ $json.value }}';
const notAnId = (name: string, noun: string) => `'${name}' is not the ID of a ${noun}: "x" [item 1]`;
const tooMany = "'Max Requests in Flight' must be a whole number above 0: 0 [item 1]";

const OPERATIONS: Operation[] = [
	['flow.get', { flow: byId(VALUE) }, active, 'x', notAnId('Flow', 'flow')],
	[
		'flow.getAll',
		{ returnAll: true, filters: { status: VALUE } },
		['active', 'inactive', 'active'],
		'x',
		'\'Status\' is not one of active, inactive: "x" [item 1]',
	],
	[
		'flow.update',
		{ flow: byId(VALUE), updateFields: { name: 'New' } },
		inactive,
		'x',
		notAnId('Flow', 'flow'),
	],
	['flow.delete', { flow: byId(VALUE) }, inactive, 'x', notAnId('Flow', 'flow')],
	['flow.start', { flow: byId(VALUE) }, inactive, 'x', notAnId('Flow', 'flow')],
	['flow.stop', { flow: byId(VALUE) }, active, 'x', notAnId('Flow', 'flow')],
	['user.get', { user: byId(VALUE) }, users, 'x', notAnId('User', 'user')],
	[
		'user.getAll',
		{ filters: { usernames: VALUE } },
		['customer-1001', 'customer-1002,contoso-eu', ['customer-1003']],
		'',
		"'User Names' is empty: its expression gave nothing for this item [item 1]",
	],
	[
		'user.create',
		{ username: VALUE, password: 'secret' },
		['a@acme.example', 'b@acme.example', 'c@acme.example'],
		'',
		"'User Name' is empty: its expression gave nothing for this item [item 1]",
	],
	['user.getCurrent', { options: { maxRequestsInFlight: VALUE } }, [1, 2, 3], 0, tooMany],
	['template.get', { template: byId(VALUE) }, templates, 'x', notAnId('Template', 'template')],
	[
		'template.getAll',
		{ filters: { status: VALUE } },
		['published', 'draft', 'published'],
		'x',
		'\'Status\' is not one of draft, published: "x" [item 1]',
	],
	[
		'template.create',
		{ graph: VALUE },
		['a', 'b', 'c'].map(graph),
		'{',
		"'Graph' is not valid JSON (character 1) [item 1]",
	],
	[
		'template.update',
		{ template: byId(VALUE), updateFields: { name: 'New' } },
		templates,
		'x',
		notAnId('Template', 'template'),
	],
	['template.delete', { template: byId(VALUE) }, templates, 'x', notAnId('Template', 'template')],
	['template.generateFlow', { template: byId(VALUE) }, templates, 'x', notAnId('Template', 'template')],
	[
		'execution.getCounts',
		{ groupBy: VALUE },
		['user', 'flow', 'component'],
		'x',
		'\'Group By\' is not one of component, flow, user: "x" [item 1]',
	],
	[
		'webhook.send',
		{ flow: byId(VALUE), dataMode: 'json', json: '{"n":1}' },
		active,
		'x',
		notAnId('Flow', 'flow'),
	],
];

const itemsOf = (values: unknown[]) => values.map((value) => ({ value }) as IDataObject);
/** The input items that output items come from, each once. */
const linked = (items: Array<{ pairedItem?: unknown }>) => [
	...new Set(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)),
];

describe('Every output item is linked to its input item', () => {
	test.each(OPERATIONS)('%s', async (operation, parameters, good) => {
		const one = await bench.run(operation, parameters, { items: itemsOf(good.slice(2)) });
		expect([one.error, linked(one.items)]).toEqual([undefined, [0]]);
		const two = await bench.run(operation, parameters, { items: itemsOf(good.slice(0, 2)) });
		expect([two.error, linked(two.items)]).toEqual([undefined, [0, 1]]);
	});

	test.each(OPERATIONS)('%s, three items with an output for errors', async (operation, parameters, good) => {
		const { items, errorItems } = await bench.run(operation, parameters, {
			items: itemsOf(good),
			onError: 'continueErrorOutput',
		});
		expect([linked(items), errorItems]).toEqual([[0, 1, 2], []]);
	});
});

describe('An item that fails stops the node, which names the item', () => {
	test.each(OPERATIONS)('%s', async (operation, parameters, good, bad, message) => {
		const { items, error } = await bench.run(operation, parameters, {
			items: itemsOf([good[0], bad, good[1]]),
		});
		expect(items).toEqual([]);
		expect(error).toMatchObject({ message, context: { itemIndex: 1 } });
	});
});

describe('An item that fails leaves the others to go on', () => {
	test.each(OPERATIONS)('%s, in one output', async (operation, parameters, good, bad, message) => {
		const { items, error } = await bench.run(operation, parameters, {
			items: itemsOf([good[0], bad, good[1]]),
			onError: 'continueRegularOutput',
		});
		expect([error, linked(items)]).toEqual([undefined, [0, 1, 2]]);
		expect(items.filter(({ json }) => json.error !== undefined)).toMatchObject([
			{ json: { error: message }, pairedItem: { item: 1 } },
		]);
	});

	test.each(OPERATIONS)('%s, in an output for errors', async (operation, parameters, good, bad, message) => {
		const { items, errorItems, error } = await bench.run(operation, parameters, {
			items: itemsOf([good[0], bad, good[1]]),
			onError: 'continueErrorOutput',
		});
		expect([error, linked(items)]).toEqual([undefined, [0, 2]]);
		expect(errorItems).toMatchObject([{ json: { error: message }, pairedItem: { item: 1 } }]);
	});
});
