import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import type { Subject } from '../../kit/service';
import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import { inBatches } from './batches';
import { errorKeys } from './keys';

export const errorIds = errorKeys(
	{
		displayName: 'Error IDs',
		name: 'errorIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.errorId }}',
		description: "Field 'errorId' of the errors, separated by commas, or a list from an expression",
	},
	'errorId',
);

/** PUT /flows/{flow}/{step}/resolved with { errors: [id] }, at most 1,000 at once. Answers 204, for unknown IDs as well. */
export const resolve = operation({
	name: 'Resolve',
	value: 'resolve',
	action: 'Resolve errors',
	description: 'Mark errors of a step as resolved without processing their records again',
	method: 'PUT',
	path: ['flows', stepFlowLocator, stepLocator, 'resolved'],
	uses: [errorIds],
	async run(item, [flow, step], subject) {
		const ids = item.read(errorIds);
		await resolveIds(item, flow, step, ids, subject);
		return { resolved: true, errorIds: ids };
	},
});

/** Resolves errors of a step. */
export async function resolveIds(
	scope: Scope,
	flow: string,
	step: string,
	ids: string[],
	subject: Subject,
): Promise<void> {
	const path = pathOf('flows', flow, step, 'resolved');
	await inBatches(scope, ids, 'resolved', async (batch) => {
		await scope.send({ method: 'PUT', path, body: { errors: batch }, subject });
	});
}
