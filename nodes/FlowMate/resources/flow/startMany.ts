import { operation } from '../../kit/operation';
import { startFlows } from '../../many/control';
import { flowsParameters } from '../../many/parameters';
import { targetsOf } from '../../many/targets';
import { restartNotice } from '../../parameters/notices';
import { waitForActive, waitSeconds } from '../../parameters/wait';

/**
 * POST /flows/multiple/start with a bare list of ids. Answers 200 [{ data: { id, status }, meta } | { errors }], or 500 and a list
 * that breaks off.
 */
export const startMany = operation({
	name: 'Start Many',
	value: 'startMany',
	action: 'Start many flows',
	description: 'Start hundreds of flows with a few requests',
	method: 'POST',
	path: ['flows', 'multiple', 'start'],
	permission: 'flows.control',
	repeatable: true,
	uses: [...flowsParameters, restartNotice, waitForActive, waitSeconds],
	many: { noun: 'flows', verb: 'started', targets: targetsOf, work: startFlows },
});
