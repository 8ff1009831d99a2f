import { flowLocator } from '../../parameters/flow';
import type { Item } from '../../request/item';
import { pathOf } from '../../request/path';

/** The states of a flow: inactive → starting → active → stopping → inactive. A start that fails goes from starting to stopping. */
export async function statusOf(item: Item, id: string): Promise<string> {
	const { status } = await item.fetchOne({
		method: 'GET',
		path: pathOf('flows', id),
		subject: {
			what: `flow '${id}'`,
			parameter: flowLocator.property.displayName,
			permission: 'flows.read',
			repeatable: true,
		},
	});
	return String(status);
}
