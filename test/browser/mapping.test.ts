import { eventually } from './eventually';
import { flowMate, FlowMateStage, NODE, workflowOf } from './stage';

const stage = new FlowMateStage();

/** What the webhooks were sent. */
const sent = () =>
	stage.sandbox.requests
		.filter(({ path }) => path.startsWith('/webhooks/'))
		.map(({ body }) => JSON.parse(body) as unknown);

const SEND = { resource: 'webhook', operation: 'send' };

test('a flow of a customer is picked and its input parameters are mapped', async () => {
	const { editor } = stage;
	await stage.openNode(SEND);
	const flow = editor.locator('flow');

	await flow.openList();
	await flow.search('deal');
	await eventually(async () => expect(await flow.entries.count()).toBe(8));
	expect((await flow.entries.allInnerTexts()).slice(0, 2)).toEqual([
		'Won deal to invoice – customer-1001 (active)',
		'Won deal to invoice – customer-1002 (active)',
	]);
	await editor.picture('pick-a-flow');
	await flow.pick('Won deal to invoice – customer-1002 (active)');

	await editor.choose('dataMode', 'Mapped Fields');
	await editor.field('dealId').waitFor();
	expect(await editor.labels()).toEqual(expect.arrayContaining(['dealId', 'amount', 'currency']));
	await editor.fill('dealId', 'D-77');
	await editor.fill('amount', '898.5');
	await editor.fill('currency', 'EUR');
	await editor.execute();

	expect(sent()).toEqual([{ dealId: 'D-77', amount: 898.5, currency: 'EUR' }]);
	expect(await editor.outputTable()).toMatchObject([{ message: 'thank you' }]);
	await editor.showOutputAs('schema');
	await editor.picture('map-input-parameters');
});

test('the input parameters of a flow that an expression names appear once there is an item', async () => {
	const { editor, credential } = stage;
	const flows = flowMate('Flows', { resource: 'flow', operation: 'getAll', limit: 1 }, credential);
	const send = flowMate(
		NODE,
		{ ...SEND, flow: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, dataMode: 'mapped' },
		credential,
	);
	await stage.openWorkflow(workflowOf([flows, send]));

	await editor.openNode(NODE);
	await editor.page.getByText('If it is an expression, execute the previous nodes').waitFor();

	await editor.page.getByText('Execute the node').first().click();
	await editor.page.getByText('1 item', { exact: true }).first().waitFor();
	await editor.page.getByText('Retry', { exact: true }).click();
	await editor.field('firstName').waitFor();
	expect(await editor.labels()).toEqual(expect.arrayContaining(['firstName', 'lastName', 'email']));
});

test('a flow without input parameters says what to do instead', async () => {
	const { editor } = stage;
	await stage.openNode({ ...SEND, dataMode: 'mapped' });
	const flow = editor.locator('flow');

	await flow.openList();
	await flow.search('Nightly');
	await flow.pick('Nightly contact sync – customer-1001 (active)');

	await editor.page.getByText("This flow names no input parameters. Choose 'Using JSON'").waitFor();
});
