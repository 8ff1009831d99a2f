import { NodeApiError } from 'n8n-workflow';
import { record } from '../../kit/done';
import type { Request } from '../../kit/request';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';

/** The states of a flow: inactive → starting → active → stopping → inactive. A start that fails goes from starting to stopping. */
export async function statusOf(item: Item, id: string): Promise<string> {
	const { status } = await item.fetchOne(statusRequest(id));
	return String(status);
}

/**
 * The error of a look without which the node stops nothing. FlowMate itself does not demand the permission for that.
 *
 * @returns the error itself where it is no refusal
 */
export function unseenBefore(item: Item, error: unknown): Error {
	if (!(error instanceof NodeApiError) || error.httpCode !== '403') return error as Error;
	return told(
		item,
		error,
		`Nothing was stopped, since the status could not be read: ${error.message}`,
		"To stop a flow, FlowMate does not demand the permission flows.read. This node looks at the status first, since a flow that does not run would stay 'stopping' for good. Use an account that may read flows, too.",
	);
}

/** The error of a look at a flow that was started or stopped by then: that must not make anybody do it again. */
export function unseenAfter(item: Item, id: string, verb: 'started' | 'stopped', error: unknown): Error {
	if (!(error instanceof NodeApiError)) return error as Error;
	return told(
		item,
		error,
		`The flow '${id}' was ${verb}, but its status cannot be read: ${error.message}`,
		error.description ?? '',
	);
}

const told = ({ node }: Item, { httpCode }: NodeApiError, message: string, description: string): NodeApiError =>
	new NodeApiError(node, { message }, { message, description, httpCode: httpCode ?? undefined });

/** GET /flows/{id}, for the status alone. */
export const statusRequest = (id: string): Request => ({
	method: 'GET',
	path: pathOf('flows', id),
	subject: { what: `flow '${id}'`, parameter: "'Flow'", permission: 'flows.read', repeatable: true },
	done: record('status'),
});
