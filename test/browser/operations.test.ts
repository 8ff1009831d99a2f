import { panelsOf, type Panel } from './panels';
import { flowMate, FlowMateStage, NODE, workflowOf } from './stage';

const stage = new FlowMateStage();

const PAGES = ['Return All', 'Limit', 'Filters', 'Simplify', 'Options'];

const PANELS: Record<string, Record<string, Panel>> = {
	Flow: {
		Get: { fields: ['Flow', 'Simplify', 'Options'] },
		'Get Many': { fields: [...PAGES, 'Sort'] },
		Update: {
			fields: ['Flow', 'Update Fields', 'Simplify', 'Options'],
			notice:
				'FlowMate updates inactive flows only. The account of the credential becomes an owner of the flow.',
		},
		Delete: {
			fields: ['Flow', 'Options'],
			notice: 'FlowMate deletes inactive flows only. A deleted flow cannot be restored.',
		},
		Start: {
			fields: ['Flow', 'Options'],
			notice: 'Starting an active flow restarts it. Its webhook takes no data until it is active again.',
		},
		Stop: { fields: ['Flow', 'Options'] },
		'Start Many': {
			fields: ['Flows', 'ID Field', 'Options'],
			notice: 'Starting an active flow restarts it. Its webhook takes no data until it is active again.',
		},
		'Stop Many': { fields: ['Flows', 'ID Field', 'Options'] },
		'Update Many': {
			fields: ['Flows', 'ID Field', 'Changes', 'Update Fields', 'Options'],
			notice:
				'FlowMate updates inactive flows only. The account of the credential becomes an owner of the flow.',
		},
	},
	User: {
		Get: { fields: ['User', 'Simplify', 'Options'] },
		'Get Many': { fields: PAGES },
		Create: { fields: ['User Name', 'Password', 'Additional Fields', 'Simplify', 'Options'] },
		'Get Current': { fields: ['Simplify', 'Options'] },
	},
	Template: {
		Get: { fields: ['Template', 'Simplify', 'Options'] },
		'Get Many': { fields: [...PAGES, 'Sort'] },
		Create: { fields: ['Graph', 'Additional Fields', 'Simplify', 'Options'] },
		Update: {
			fields: ['Template', 'Update Fields', 'Simplify', 'Options'],
			notice: 'The account of the credential becomes an owner of the template.',
		},
		Delete: {
			fields: ['Template', 'Options'],
			notice: 'A deleted template cannot be restored. Flows that were generated from it stay.',
		},
		'Generate Flow': {
			fields: ['Template', 'Additional Fields', 'Simplify', 'Options'],
			notice:
				"The new flow belongs to the account of the credential. To generate it for a customer, add the option 'Act as User'.",
		},
	},
	Execution: {
		'Get Counts': { fields: ['Group By', 'Start', 'End', 'Simplify', 'Options'] },
		'Check Limits': {
			fields: ['Limits', 'Customer Field', 'Limit Field', 'Percentages', 'Window', 'Options'],
		},
	},
	Webhook: {
		'Send Data to Flow': { fields: ['Flow', 'Data', 'Options'] },
		"Send Data to User's Flows": { fields: ['User', 'Which Flows', 'Data', 'Options'] },
	},
};

test.each(Object.entries(PANELS))(
	'%s: each operation shows its fields from broad to narrow, and warns where there is a reason',
	async (resource, operations) => {
		const { editor } = stage;
		await stage.openNode({});

		const seen = await panelsOf(editor, resource, Object.keys(operations));

		expect(seen).toEqual(operations);
	},
);

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

test('the counts of a month show who used how much, and what empty dates mean', async () => {
	const { editor } = stage;
	await stage.openNode({ resource: 'execution', operation: 'getCounts' });

	await editor.execute();

	const [row] = await editor.outputTable();
	expect(Object.keys(row).slice(0, 4)).toEqual(['username', 'executions', 'percentageOfTotal', 'id']);
	await editor.part('node-parameters').getByText('Empty: one month ago').waitFor();
	await editor.picture('execution-counts');
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
