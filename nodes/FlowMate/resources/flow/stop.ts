import { flowLocator } from '../../parameters/flow';
import { operation } from '../../request/operation';
import { statusOf } from './status';
import { checkWait, waitFor, waitForInactive, waitSeconds } from './wait';

/** POST /flows/{id}/stop. Answers 200 { data: { id, status: 'stopping' }, meta }. */
export const stop = operation({
	name: 'Stop',
	value: 'stop',
	action: 'Stop flow',
	description: 'Stop a running flow; it turns inactive within about a minute',
	method: 'POST',
	path: ['flows', flowLocator, 'stop'],
	permission: 'flows.control',
	repeatable: true,
	uses: [waitForInactive, waitSeconds],
	/** The platform never reports a flow stopped that was not running: it would stay 'stopping', and no update or delete would work. */
	async before(item, [id]) {
		checkWait(item);
		const status = await statusOf(item, id);
		if (status === 'active' || status === 'starting') return;
		throw item.badInput(
			`The flow '${id}' is not running (its status is ${status})`,
			status === 'stopping'
				? 'It is being stopped already. If it stays so for minutes, start it and stop it again.'
				: "There is nothing to stop. To skip such flows, get them with 'Get Many' and the filter 'Status' set to Active.",
		);
	},
	result: async (item, stopped, [id]) =>
		item.collection('options').wait ? await waitFor(item, id, 'inactive') : stopped,
});
