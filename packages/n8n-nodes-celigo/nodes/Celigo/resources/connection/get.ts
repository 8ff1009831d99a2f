import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { connectionRecord } from '../../parameters/connection';
import { documentNamed } from '../../service';
import { connectionShape } from './document';

/** GET /connections/{id}. Answers 200 Connection. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get connection',
	description: 'Retrieve a connection, and whether it is offline',
	method: 'GET',
	path: ['connections', connectionRecord],
	uses: output,
	done: documentNamed,
	shape: connectionShape,
});
