import { flowMate, FlowMateStage, NODE, workflowOf } from './stage';

const stage = new FlowMateStage();

const startFlow = (value: string) => ({
	resource: 'flow',
	operation: 'start',
	flow: { __rl: true, mode: 'id', value },
});

test('an unknown flow is named, with what to do', async () => {
	const { editor } = stage;
	await stage.openNode(startFlow('6762e154616e91cb8d8b1aaf'));

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain("There is no flow '6762e154616e91cb8d8b1aaf'");
	expect(await editor.error.description.innerText()).toContain("Check 'Flow'");
	await editor.picture('error-unknown-flow');
});

test('what is no ID is refused before anything is sent', async () => {
	const { editor } = stage;
	await stage.openNode(startFlow('customer-1001'));

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain(`'Flow' is not the ID of a flow: "customer-1001"`);
	expect(stage.asked).toEqual([]);
});

test('what an expression gives as an ID is refused too, and the parameter named', async () => {
	const { editor } = stage;
	await stage.openNode(startFlow("={{ 'customer-' + 1001 }}"));

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain(`'Flow' is not the ID of a flow: "customer-1001"`);
	expect(await editor.error.description.innerText()).toContain('Choose a flow from the list');
	expect(stage.asked).toEqual([]);
	await editor.picture('error-no-id');
});

test('of several items the one that failed is named once', async () => {
	const { editor } = stage;
	const failing = flowMate(NODE, startFlow("={{ 'customer-' + $itemIndex }}"), stage.credential);
	const twoItems = { mode: 'raw', jsonOutput: '{}', duplicateItem: true, duplicateCount: 1, options: {} };
	const items = {
		...failing,
		id: 'Items',
		name: 'Items',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: twoItems,
	};
	await stage.openWorkflow(workflowOf([items, failing]));
	await editor.openNode(NODE);

	await editor.execute();

	const message = await editor.error.message.innerText();
	expect(message).toContain(`'Flow' is not the ID of a flow: "customer-0"`);
	expect(message.match(/item\s+\d+/gi)).toEqual(['item 0']);
});

test('an active flow that is to be updated says that it has to be stopped first', async () => {
	const { editor, sandbox } = stage;
	const active = [...sandbox.state.flows.values()].find(({ status }) => status === 'active');
	await stage.openNode({ ...startFlow(active!.id), operation: 'update', updateFields: { name: 'Orders' } });

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain('is active');
	expect(await editor.error.description.innerText()).toMatch(/stop/i);
});

test('a page of a gateway instead of an answer is told as such', async () => {
	const { editor, sandbox } = stage;
	sandbox.faults.add({ path: '/flows', times: 10, effect: { html: 502 } });
	await stage.openNode({ resource: 'flow', operation: 'getAll' });

	await editor.execute();
	sandbox.faults.clear();

	expect(await editor.error.message.innerText()).not.toContain('<');
	await editor.picture('error-gateway');
});
