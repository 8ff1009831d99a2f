import { flowLocator } from '../../parameters/flow';
import { simplify } from '../../parameters/list';
import { operation } from '../../request/operation';
import { simplifiedFlow } from './document';

/** GET /flows/{id}. Answers 200 Flow. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get flow',
	description: 'Retrieve a flow',
	method: 'GET',
	path: ['flows', flowLocator],
	uses: [simplify],
	result: simplifiedFlow,
});
