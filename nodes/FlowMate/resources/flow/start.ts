import type { IDataObject } from 'n8n-workflow';
import { record } from '../../kit/done';
import { inState } from '../../advice';
import { operation } from '../../kit/operation';
import type { Item } from '../../kit/scope';
import { flowLocator } from '../../parameters/flow';
import { restartNotice } from '../../parameters/notices';
import { secondsToWait, waitForActive, waitSeconds } from '../../parameters/wait';
import { statusOf } from './status';
import { waitFor } from './wait';

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
	each: true,
	uses: [restartNotice, waitForActive, waitSeconds],
	done: record('id'),
	accept: [409],
	before: async (item) => void secondsToWait(item),
	async read(item, { statusCode, body }, [id]) {
		const flow = statusCode === 409 ? await runningAlready(item, id) : (item.service.unwrap(body) as IDataObject);
		const seconds = secondsToWait(item);
		return seconds === undefined ? flow : await waitFor(item, id, 'active', seconds);
	},
});

async function runningAlready(item: Item, id: string): Promise<IDataObject> {
	const status = await statusOf(item, id);
	if (status === 'active' || status === 'starting') return { id, status };
	throw item.badInput(
		`The flow '${id}' cannot be started: it ${inState(status)}`,
		'Wait until it is inactive, then start it',
	);
}
