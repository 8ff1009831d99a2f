import type { Resource } from '../../../../../../../nodes/FlowMate/kit/operation';
import { deleteBook } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { withdrawMany } from './withdrawMany';

export const book: Resource = {
	name: 'Book',
	value: 'book',
	operations: [getAll, get, deleteBook, withdrawMany],
};
