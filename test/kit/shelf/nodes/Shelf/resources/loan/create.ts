import { record } from '../../../../../../../nodes/FlowMate/kit/done';
import { operation } from '../../../../../../../nodes/FlowMate/kit/operation';
import { entry } from '../../../../../../../nodes/FlowMate/kit/parameter';
import { additionalFields, day, filledText } from '../../../../../../../nodes/FlowMate/kit/parameters';
import { bookLocator } from '../../parameters';

export const reader = filledText({
	displayName: 'Reader',
	name: 'reader',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ada@example.com',
	description: 'Who borrows the book',
});

const dueDate = entry(
	additionalFields,
	day({
		displayName: 'Due Date',
		name: 'dueDate',
		type: 'dateTime',
		default: '',
		description: 'The day on which the book is to be back; four weeks from now if left out',
	}),
);

/** POST /books/{id}/loans. Answers 201 { result: Loan }; twice the same would be two loans. */
export const create = operation({
	name: 'Create',
	value: 'create',
	action: 'Create loan',
	description: 'Lend a book to a reader',
	method: 'POST',
	path: ['books', bookLocator, 'loans'],
	uses: [reader, dueDate],
	done: record('id'),
	body: (item) => ({ reader: item.read(reader), dueDate: item.read(dueDate) }),
});
