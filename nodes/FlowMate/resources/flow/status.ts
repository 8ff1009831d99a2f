import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';

/** The states of a flow: inactive → starting → active → stopping → inactive. A start that fails goes from starting to stopping. */
export async function statusOf(item: Item, id: string): Promise<string> {
	const { status } = await item.fetchOne({
		method: 'GET',
		path: pathOf('flows', id),
		subject: { what: `flow '${id}'`, parameter: "'Flow'", permission: 'flows.read', repeatable: true },
	});
	return String(status);
}
