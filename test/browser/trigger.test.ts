import { eventually } from './eventually';
import { flowMate, FlowMateStage } from './stage';

const stage = new FlowMateStage();

const TRIGGER = 'FlowMate Trigger';

/** Where the fields of the next node are collected. */
const DROP_AREA = 'assignment-collection-drop-area';

test('from an empty canvas a person builds an alert for customers who near a limit, and tries it with its test event', async () => {
	const { editor } = stage;
	await editor.openNew();
	await editor.searchNodes('flowmate');
	await editor.foundNodes.getByText('FlowMate', { exact: true }).click();
	await eventually(async () =>
		expect(await editor.foundNodes.allInnerTexts()).toEqual([
			'On every poll',
			'On executions counted',
			'On flow created',
			'On flow status changed',
			'On limit reached',
			'On user created',
		]),
	);
	await editor.foundNodes.getByText('On limit reached').click();

	await eventually(async () =>
		expect(await editor.labels()).toEqual([
			'Poll Times',
			'Mode',
			'Trigger On',
			'Group By',
			'Window',
			'Limit',
			'Percentages',
			'Individual Limits',
			'Watch Only',
			'Timezone',
			'Options',
		]),
	);
	await editor.fill('limit', '5000');
	await editor.execute();

	const [item, ...others] = await editor.outputTable();
	expect(others).toEqual([]);
	expect(item).toMatchObject({ groupBy: 'user', limit: '5000' });
	const percentageUsed = Number(item.executions) / 50;
	expect(Number(item.executions)).toBeGreaterThan(0);
	expect(item.percentageUsed).toBe(String(percentageUsed));
	expect(item.percentage).toBe(String([100, 80].find((one) => one <= percentageUsed) ?? null));
	await editor.showOutputAs('schema');
	await editor.page.setViewportSize({ width: 1400, height: 1150 });
	await editor.pictures('trigger');
	await editor.closeNode();

	await editor.searchNodes('edit fields');
	await editor.foundNodes.getByText('Edit Fields (Set)', { exact: true }).click();
	await editor.part('node-parameters').waitFor();
	for (const field of ['username', 'percentageUsed']) await editor.drag(field, { part: DROP_AREA });
	await editor.execute();
	expect(await editor.outputTable()).toMatchObject([
		{ username: item.username, percentageUsed: item.percentageUsed },
	]);
});

test('a limit of 0 for all is refused where no key has one of its own', async () => {
	const { editor, credential } = stage;
	const trigger = flowMate(TRIGGER, { triggerOn: 'limit', limit: '0' }, credential, 'flowMateTrigger');
	await stage.openWorkflow({ name: 'My workflow', nodes: [trigger], connections: {} });
	await editor.openNode(TRIGGER);

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain("'Limit' is not set");
});
