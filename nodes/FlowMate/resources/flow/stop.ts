import { record } from '../../kit/done';
import { inState } from '../../advice';
import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { secondsToWait, waitForInactive, waitSeconds } from '../../parameters/wait';
import { unseenBefore } from '../../many/unseen';
import { statusOf, statusRequest } from './status';
import { waitFor } from './wait';

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
	each: true,
	uses: [waitForInactive, waitSeconds],
	/** The platform never reports a flow stopped that was not running: it would stay 'stopping', and no update or delete would work. */
	async before(item, [id]) {
		secondsToWait(item);
		const status = await statusOf(item, id).catch((error: unknown) => {
			throw unseenBefore(item, error);
		});
		if (status === 'active' || status === 'starting') return;
		throw item.badInput(
			`The flow '${id}' cannot be stopped: it ${inState(status)}`,
			status === 'stopping'
				? 'If it stays so for minutes, start it and stop it again.'
				: "There is nothing to stop. To skip such flows, get them with 'Get Many' and the filter 'Status' set to Active.",
		);
	},
	done: record('id'),
	/** A flow that has stopped meanwhile must not be stopped again, for the same reason. */
	look: (_item, [id]) => ({
		request: statusRequest(id),
		isDone: (flow) => flow?.status === 'stopping' || flow?.status === 'inactive',
	}),
	async result(item, { status }, [id]) {
		const seconds = secondsToWait(item);
		return seconds === undefined ? { id, status } : await waitFor(item, id, 'inactive', seconds);
	},
});
