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
	if (Object.keys(changes).every((key) => flow[key] === changes[key])) return flow;
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

const unchanged = (scope: Scope, id: string): NodeOperationError =>
	scope.badInput(
		`Celigo's answer says that flow '${id}' was changed, but it is as it was`,
		'Something between n8n and Celigo may have answered in its place, or somebody has changed the flow since. Try again.',
	);
