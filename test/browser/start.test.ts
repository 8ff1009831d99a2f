import { eventually } from './eventually';
import { FlowMateStage } from './stage';

const stage = new FlowMateStage({ withCredential: false });

test('a person finds the node, connects it, picks a customer and sees the active flows', async () => {
	const { editor } = stage;
	await editor.openNew();
	await editor.addManualTrigger();

	await editor.searchNodes('flowmate');
	await eventually(async () => expect(await editor.foundNodes.allInnerTexts()).toEqual(['FlowMate']));
	await editor.page.setViewportSize({ width: 1400, height: 320 });
	await eventually(async () => expect(await editor.icons()).toEqual(['flowmate.svg']));
	await editor.picture('find-the-node', 'node-creator');
	await editor.page.setViewportSize({ width: 1400, height: 900 });

	await editor.foundNodes.getByText('FlowMate').click();
	await eventually(async () => expect(await editor.foundNodes.allInnerTexts()).toEqual(ACTIONS));
	await editor.picture('actions', 'node-creator');
	await editor.foundNodes.getByText('Get many flows').click();

	await editor.credential.create();
	await editor.credential.fill({ ...stage.login, password: 'not the password' });
	await editor.credential.save();
	await editor.credential.moreDetails();
	expect(await editor.credential.text()).toContain('did not accept the password');
	await editor.picture('credential-wrong-password', 'editCredential-modal');

	await editor.credential.fill({ password: stage.login.password });
	await editor.credential.save();
	await editor.credential.self.waitFor({ state: 'hidden' });
	await editor.credential.open();
	await editor.credential.self.getByText('Connection tested successfully').waitFor();
	await editor.pictures('credential', 'editCredential-modal');
	await editor.credential.close();

	await editor.addTo('Add Filter', 'Status');
	await editor.addTo('Add Filter', 'User');
	const user = editor.locator('user');
	await user.openList();
	await user.search('1002');
	await user.pick('customer-1002');
	expect(await user.shown()).toBe('customer-1002');
	await editor.execute();
	expect((await editor.outputTable()).map(({ name, status }) => [name, status])).toEqual([
		['New contact to newsletter', 'active'],
		['Won deal to invoice', 'active'],
		['Ticket to chat channel', 'active'],
		['Nightly contact sync', 'active'],
	]);
	await editor.picture('active-flows-of-a-customer');

	await editor.closeNode();
	expect(await editor.node('Get many flows').innerText()).toContain('Get many flows');
});

test.each([
	'open integration hub',
	'embedded ipaas',
	'execution count',
	'flow mate',
	'send data',
	'senddata',
	'quota',
	'Schnittstelle',
	'schnittstelle',
	'Kontingent',
])("'%s' finds the node as well", async (words) => {
	await stage.editor.openNew();
	await stage.editor.searchNodes(words);
	await stage.editor.foundNodes.getByText('FlowMate', { exact: true }).waitFor();
});

const ACTIONS = [
	'Send data to flow',
	"Send data to user's flows",
	'Delete flow',
	'Get flow',
	'Get many flows',
	'Start flow',
	'Start many flows',
	'Stop flow',
	'Stop many flows',
	'Update flow',
	'Update many flows',
	'Create user',
	'Get user',
	'Get current user',
	'Get many users',
	'Create template',
	'Delete template',
	'Generate flow from template',
	'Get template',
	'Get many templates',
	'Update template',
	'Check execution limits',
	'Get execution counts',
];
