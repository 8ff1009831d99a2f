import { output } from '../../kit/output';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { userShape } from './shape';

/** GET /users/me. Answers 200 User. Any valid session may ask. */
export const getCurrent = operation({
	name: 'Get Current',
	value: 'getCurrent',
	action: 'Get current user',
	description: 'Retrieve the user that the credential stands for',
	method: 'GET',
	path: ['users', 'me'],
	about: 'the current user',
	uses: output,
	done: record('_id', 'id'),
	shape: userShape,
});
