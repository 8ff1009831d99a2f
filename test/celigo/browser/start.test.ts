import { eventually } from '../../browser/eventually';
import { CeligoStage } from '../../browser/stage';

const stage = new CeligoStage({ withCredential: false });

test('a person finds the node, connects it, picks a flow and runs it', async () => {
	const { editor } = stage;
	await editor.openNew();
	await editor.addManualTrigger();

	await editor.searchNodes('celigo');
	await eventually(async () => expect((await editor.foundNodes.allInnerTexts())[0]).toBe('Celigo'));
	await editor.page.setViewportSize({ width: 1400, height: 400 });
	await editor.picture('celigo-find-the-node', 'node-creator');
	await editor.page.setViewportSize({ width: 1400, height: 900 });
	await editor.foundNodes.getByText('Celigo', { exact: true }).click();
	await editor.foundNodes.getByText('Run flow', { exact: true }).click();

	await editor.credential.create();
	await editor.credential.choose('region', 'Other Base URL');
	const { baseUrl, token } = stage.access;
	await editor.credential.fill({ baseUrl, token: stage.sandbox.customToken });
	await editor.credential.save();
	await editor.credential.moreDetails();
	expect(await editor.credential.text()).toContain("create one with the scope 'Full access'");
	await editor.credential.fill({ token });
	await editor.credential.save();
	await editor.credential.self.waitFor({ state: 'hidden' });
	await editor.credential.open();
	await editor.credential.self.getByText('Connection tested successfully').waitFor();
	await editor.pictures('celigo-credential', 'editCredential-modal');
	await editor.credential.close();

	const flow = editor.locator('flow');
	await flow.openList();
	await flow.search('shopify');
	await eventually(async () => expect(await flow.entries.allInnerTexts()).toEqual(['Inventory to Shopify']));
	await flow.pick('Inventory to Shopify');
	await editor.field('wait').click();
	await editor.execute();

	expect(await editor.outputTable()).toMatchObject([{ outcome: 'completedWithErrors', numError: '3' }]);
	await editor.showOutputAs('schema');
	await editor.pictures('celigo-run-a-flow');
});

test.each(['integrator.io', 'netsuite'])("'%s' finds the node as well", async (words) => {
	await stage.editor.openNew();
	await stage.editor.searchNodes(words);
	await stage.editor.foundNodes.getByText('Celigo', { exact: true }).waitFor();
});
