import type { IDataObject } from 'n8n-workflow';
import { flowLocator } from '../../parameters/flow';
import { restartNotice } from '../../parameters/notices';
import type { Item } from '../../request/item';
import { operation } from '../../request/operation';
import { statusOf } from './status';
import { checkWait, waitFor, waitForActive, waitSeconds } from './wait';

/**
 * POST /flows/{id}/start. The server answers 200 { data: { id, status: 'starting' }, meta }, whatever the flow's status was; FlowMate's
 * documentation has 409 for a flow that is not inactive. One that runs already is what was asked for.
 */
export const start = operation({
	name: 'Start',
	value: 'start',
	action: 'Start flow',
	description: 'Start a flow; it turns active within about a minute',
	method: 'POST',
	path: ['flows', flowLocator, 'start'],
	permission: 'flows.control',
	repeatable: true,
	uses: [restartNotice, waitForActive, waitSeconds],
	accept: [409],
	before: async (item) => checkWait(item),
	async result(item, started, [id]) {
		const flow = started.id === undefined ? await runningAlready(item, id) : started;
		return item.collection('options').wait ? await waitFor(item, id, 'active') : flow;
	},
});

async function runningAlready(item: Item, id: string): Promise<IDataObject> {
	const status = await statusOf(item, id);
	if (status === 'active' || status === 'starting') return { id, status };
	throw item.badInput(
		`The flow '${id}' cannot be started (its status is ${status})`,
		'Wait until it is inactive, then start it',
	);
}
