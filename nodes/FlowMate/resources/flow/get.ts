import { flowLocator } from '../../parameters/flow';
import { output } from '../../kit/output';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { flowShape } from './shape';

/** GET /flows/{id}. Answers 200 { data: Flow, meta }. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get flow',
	description: 'Retrieve a flow with its status',
	method: 'GET',
	path: ['flows', flowLocator],
	permission: 'flows.read',
	uses: output,
	done: record('id'),
	shape: flowShape,
});
