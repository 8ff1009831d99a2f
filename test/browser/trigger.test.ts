import { eventually } from './eventually';
import { flowMate, FlowMateStage } from './stage';

const stage = new FlowMateStage();

const TRIGGER = 'FlowMate Trigger';

test('a person sets up a trigger that tells when a customer nears a limit, and tries it', async () => {
	const { editor } = stage;
	await editor.openNew();
	await editor.searchNodes('flowmate');
	await editor.foundNodes.getByText('FlowMate', { exact: true }).click();
	await eventually(async () =>
		expect(await editor.foundNodes.allInnerTexts()).toEqual([
			'On every poll',
			'On executions counted',
			'On limit reached',
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
			'Limits per Key',
			'Only These',
			'Timezone',
			'Options',
		]),
	);
	await editor.fill('limit', '5000');
	await editor.execute();

	const [item, ...others] = await editor.outputTable();
	expect(others).toEqual([]);
	expect(item).toMatchObject({ groupBy: 'user', limit: '5000' });
	expect(Number(item.executions)).toBeGreaterThan(0);
	await editor.showOutputAs('schema');
	await editor.pictures('trigger');
});

test('a limit of 0 for all is refused where no key has one of its own', async () => {
	const { editor, credential } = stage;
	const trigger = flowMate(TRIGGER, { triggerOn: 'limit', limit: '0' }, credential, 'flowMateTrigger');
	await stage.openWorkflow({ name: 'My workflow', nodes: [trigger], connections: {} });
	await editor.openNode(TRIGGER);

	await editor.execute();

	expect(await editor.error.message.innerText()).toContain("'Limit' is not set");
});
