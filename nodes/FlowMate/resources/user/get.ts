import { output } from '../../kit/output';
import { userLocator } from '../../parameters/user';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { userShape } from './shape';

/** GET /users/{id}. Answers 200 User with its roles; 404 as plain text. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description: "Retrieve a user by FlowMate's ID or by your own system's ID",
	method: 'GET',
	path: ['users', userLocator],
	permission: 'tenant.account.read',
	uses: output,
	done: record('_id', 'id'),
	shape: userShape,
});
