/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import type { FlowMateWorld } from '../flowmate/world';
import { Unseen, type Case } from '../verdict';

/** What a test of the trigger in the editor shows. */
export const trigger: Array<Case<FlowMateWorld>> = [
	{
		operation: 'trigger.flowStatus',
		promise: 'shows the flow that has changed last, with its status, to a test in the editor',
		needs: 'read',
		async keeps(world) {
			const { status, updatedAt } = await sample(world, { triggerOn: 'flowStatus' }, /There is no/);
			assert.ok(status, 'the flow has no status');
			assert.ok(updatedAt, 'the flow does not say when it was changed: all flows are read at each poll');
		},
	},
	{
		operation: 'trigger.flowCreated',
		promise: 'shows the newest flow to a test in the editor',
		needs: 'read',
		async keeps(world) {
			const { id } = await sample(world, { triggerOn: 'flowCreated' }, /There is no/);
			assert.ok(id, 'the flow has no ID');
		},
	},
	{
		operation: 'trigger.userCreated',
		promise: 'shows the newest user to a test in the editor',
		needs: 'read',
		async keeps(world) {
			const { id, username } = await sample(world, { triggerOn: 'userCreated' }, /has no users/);
			assert.ok(id && username, 'the user has no ID or no user name');
		},
	},
];

async function sample(world: FlowMateWorld, parameters: IDataObject, nothing: RegExp): Promise<IDataObject> {
	const { engine, credential } = world;
	const polled = await engine.poll({ node: 'flowMateTrigger', parameters, credential, mode: 'manual' });
	if (nothing.test(polled.error?.message ?? '')) throw new Unseen('there is nothing to show');
	if (polled.error) throw polled.error;
	const [item] = polled.items?.[0] ?? [];
	assert.ok(item, 'it gives nothing');
	return item.json;
}
