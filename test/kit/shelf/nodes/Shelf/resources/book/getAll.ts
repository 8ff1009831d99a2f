import { limit, returnAll } from '../../../../../../../nodes/FlowMate/kit/list';
import { operation } from '../../../../../../../nodes/FlowMate/kit/operation';
import { output } from '../../../../../../../nodes/FlowMate/kit/output';
import { entry } from '../../../../../../../nodes/FlowMate/kit/parameter';
import { choice, filters, text } from '../../../../../../../nodes/FlowMate/kit/parameters';
import { bookList } from '../../service';
import { bookShape } from './shape';

const statusFilter = entry(
	filters,
	choice({
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Available', value: 'available' },
			{ name: 'Lent', value: 'lent' },
			{ name: 'Withdrawn', value: 'withdrawn' },
		],
		default: 'available',
	}),
);

const authorFilter = entry(
	filters,
	text({ displayName: 'Author', name: 'author', type: 'string', default: '', placeholder: 'e.g. Lem' }),
);

/** GET /books. Answers 200 { result: [Book], paging: { page, size, total } }. It knows no authors, so the node selects those. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many books',
	description: 'Retrieve books, such as those that are lent',
	method: 'GET',
	path: ['books'],
	uses: [returnAll, limit, statusFilter, authorFilter, ...output],
	list: bookList,
	query: (item) => ({ status: item.read(statusFilter) }),
	keep(item) {
		const author = item.read(authorFilter);
		return author === undefined ? undefined : (book) => book.author === author;
	},
	shape: bookShape,
});
