import { eventually } from '../../browser/eventually';
import { panelsOf, type Panel } from '../../browser/panels';
import { CeligoStage } from '../../browser/stage';

const stage = new CeligoStage({ seed: { flows: 250 } });

const PANELS: Record<string, Record<string, Panel>> = {
	Flow: {
		Get: { fields: ['Flow', 'Simplify', 'Options'] },
		'Get Many': { fields: ['Return All', 'Limit', 'Filters', 'Simplify', 'Options'] },
		Create: {
			fields: [
				'Integration',
				'Name',
				'Disabled',
				'Sources',
				'Steps',
				'Additional Fields',
				'Simplify',
				'Options',
			],
		},
		Update: { fields: ['Flow', 'Update Fields', 'Simplify', 'Options'] },
		Replace: {
			fields: ['Flow', 'Flow (JSON)', 'Simplify', 'Options'],
			notice:
				"Every field that is left out is cleared, sources and steps included; only whether the flow is disabled stays. To change a few fields use 'Update'.",
		},
		Enable: { fields: ['Flow', 'Options'] },
		Disable: { fields: ['Flow', 'Options'] },
		Delete: { fields: ['Flow', 'Options'] },
		Clone: {
			fields: ['Flow', 'Integration', 'Connections', 'Additional Fields', 'Options'],
			notice:
				'Celigo copies the exports and imports of the flow, too. Its schedule and next flows are not carried over.',
		},
		Run: {
			fields: ['Flow', 'Wait for Completion', 'Additional Fields', 'Simplify', 'Options'],
			notice: 'For delta exports this counts as the last run: the next one exports what has changed since.',
		},
		'Get Audit Log': { fields: ['Flow', 'Return All', 'Limit', 'Filters', 'Options'] },
	},
	Job: {
		Get: { fields: ['Job', 'Simplify', 'Options'] },
		'Get Many': { fields: ['Return All', 'Limit', 'Filters', 'Simplify', 'Options'] },
		Cancel: { fields: ['Job', 'Options'] },
		'Get Errors': { fields: ['Job', 'Return All', 'Limit', 'Options'] },
	},
	Error: {
		'Get Many': { fields: ['Flow', 'Step', 'State', 'Return All', 'Limit', 'Filters', 'Options'] },
		Resolve: { fields: ['Flow', 'Step', 'Error IDs', 'Options'] },
		Retry: {
			fields: ['Flow', 'Step', 'Retry Data Keys', 'Options'],
			notice: 'A retry sends the records once more to where they were going.',
		},
	},
};

test.each(Object.entries(PANELS))(
	'%s: each operation shows its fields from broad to narrow, and warns where there is a reason',
	async (resource, operations) => {
		await stage.openNode({});

		expect(await panelsOf(stage.editor, resource, Object.keys(operations))).toEqual(operations);
	},
);

test('the list of flows comes from Celigo page by page while one scrolls', async () => {
	await stage.openNode({ resource: 'flow', operation: 'get' });
	const flow = stage.editor.locator('flow');

	await flow.openList();
	await eventually(async () => expect(await flow.entries.count()).toBe(100));
	expect(stage.asked).toHaveLength(1);

	await flow.scrollToEnd();
	await eventually(async () => expect(await flow.entries.count()).toBe(200));
	await flow.scrollToEnd();
	await eventually(async () => expect(await flow.entries.count()).toBe(250));
	expect(stage.asked).toHaveLength(3);
});
