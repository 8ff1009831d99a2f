import { flowLocator } from '../../parameters/flow';
import { output } from '../../parameters/list';
import { operation } from '../../request/operation';
import { flowShape } from './document';

/** GET /flows/{id}. Answers 200 Flow. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get flow',
	description: 'Retrieve a flow',
	method: 'GET',
	path: ['flows', flowLocator],
	uses: output,
	shape: flowShape,
});
