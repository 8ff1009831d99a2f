/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { CeligoWorld } from '../celigo/world';
import { Unseen, type Case } from '../verdict';
import { byId } from '../world';

/** Jobs of the last week. @throws Unseen */
async function jobs(world: CeligoWorld) {
	const createdAfter = new Date(Date.now() - 7 * 86_400_000).toISOString();
	const found = await world.run('job.getAll', { limit: 20, simplify: false, filters: { createdAfter } });
	if (found.length === 0) throw new Unseen('no flow ran in the last week');
	return found;
}

export const celigoJob: Array<Case<CeligoWorld>> = [
	{
		operation: 'job.getAll',
		promise: 'gives runs with an ID and a status',
		needs: 'read',
		async keeps(world) {
			assert.ok(
				(await jobs(world)).every(({ _id, status }) => _id && status),
				'one has no ID or no status',
			);
		},
	},
	{
		operation: 'job.get',
		promise: 'gives the run with that ID',
		needs: 'read',
		async keeps(world) {
			const [{ _id }] = await jobs(world);
			const [job] = await world.run('job.get', { job: byId(_id) });
			assert.ok(job._id === _id, 'it gives another one');
		},
	},
	{
		operation: 'job.getErrors',
		promise: 'gives the open errors of a run, each with its ID',
		needs: 'read',
		async keeps(world) {
			const failed = (await jobs(world)).find(({ numOpenError }) => Number(numOpenError) > 0);
			if (!failed) throw new Unseen('none of the latest runs has an open error');
			const errors = await world.run('job.getErrors', { job: byId(failed._id), limit: 5 });
			assert.ok(errors.length > 0, 'it gives none');
			assert.ok(
				errors.every(({ errorId }) => errorId),
				'one has no ID',
			);
		},
	},
	{
		operation: 'job.cancel',
		promise: 'cancels a run that goes on',
		needs: 'disposable',
		async keeps(world) {
			const flow = (await world.flows()).list.find(({ disabled }) => disabled === false);
			const [{ _jobId }] = await world.run('flow.run', { flow: byId(flow?._id) });
			await world.run('job.cancel', { job: byId(_jobId) });
			const [job] = await world.run('job.get', { job: byId(_jobId) });
			assert.match(String(job.status), /cancel/, 'it goes on');
		},
	},
];
