/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { FlowMateWorld } from '../flowmate/world';
import { Unseen, type Case } from '../verdict';

export const execution: Array<Case<FlowMateWorld>> = [
	{
		operation: 'execution.getCounts',
		promise: 'gives the rows of each grouping, with the window that was counted',
		needs: 'read',
		async keeps(world) {
			await counting(world);
			for (const groupBy of ['user', 'flow', 'component']) {
				const rows = await world.run('execution.getCounts', {
					groupBy,
					simplify: false,
					options: { metadata: 'eachItem' },
				});
				assert.ok(
					rows.every(({ window }) => window !== undefined),
					`a row by ${groupBy} has no window`,
				);
			}
		},
	},
	{
		operation: 'trigger.snapshot',
		promise: 'gives a sample of the counts by user to a test in the editor',
		needs: 'read',
		async keeps(world) {
			await counting(world);
			const { engine, credential } = world;
			const parameters = { triggerOn: 'snapshot', window: 'lastDays', days: 30, groupBy: 'user' };
			const polled = await engine.poll({ node: 'flowMateTrigger', parameters, credential, mode: 'manual' });
			if (/counted no executions/.test(polled.error?.message ?? '')) throw new Unseen('nothing was counted');
			if (polled.error) throw polled.error;
			assert.ok((polled.items?.[0] ?? []).length > 0, 'it gives nothing');
		},
	},
];

async function counting(world: FlowMateWorld): Promise<void> {
	const { status } = await world.counts();
	if (status !== 200) throw new Unseen(`GET /icenter/executions answers HTTP ${status}`);
}
