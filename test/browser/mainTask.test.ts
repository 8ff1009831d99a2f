/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { Done } from './effort';
import { FlowMateStage } from './stage';

const stage = new FlowMateStage();

const ORDER = {
	orderNumber: 'A-1042',
	lines: [{ article: 'Standing desk', quantity: 2 }],
	dealId: 'D-77',
	amount: 898,
	currency: 'EUR',
	firstName: 'Ada',
	lastName: 'Lovelace',
	email: 'ada@example.com',
};

/** What each of the customer's three flows asks for of it. */
const { orderNumber, lines, dealId, amount, currency, firstName, lastName, email } = ORDER;
const BODIES = [
	{ orderNumber, lines },
	{ dealId, amount, currency },
	{ firstName, lastName, email },
];

const CUSTOMER = 'customer-1001';

const efforts: Record<string, Done> = {};

afterAll(() => {
	for (const [way, { clicks, texts, seconds }] of Object.entries(efforts))
		process.stdout.write(`${way}: ${clicks} clicks, ${texts} texts, ${seconds} s in this browser\n`);
});

describe('from an empty canvas, with a credential, an order goes to the three flows of a customer', () => {
	test('with one node', async () => {
		const { editor } = stage;
		await editor.openNew();
		const effort = await editor.countEffort();

		await editor.addManualTrigger();
		await addOrder();
		await editor.closeNode();
		await editor.addNode('FlowMate', "Send data to user's flows");
		await enterCustomer();
		await editor.execute();
		efforts["with 'Send Data to User's Flows'"] = await effort.done();

		expectBodies();
		expect((await editor.outputTable()).map(({ name, message }) => [name, message])).toEqual([
			['New contact to newsletter', 'thank you'],
			['Won deal to invoice', 'thank you'],
			['Order to ERP', 'thank you'],
		]);
		await editor.pictures('send-data-to-a-customer');
	});

	test('with four nodes: the user, the active flows, the order, one flow after the other', async () => {
		const { editor } = stage;
		await editor.openNew();
		const effort = await editor.countEffort();

		await editor.addManualTrigger();
		await editor.addNode('FlowMate', 'Get user');
		await enterCustomer();
		await editor.execute();
		await editor.closeNode();
		await editor.addNode('FlowMate', 'Get many flows');
		await editor.addTo('Add Filter', 'User');
		await editor.drag('id', { parameter: 'user' });
		await editor.addTo('Add Filter', 'Status');
		await editor.addTo('Add Filter', 'Takes Data');
		await editor.execute();
		await editor.closeNode();
		await addOrder();
		await editor.toggle('includeOtherFields');
		await editor.execute();
		await editor.closeNode();
		await editor.addNode('FlowMate', 'Send data to flow');
		await editor.drag('id', { parameter: 'flow' });
		await editor.execute();
		efforts['with four nodes'] = await effort.done();

		expectBodies();
	});
});

/** The node that holds the order; in a partner's workflow it comes with a form, a webhook, a shop. */
async function addOrder(): Promise<void> {
	const { editor } = stage;
	await editor.searchNodes('edit fields');
	await editor.foundNodes.getByText('Edit Fields (Set)', { exact: true }).click();
	await editor.part('node-parameters').waitFor();
	await editor.choose('mode', 'JSON');
	await editor.fill('jsonOutput', JSON.stringify(ORDER));
}

async function enterCustomer(): Promise<void> {
	const user = stage.editor.locator('user');
	await user.chooseMode('By Name');
	await user.fill(CUSTOMER);
}

function expectBodies(): void {
	const sent = stage.sandbox.requests
		.filter(({ path }) => path.startsWith('/webhooks/'))
		.map(({ body }) => JSON.parse(body) as unknown);
	expect(sent).toHaveLength(3);
	expect(sent).toEqual(expect.arrayContaining(BODIES));
}
