import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { flowLocator } from '../../parameters/flow';
import { documentNamed } from '../../service';
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
	done: documentNamed,
	shape: flowShape,
});
