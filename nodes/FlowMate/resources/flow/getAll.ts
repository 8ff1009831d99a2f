import { searchFilter, sortBy, sortDirection, typeFilter, userFilter } from '../../parameters/filters';
import { filters, limit, output, returnAll } from '../../parameters/list';
import { readTemplate, templateFilterProperty } from '../../parameters/template';
import { readUser } from '../../parameters/user';
import type { Entry } from '../../request/operation';
import { operation } from '../../request/operation';
import { filtersOf, oneOf, sortOf, textOf } from '../../request/query';
import { flowShape } from './shape';

/** FlowMate selects these two; the states in between, starting and stopping, it cannot. */
const statusFilter: Entry = {
	collection: filters,
	property: {
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Inactive', value: 'inactive' },
		],
		default: 'active',
	},
};

/** Not in FlowMate's documentation, but in the open source platform. */
const templateFilter: Entry = { collection: filters, property: templateFilterProperty };

/** GET /flows. Answers 200 { data: [Flow], meta: { total, page, perPage, totalPages } }, oldest first. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many flows',
	description: 'Retrieve flows, such as the active flows of one user',
	method: 'GET',
	path: ['flows'],
	permission: 'flows.read',
	uses: [
		returnAll,
		limit,
		statusFilter,
		typeFilter,
		userFilter,
		templateFilter,
		searchFilter,
		sortBy,
		sortDirection,
		...output,
	],
	list: 'counted',
	async query(item) {
		const { status, type, user, template, search } = filtersOf(item);
		return {
			'filter[status]': oneOf(item, 'Status', status, ['active', 'inactive']),
			'filter[type]': oneOf(item, 'Type', type, ['ordinary', 'long_running']),
			'filter[user]': user === undefined ? undefined : await readUser(item, user),
			'filter[fromTemplate]': template === undefined ? undefined : await readTemplate(item, template),
			search: textOf(item, 'Search', search),
			sort: sortOf(item),
		};
	},
	shape: flowShape,
});
