/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { FlowMateWorld } from '../flowmate/world';
import { Unseen, type Case } from '../verdict';
import { byId, NOBODY } from '../world';

const WAIT = { options: { wait: true, waitSeconds: 150 } };

const statusOf = async (world: FlowMateWorld, id: string) =>
	(await world.run('flow.get', { flow: byId(id) }))[0].status;

const fromList = (id: string) => ({ flowsFrom: 'list', flowIds: id });

export const flow: Array<Case<FlowMateWorld>> = [
	{
		operation: 'flow.getAll',
		promise: 'gives as many flows as asked for, and all of them once',
		needs: 'read',
		async keeps(world) {
			const some = await world.run('flow.getAll', { limit: 50 });
			const all = await world.once(
				'all flows',
				async () => await world.run('flow.getAll', { returnAll: true }),
			);
			assert.ok(some.length === Math.min(50, all.length), `${some.length} came for a limit of 50`);
			assert.equal(new Set(all.map(({ id }) => id)).size, all.length, 'one came twice');
		},
	},
	{
		operation: 'flow.getAll',
		promise: 'gives active flows only where they are asked for',
		needs: 'read',
		async keeps(world) {
			const flows = await world.run('flow.getAll', { limit: 50, filters: { status: 'active' } });
			if (flows.length === 0) throw new Unseen('no flow is active');
			assert.ok(
				flows.every(({ status }) => status === 'active'),
				'another status came',
			);
		},
	},
	{
		operation: 'flow.get',
		promise: 'gives the flow with that ID',
		needs: 'read',
		async keeps(world) {
			const [first] = (await world.flows()).list;
			if (!first) throw new Unseen('the account sees no flow');
			const [found] = await world.run('flow.get', { flow: byId(first.id) });
			assert.ok(found.id === first.id, 'it gives another one');
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
		operation: 'flow.update',
		promise: 'changes what is set and leaves the rest',
		needs: 'write',
		async keeps(world) {
			const named = { flow: byId(await world.own.inactive()), simplify: false };
			const [before] = await world.run('flow.get', named);
			const updateFields = { description: 'n8n check, changed' };
			const [after] = await world.run('flow.update', { ...named, updateFields });
			assert.equal(after.description, updateFields.description, 'the description is as it was');
			assert.deepEqual([after.name, after.graph], [before.name, before.graph], 'name or graph have changed');
		},
	},
	{
		operation: 'flow.updateMany',
		promise: 'changes the flows of a list and tells what became of each',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.inactive();
			const changes = { changesFrom: 'same', updateFields: { description: 'n8n check, changed again' } };
			const [outcome] = await world.run('flow.updateMany', { ...fromList(id), ...changes });
			assert.equal(outcome.error, undefined, 'it tells of an error');
			const [after] = await world.run('flow.get', { flow: byId(id) });
			assert.equal(after.description, changes.updateFields.description, 'the description is as it was');
		},
	},
	{
		operation: 'flow.start',
		promise: 'starts a flow, which turns active',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.active();
			await world.run('flow.stop', { flow: byId(id), ...WAIT });
			const [started] = await world.run('flow.start', { flow: byId(id), ...WAIT });
			assert.deepEqual([started.id, started.status], [id, 'active'], 'it does not say so');
			assert.equal(await statusOf(world, id), 'active', 'it is not active');
		},
	},
	{
		operation: 'flow.stop',
		promise: 'stops a running flow, which turns inactive, and refuses one that does not run',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.active();
			await world.run('flow.stop', { flow: byId(id), ...WAIT });
			assert.equal(await statusOf(world, id), 'inactive', 'it is not inactive');
			const { message } = await world.failure('flow.stop', { flow: byId(id) });
			assert.match(message, /cannot be stopped/, 'it stops what does not run');
		},
	},
	{
		operation: 'flow.startMany',
		promise: 'starts the flows of a list and tells what became of each',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.inactive();
			const [outcome] = await world.run('flow.startMany', fromList(id));
			assert.equal(outcome.error, undefined, 'it tells of an error');
			assert.equal(outcome.id, id, 'it names another flow');
			await world.own.rest(id);
		},
	},
	{
		operation: 'flow.stopMany',
		promise: 'stops the flows of a list and tells what became of each',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.active();
			const [outcome] = await world.run('flow.stopMany', fromList(id));
			assert.equal(outcome.error, undefined, 'it tells of an error');
			assert.equal(await world.own.rest(id), 'inactive', 'it is not inactive');
		},
	},
	{
		operation: 'flow.delete',
		promise: 'deletes an inactive flow, which is then not found',
		needs: 'write',
		async keeps(world) {
			const id = String((await world.own.newFlow()).id);
			const [gone] = await world.run('flow.delete', { flow: byId(id) });
			assert.deepEqual([gone.deleted, gone.id], [true, id], 'it does not say so');
			const { status } = await world.ask(`/flows/${id}`);
			assert.equal(status, 404, 'it is still there');
			world.own.deleted(id);
		},
	},
];
