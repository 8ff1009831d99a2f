/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shape';
import { Unseen, type Case } from '../verdict';
import { byId } from '../world';
import { type CeligoWorld } from '../celigo/world';
import { listIn } from '../celigo/records';

/** A step that has open errors, of the first flows. @throws Unseen */
export async function failingStep(world: CeligoWorld): Promise<IDataObject> {
	for (const { _id } of (await world.flows()).list.slice(0, 10)) {
		const { body } = await world.ask(`/flows/${String(_id)}/errors`);
		const steps = isRecord(body) ? listIn(body.flowErrors) : [];
		const step = steps.find(({ numError }) => Number(numError) > 0);
		if (step) return { stepFlow: byId(_id), step: byId(step._expOrImpId) };
	}
	throw new Unseen('none of the first ten flows has an open error');
}

export const celigoError: Array<Case<CeligoWorld>> = [
	{
		operation: 'error.getAll',
		promise: 'gives the open errors of a step, each with its ID',
		needs: 'read',
		async keeps(world) {
			const errors = await world.run('error.getAll', { ...(await failingStep(world)), limit: 5 });
			assert.ok(errors.length > 0, 'it gives none');
			assert.ok(
				errors.every(({ errorId }) => errorId),
				'one has no ID',
			);
		},
	},
	{
		operation: 'error.retry',
		promise: 'retries errors of a step',
		needs: 'disposable',
		async keeps(world) {
			const step = await failingStep(world);
			const errors = await world.run('error.getAll', { ...step, returnAll: true });
			const keys = errors.map(({ retryDataKey }) => retryDataKey).filter(Boolean);
			const [job] = await world.run('error.retry', { ...step, retryDataKeys: keys });
			assert.ok(job, 'it gives nothing');
		},
	},
	{
		operation: 'error.resolve',
		promise: 'resolves errors of a step, which are then no longer open',
		needs: 'disposable',
		async keeps(world) {
			const step = await failingStep(world);
			const [{ errorId }] = await world.run('error.getAll', { ...step, limit: 1 });
			await world.run('error.resolve', { ...step, errorIds: String(errorId) });
			const left = await world.run('error.getAll', { ...step, returnAll: true });
			assert.ok(
				left.every((error) => error.errorId !== errorId),
				'it is still open',
			);
		},
	},
];
