import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { filledNames, filters } from '../../kit/parameters';
import { userList } from '../../service';
import { statusField } from './create';
import { userShape } from './shape';

/** An empty one would make the server return everybody. */
const usernamesFilter = entry(
	filters,
	filledNames(
		{
			displayName: 'User Names',
			name: 'usernames',
			type: 'string',
			default: '',
			placeholder: 'e.g. customer-1001, customer-1002',
			description: "Your own system's IDs of the users, separated by commas",
		},
		'Enter at least one user name, or remove the filter to get all users',
	),
);

/** The server cannot filter by status, so the node does. */
const statusFilter = entry(filters, statusField);

/** GET /users. Answers 200 [User], all at once; with `username`, one or more times, the users with exactly these names. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description: "Retrieve users, such as the one with your own system's ID of a customer",
	method: 'GET',
	path: ['users'],
	permission: 'tenant.account.read',
	uses: [returnAll, limit, usernamesFilter, statusFilter, ...output],
	list: userList,
	query: (item) => ({ username: item.read(usernamesFilter) }),
	keep(item) {
		const wanted = item.read(statusFilter);
		return ({ status }) => wanted === undefined || status === wanted;
	},
	shape: userShape,
});
