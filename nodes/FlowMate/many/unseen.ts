import { NodeApiError } from 'n8n-workflow';
import type { Item } from '../kit/scope';

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
		'To stop a flow, FlowMate does not demand the permission flows.read. This node looks at the status first, ' +
			"since a flow that does not run would stay 'stopping' for good. Use an account that may read flows, too.",
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
