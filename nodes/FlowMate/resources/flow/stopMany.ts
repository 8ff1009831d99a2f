import { operation } from '../../kit/operation';
import { stopFlows } from '../../many/control';
import { flowsParameters } from '../../many/parameters';
import { targetsOf } from '../../many/targets';
import { waitForInactive, waitSeconds } from '../../parameters/wait';

/** POST /flows/multiple/stop with a bare list of ids. Answers as Start Many does. */
export const stopMany = operation({
	name: 'Stop Many',
	value: 'stopMany',
	action: 'Stop many flows',
	description: 'Stop hundreds of flows with a few requests. Flows that do not run are left alone.',
	method: 'POST',
	path: ['flows', 'multiple', 'stop'],
	permission: 'flows.control',
	repeatable: true,
	uses: [...flowsParameters, waitForInactive, waitSeconds],
	many: { noun: 'flows', verb: 'stopped', targets: targetsOf, work: stopFlows },
});
