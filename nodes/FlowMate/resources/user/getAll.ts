import { filters, limit, output, returnAll } from '../../parameters/list';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { operation } from '../../request/operation';
import { filtersOf, oneOf } from '../../request/query';
import { userShape } from './shape';

const STATUSES = ['ACTIVE', 'DISABLED', 'PENDING'] as const;

const usernamesFilter: Entry = {
	collection: filters,
	property: {
		displayName: 'User Names',
		name: 'usernames',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer-1001, customer-1002',
		description: "Your own system's IDs of the users, separated by commas",
	},
};

/** The server cannot filter by status, so the node does. */
const statusFilter: Entry = {
	collection: filters,
	property: {
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'ACTIVE' },
			{ name: 'Disabled', value: 'DISABLED' },
			{ name: 'Pending', value: 'PENDING' },
		],
		default: 'ACTIVE',
	},
};

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
	list: 'whole',
	query: (item) => ({ username: usernamesOf(item) }),
	keep(item, { status }) {
		const wanted = oneOf(item, 'Status', filtersOf(item).status, STATUSES);
		return wanted === undefined || status === wanted;
	},
	shape: userShape,
});

/** The wanted user names. An empty one would make the server return everybody. */
function usernamesOf(item: Item): string[] | undefined {
	const { usernames } = filtersOf(item);
	if (usernames === undefined) return undefined;
	const names = (Array.isArray(usernames) ? usernames : String(usernames ?? '').split(','))
		.map((name) => String(name ?? '').trim())
		.filter(Boolean);
	if (names.length > 0) return names;
	throw item.badInput(
		"'User Names' is empty",
		'Enter at least one user name, or remove the filter to get all users',
	);
}
