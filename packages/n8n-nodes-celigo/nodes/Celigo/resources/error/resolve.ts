import type { IDataObject } from 'n8n-workflow';
import { anyJson, either, empty } from '../../kit/done';
import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import type { Subject } from '../../kit/subject';
import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import { inBatches } from './batches';
import { errorKeys } from './keys';
import { errorsUnder } from './list';
import { keysIn } from './openErrors';

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

/**
 * PUT /flows/{flow}/{step}/resolved with { errors: [id] }, at most 1,000 at once. Answers 204, for unknown IDs as well: so the node looks
 * before which of them are open.
 */
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
		const open = new Set(keysIn(await openAmong(item, flow, step, ids, subject), 'errorId'));
		await resolveIds(item, flow, step, ids, subject);
		return { resolved: open.size > 0, errorIds: ids, notOpen: ids.filter((id) => !open.has(id)) };
	},
});

/**
 * Resolves errors of a step. Celigo answers 204 with and without an effect, so the node looks which errors are open.
 *
 * @throws NodeOperationError when one of them is open afterwards
 */
export async function resolveIds(
	scope: Scope,
	flow: string,
	step: string,
	ids: string[],
	subject: Subject,
): Promise<void> {
	const path = pathOf('flows', flow, step, 'resolved');
	await inBatches(scope, ids, 'resolved', async (batch) => {
		await scope.send({ method: 'PUT', path, body: { errors: batch }, subject, done: either(empty, anyJson) });
	});
	await checkResolved(scope, flow, step, ids, subject);
}

async function checkResolved(scope: Scope, flow: string, step: string, ids: string[], subject: Subject): Promise<void> {
	const [open] = await openAmong(scope, flow, step, ids, subject, 1);
	if (!open) return;
	throw scope.badInput(
		`Celigo's answer says that the errors were resolved, but error '${String(open.errorId)}' is still open`,
		'Something between n8n and Celigo may have answered in its place. Try again.',
	);
}

/** Those of the errors with these IDs that are open, up to a number. */
async function openAmong(
	scope: Scope,
	flow: string,
	step: string,
	ids: string[],
	subject: Subject,
	wanted = ids.length,
): Promise<IDataObject[]> {
	const named = new Set(ids);
	const request = { method: 'GET' as const, path: pathOf('flows', flow, step, 'errors'), subject };
	const keep = ({ errorId }: IDataObject) => named.has(String(errorId));
	return await errorsUnder('errors')(scope, request, { wanted, keep });
}
