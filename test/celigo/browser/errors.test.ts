import { idOf } from '../../../sandbox/celigo';
import { CeligoStage } from '../../browser/stage';

const stage = new CeligoStage();

const inFlow = (name: string) => ({ __rl: true, mode: 'id', value: idOf(`flow ${name}`) });

test('a disabled flow that is to be run says that it has to be enabled first', async () => {
	const { editor } = stage;
	await stage.openNode({ resource: 'flow', operation: 'run', flow: inFlow('Refunds to NetSuite') });

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain('is disabled');
	expect(await editor.error.description.innerText()).toMatch(/enable/i);
	await editor.picture('celigo-error-disabled-flow');
});

test('the steps of a flow can be chosen once the flow is', async () => {
	const { editor } = stage;
	await stage.openNode({ resource: 'error', operation: 'getAll', stepFlow: inFlow('Orders to NetSuite') });
	const step = editor.locator('step');

	await step.openList();

	await step.entries.first().waitFor();
	expect(await step.entries.allInnerTexts()).toEqual([
		'Get orders from Shopify (export)',
		'Look up customer in Salesforce (export)',
		'Post orders to NetSuite (import)',
	]);
});

test('a clone that leaves a connection out names it, and nothing is cloned', async () => {
	const { editor, sandbox } = stage;
	await stage.openNode({
		resource: 'flow',
		operation: 'clone',
		flow: inFlow('Inventory to Shopify'),
		integration: { __rl: true, mode: 'id', value: idOf('integration Finance') },
		connections: 'json',
		connectionMapJson: '{}',
	});

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain("'Connections' leaves out");
	expect(sandbox.count('POST')).toBe(0);
});
