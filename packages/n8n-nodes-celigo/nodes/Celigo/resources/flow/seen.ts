import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import type { Done } from '../../kit/done';
import { either, empty } from '../../kit/done';
import type { Scope } from '../../kit/scope';
import { documentNamed, documentOf } from '../../service';
import { fetchFlow } from './document';

/** A change answers 204; some of Celigo's clients expect 200 with the flow. Neither tells more than the flow itself. */
export const changed: Done = either(empty, documentNamed);

/** The same for a request that stands for itself. */
export const changedTo = (id: string): Done => either(empty, documentOf(id));

/**
 * A flow after fields of plain values were changed, which Celigo's answer does not show.
 *
 * @throws NodeOperationError when the flow is not what it was to become
 */
export async function seenAs(scope: Scope, id: string, changes: IDataObject): Promise<IDataObject> {
	const flow = await fetchFlow(scope, id);
	// A flow that does not say that it is disabled is not.
	const valueOf = (key: string) => (key === 'disabled' ? Boolean(flow[key]) : flow[key]);
	if (Object.keys(changes).every((key) => valueOf(key) === changes[key])) return flow;
	throw unchanged(scope, id);
}

/**
 * A flow after it was written, which Celigo's answer does not show: Celigo notes when that was.
 *
 * @throws NodeOperationError when the flow was not written since
 */
export async function seenAfter(scope: Scope, { _id, lastModified }: IDataObject): Promise<IDataObject> {
	const flow = await fetchFlow(scope, String(_id));
	if (lastModified === undefined || flow.lastModified !== lastModified) return flow;
	throw unchanged(scope, String(_id));
}

/**
 * Refuses a flow in which Celigo has left plain values as they were: it passes over what an integration app locks, and answers as if it
 * had not. Of lists and objects it adds to what was sent, and a value that was not there may be its default.
 *
 * @param sent the flow as it was to become
 * @param keys what was to change in it
 * @throws NodeOperationError that names them
 */
export function checkChanged(scope: Scope, before: IDataObject, sent: IDataObject, now: IDataObject, keys: string[]) {
	const isKept = (key: string) => isPlain(before[key]) && now[key] === before[key] && now[key] !== (sent[key] ?? '');
	const kept = keys.filter(isKept);
	if (kept.length === 0) return;
	throw scope.badInput(
		`Celigo's answer says that flow '${String(before._id)}' was changed, but this is as it was: ${kept.join(', ')}`,
		'An integration app may manage the flow and lock this, or somebody has changed the flow since. Look at it in Celigo.',
	);
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

const unchanged = (scope: Scope, id: string): NodeOperationError =>
	scope.badInput(
		`Celigo's answer says that flow '${id}' was changed, but it is as it was`,
		'Something between n8n and Celigo may have answered in its place, or somebody has changed the flow since. Try again.',
	);
