import { deleted } from '../../../../../../../nodes/FlowMate/kit/deleted';
import { empty } from '../../../../../../../nodes/FlowMate/kit/done';
import { operation } from '../../../../../../../nodes/FlowMate/kit/operation';
import { bookLocator } from '../../parameters';

/** DELETE /books/{id}. Answers 204. */
export const deleteBook = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete book',
	description: 'Take a book out of the catalogue',
	method: 'DELETE',
	path: ['books', bookLocator],
	done: empty,
	accept: [404],
	read: deleted,
});
