/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { FlowMateWorld } from '../flowmate/world';
import type { Case } from '../verdict';
import { byId, NOBODY } from '../world';

export const template: Array<Case<FlowMateWorld>> = [
	{
		operation: 'template.getAll',
		promise: 'gives as many templates as asked for, and all of them once',
		needs: 'read',
		async keeps(world) {
			const some = await world.run('template.getAll', { limit: 2 });
			const all = await world.run('template.getAll', { returnAll: true });
			assert.ok(some.length === Math.min(2, all.length), `${some.length} came for a limit of 2`);
			assert.equal(new Set(all.map(({ id }) => id)).size, all.length, 'one came twice');
		},
	},
	{
		operation: 'template.get',
		promise: 'says that there is no template with an ID that nothing has',
		needs: 'read',
		async keeps(world) {
			const { message } = await world.failure('template.get', { template: byId(NOBODY) });
			assert.match(message, /There is no template/, 'it says something else');
		},
	},
	{
		operation: 'template.create',
		promise: 'makes a template',
		needs: 'write',
		async keeps(world) {
			assert.match(await world.own.template(), /^[0-9a-f]{24}$/, 'it has no ID');
		},
	},
	{
		operation: 'template.get',
		promise: 'gives the template that was made',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.template();
			const [found] = await world.run('template.get', { template: byId(id) });
			assert.equal(found.id, id, 'it gives another one');
			assert.equal(found.status, 'published', 'it has another status');
		},
	},
	{
		operation: 'template.update',
		promise: 'changes what is set and leaves the rest',
		needs: 'write',
		async keeps(world) {
			const named = { template: byId(await world.own.template()), simplify: false };
			const [before] = await world.run('template.get', named);
			const updateFields = { description: 'n8n check, changed' };
			const [after] = await world.run('template.update', { ...named, updateFields });
			assert.equal(after.description, updateFields.description, 'the description is as it was');
			assert.deepEqual([after.name, after.graph], [before.name, before.graph], 'name or graph have changed');
		},
	},
	{
		operation: 'template.generateFlow',
		promise: 'makes an inactive flow that knows its template',
		needs: 'write',
		async keeps(world) {
			const [flow] = await world.run('flow.get', { flow: byId(await world.own.flow()) });
			assert.equal(flow.fromTemplate, await world.own.template(), 'it does not name the template');
		},
	},
	{
		operation: 'template.delete',
		promise: 'deletes the template, which is then not found',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.newTemplate();
			const [gone] = await world.run('template.delete', { template: byId(id) });
			assert.deepEqual([gone.deleted, gone.id], [true, id], 'it does not say so');
			const { status } = await world.ask(`/templates/${id}`);
			assert.equal(status, 404, 'it is still there');
			world.own.deleted(id);
		},
	},
];
