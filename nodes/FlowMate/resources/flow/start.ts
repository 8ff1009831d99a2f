import { flowLocator } from '../../parameters/flow';
import { operation } from '../../request/operation';
import { checkWait, waitFor, waitForActive, waitSeconds } from './wait';

/** POST /flows/{id}/start. Answers 200 { data: { id, status: 'starting' }, meta }, whatever the flow's status was. */
export const start = operation({
	name: 'Start',
	value: 'start',
	action: 'Start flow',
	description: 'Start a flow; it turns active within about a minute. Starting an active flow restarts it.',
	method: 'POST',
	path: ['flows', flowLocator, 'start'],
	permission: 'flows.control',
	repeatable: true,
	uses: [waitForActive, waitSeconds],
	before: async (item) => checkWait(item),
	result: async (item, started, [id]) =>
		item.collection('options').wait ? await waitFor(item, id, 'active') : started,
});
