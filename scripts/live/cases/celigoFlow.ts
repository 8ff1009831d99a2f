/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { CeligoWorld } from '../celigo/world';
import { listIn } from '../celigo/records';
import { Unseen, type Case } from '../verdict';
import { byId, NOBODY } from '../world';

const own = async (world: CeligoWorld) => ({ flow: byId((await world.own.flow())._id) });

export const celigoFlow: Array<Case<CeligoWorld>> = [
	{
		operation: 'flow.getAll',
		promise: 'gives as many flows as asked for, and all of them once',
		needs: 'read',
		async keeps(world) {
			const some = await world.run('flow.getAll', { limit: 2 });
			const all = await world.run('flow.getAll', { returnAll: true });
			assert.ok(some.length === Math.min(2, all.length), `${some.length} came for a limit of 2`);
			assert.equal(new Set(all.map(({ _id }) => _id)).size, all.length, 'one came twice');
		},
	},
	{
		operation: 'flow.get',
		promise: 'gives the flow with that ID',
		needs: 'read',
		async keeps(world) {
			const [first] = (await world.flows()).list;
			if (!first) throw new Unseen('the account has no flow');
			const [found] = await world.run('flow.get', { flow: byId(first._id) });
			assert.ok(found._id === first._id, 'it gives another one');
		},
	},
	{
		operation: 'flow.get',
		promise: 'says that there is no flow with an ID that nothing has',
		needs: 'read',
		async keeps(world) {
			const { message } = await world.failure('flow.get', { flow: byId(NOBODY) });
			assert.match(message, /There is no flow/, 'it says something else');
		},
	},
	{
		operation: 'flow.create',
		promise: 'makes a disabled flow',
		needs: 'write',
		async keeps(world) {
			const flow = await world.own.flow();
			assert.ok(flow._id, 'it has no ID');
			assert.equal(flow.disabled, true, 'it is not disabled');
		},
	},
	{
		operation: 'flow.update',
		promise: 'changes what is set and leaves the rest',
		needs: 'write',
		async keeps(world) {
			const { pageGenerators } = await world.own.flow();
			const updateFields = { description: 'n8n check, changed' };
			const parameters = { ...(await own(world)), updateFields, simplify: false };
			const [after] = await world.run('flow.update', parameters);
			assert.equal(after.description, updateFields.description, 'the description is as it was');
			assert.equal(
				listIn(after.pageGenerators).length,
				listIn(pageGenerators).length,
				'the sources have changed',
			);
		},
	},
	{
		operation: 'flow.enable',
		promise: 'enables a flow',
		needs: 'write',
		async keeps(world) {
			await world.run('flow.enable', await own(world));
			const [after] = await world.run('flow.get', { ...(await own(world)), simplify: false });
			assert.equal(after.disabled, false, 'it is disabled');
		},
	},
	{
		operation: 'flow.disable',
		promise: 'disables a flow',
		needs: 'write',
		async keeps(world) {
			await world.run('flow.disable', await own(world));
			const [after] = await world.run('flow.get', { ...(await own(world)), simplify: false });
			assert.equal(after.disabled, true, 'it is enabled');
		},
	},
	{
		operation: 'flow.replace',
		promise: 'clears what is left out',
		needs: 'write',
		async keeps(world) {
			const { name, _integrationId, pageGenerators } = await world.own.flow();
			const flowJson = JSON.stringify({ name, _integrationId, pageGenerators, disabled: true });
			await world.run('flow.replace', { ...(await own(world)), flowJson });
			const [after] = await world.run('flow.get', { ...(await own(world)), simplify: false });
			assert.ok(!after.description, 'the description is still there');
		},
	},
	{
		operation: 'flow.getAudit',
		promise: 'gives what happened to a flow',
		needs: 'write',
		async keeps(world) {
			const entries = await world.run('flow.getAudit', { ...(await own(world)), returnAll: true });
			if (entries.length === 0) throw new Unseen('the audit log of the new flow is empty');
			assert.ok(
				entries.every(({ event }) => event),
				'an entry names no event',
			);
		},
	},
	{
		operation: 'flow.run',
		promise: 'says of a disabled flow that it is disabled',
		needs: 'write',
		async keeps(world) {
			const { message } = await world.failure('flow.run', await own(world));
			assert.match(message, /disabled/, 'it says something else');
		},
	},
	{
		operation: 'flow.run',
		promise: 'runs a flow and gives its job when it is over',
		needs: 'disposable',
		async keeps(world) {
			const flow = (await world.flows()).list.find(({ disabled }) => disabled === false);
			const [job] = await world.run('flow.run', { flow: byId(flow?._id), wait: true });
			assert.equal(job.outcome, 'completed', 'it did not complete');
		},
	},
	{
		operation: 'flow.clone',
		promise: 'copies a flow to an integration',
		needs: 'disposable',
		async keeps(world) {
			const [{ _id, _integrationId }] = (await world.flows()).list;
			const [copy] = await world.run('flow.clone', { flow: byId(_id), integration: byId(_integrationId) });
			assert.ok(copy._id && copy._id !== _id, 'it gives no new flow');
		},
	},
	{
		operation: 'flow.delete',
		promise: 'deletes a flow, which is then not found',
		needs: 'write',
		async keeps(world) {
			const id = String((await world.own.newFlow())._id);
			const [gone] = await world.run('flow.delete', { flow: byId(id) });
			assert.equal(gone.deleted, true, 'it does not say so');
			const { status } = await world.ask(`/flows/${id}`);
			assert.equal(status, 404, 'it is still there');
			world.own.deleted(id);
		},
	},
];
