import { flowMate, NODE, Stage, workflowOf } from './stage';

const stage = new Stage();

const ALWAYS = ['Resource', 'Operation'];
const PAGES = ['Return All', 'Limit', 'Filters', 'Simplify', 'Options'];

/** What stands in the panel below the operation, from broad to narrow. */
const PANELS: Array<[resource: string, operation: string, labels: string[]]> = [
	['flow', 'get', ['Flow', 'Simplify', 'Options']],
	['flow', 'getAll', [...PAGES, 'Sort']],
	['flow', 'update', ['Flow', 'Update Fields', 'Simplify', 'Options']],
	['flow', 'delete', ['Flow', 'Options']],
	['flow', 'start', ['Flow', 'Options']],
	['flow', 'stop', ['Flow', 'Options']],
	['flow', 'startMany', ['Flows', 'ID Field', 'Options']],
	['flow', 'stopMany', ['Flows', 'ID Field', 'Options']],
	['flow', 'updateMany', ['Flows', 'ID Field', 'Changes', 'Update Fields', 'Options']],
	['user', 'get', ['User', 'Simplify', 'Options']],
	['user', 'getAll', PAGES],
	['user', 'create', ['User Name', 'Password', 'Additional Fields', 'Simplify', 'Options']],
	['user', 'getCurrent', ['Simplify', 'Options']],
	['template', 'get', ['Template', 'Simplify', 'Options']],
	['template', 'getAll', [...PAGES, 'Sort']],
	['template', 'create', ['Graph', 'Additional Fields', 'Simplify', 'Options']],
	['template', 'update', ['Template', 'Update Fields', 'Simplify', 'Options']],
	['template', 'delete', ['Template', 'Options']],
	['template', 'generateFlow', ['Template', 'Additional Fields', 'Simplify', 'Options']],
	['execution', 'getCounts', ['Group By', 'Start', 'End', 'Options']],
	['webhook', 'send', ['Flow', 'Data', 'JSON', 'Options']],
];

test.each(PANELS)('%s, %s shows its fields from broad to narrow', async (resource, operation, labels) => {
	await stage.openNode({ resource, operation });

	expect(await stage.editor.labels()).toEqual([...ALWAYS, ...labels]);
});

/** Choices with consequences that nobody would guess. */
const NOTICES: Array<[resource: string, operation: string, notice: string]> = [
	['flow', 'start', 'Starting an active flow restarts it'],
	['flow', 'startMany', 'Starting an active flow restarts it'],
	['flow', 'update', 'becomes an owner of the flow'],
	['flow', 'updateMany', 'becomes an owner of the flow'],
	['template', 'update', 'becomes an owner of the template'],
	['template', 'generateFlow', 'belongs to the user that the credential stands for'],
];

test.each(NOTICES)('%s, %s warns: %s', async (resource, operation, notice) => {
	await stage.openNode({ resource, operation });

	expect(await stage.editor.notices.allInnerTexts()).toEqual([expect.stringContaining(notice)]);
});

test('a graph that is to be updated warns that it replaces the old one', async () => {
	const { editor } = stage;
	await stage.openNode({ resource: 'flow', operation: 'update', updateFields: { graph: '{}' } });

	await editor.page.getByText('It replaces the whole old graph').waitFor();
	await editor.picture('update-a-flow');
});

test('the operations of a flow are explained where they are chosen', async () => {
	const { editor } = stage;
	await stage.openNode({ resource: 'flow', operation: 'getAll' });

	expect((await editor.optionsOf('operation')).map((option) => option.split('\n'))).toEqual([
		['Delete', 'Delete an inactive flow for good'],
		['Get', 'Retrieve a flow with its status'],
		['Get Many', 'Retrieve flows, such as the active flows of one user'],
		['Start', 'Start a flow; it turns active within about a minute'],
		['Start Many', 'Start hundreds of flows with a few requests'],
		['Stop', 'Stop a running flow; it turns inactive within about a minute'],
		['Stop Many', 'Stop hundreds of flows with a few requests. Flows that do not run are left alone.'],
		['Update', 'Change fields of an inactive flow'],
		['Update Many', 'Change fields of many inactive flows with a few requests'],
	]);
});

test('what a node will give can be mapped before it has run', async () => {
	const { editor, credential } = stage;
	const flows = flowMate('Flows', { resource: 'flow', operation: 'getAll' }, credential);
	await stage.openWorkflow(workflowOf([flows, flowMate(NODE, { resource: 'webhook' }, credential)]));

	await editor.openNode(NODE);

	const input = editor.part('ndv-input-panel');
	await input.getByText('Usually outputs the following fields').waitFor();
	for (const field of ['id', 'name', 'status', 'owner', 'inputParameters'])
		await input.getByText(field, { exact: true }).waitFor();
	expect(stage.asked).toEqual([]);
});
