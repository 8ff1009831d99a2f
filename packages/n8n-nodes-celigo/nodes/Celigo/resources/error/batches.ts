import type { INode, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { sentence } from '../../kit/outcome';
import type { Scope } from '../../kit/scope';

/** The most errors that Celigo's own clients name in one request. */
export const BATCH = 1_000;

/**
 * Works through a list in batches that Celigo takes, one after the other.
 *
 * @param verb past participle for messages: `retried`
 * @returns what each batch gave
 * @throws the error of the first batch as it is; that of a later one with the number that went before
 */
export async function inBatches<T>(
	{ node }: Scope,
	keys: string[],
	verb: string,
	send: (batch: string[]) => Promise<T>,
): Promise<T[]> {
	const results: T[] = [];
	for (let start = 0; start < keys.length; start += BATCH) {
		try {
			results.push(await send(keys.slice(start, start + BATCH)));
		} catch (error) {
			throw partly(node, error as NodeApiError, `${start} of ${keys.length} errors were ${verb}`, start);
		}
	}
	return results;
}

/** The error with what went before it. */
function partly(node: INode, error: NodeApiError, before: string, done: number): NodeApiError | NodeOperationError {
	if (done === 0) return error;
	const { message, description } = error;
	return new NodeOperationError(node, `${before}, then: ${message}`, {
		description: `${sentence(description ?? '')} Leave out the first ${done} before you repeat it.`,
	});
}
