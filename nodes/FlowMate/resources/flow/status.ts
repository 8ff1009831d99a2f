import { record } from '../../kit/done';
import type { Request } from '../../kit/request';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';

/** The states of a flow: inactive → starting → active → stopping → inactive. A start that fails goes from starting to stopping. */
export async function statusOf(item: Item, id: string): Promise<string> {
	const { status } = await item.fetchOne(statusRequest(id));
	return String(status);
}

/** GET /flows/{id}, for the status alone. */
export const statusRequest = (id: string): Request => ({
	method: 'GET',
	path: pathOf('flows', id),
	subject: { what: `flow '${id}'`, parameter: "'Flow'", permission: 'flows.read', repeatable: true },
	done: record('status'),
});
