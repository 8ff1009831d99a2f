/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { FlowMateWorld } from '../flowmate/world';
import { Unseen, type Case } from '../verdict';

const DAY = 24 * 60 * 60 * 1_000;

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
		operation: 'execution.checkLimits',
		promise: 'finds a counted user by ID and by user name, and refuses a name that nobody has',
		needs: 'read',
		async keeps(world) {
			await counting(world);
			const start = new Date(Date.now() - 30 * DAY).toISOString().slice(0, 10);
			const [row] = await world.run('execution.getCounts', { groupBy: 'user', start });
			if (typeof row?.username !== 'string') throw new Unseen('no row by user has a user name');
			const check = async (limits: object) =>
				await world.run('execution.checkLimits', {
					limitsFrom: 'json',
					limits: JSON.stringify(limits),
					options: { start },
				});
			const [byId, byName] = await check({ [String(row.id)]: 1, [row.username]: 1 });
			// More may have run meanwhile.
			assert.ok(Number(byId.executions) >= Number(row.executions), 'it counts less than Get Counts');
			assert.equal(byName.executions, byId.executions, 'user name and ID give different counts');
			await assert.rejects(
				async () => await check({ 'n8n check nobody': 1 }),
				/no user with the user name or ID/,
			);
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
