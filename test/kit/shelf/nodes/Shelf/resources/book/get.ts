import { record } from '../../../../../../../nodes/FlowMate/kit/done';
import { operation } from '../../../../../../../nodes/FlowMate/kit/operation';
import { output } from '../../../../../../../nodes/FlowMate/kit/output';
import { bookLocator } from '../../parameters';
import { bookShape } from './shape';

/** GET /books/{id}. Answers 200 { result: Book }. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get book',
	description: 'Retrieve a book',
	method: 'GET',
	path: ['books', bookLocator],
	uses: output,
	done: record('id'),
	shape: bookShape,
});
