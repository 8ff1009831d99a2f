import { searchFilter, sortBy, sortDirection, typeFilter, userFilter } from '../../parameters/filters';
import { filters, limit, output, returnAll } from '../../parameters/list';
import { readUser } from '../../parameters/user';
import type { Entry } from '../../request/operation';
import { operation } from '../../request/operation';
import { filtersOf, oneOf, sortOf, textOf } from '../../request/query';
import { templateStatusProperty } from './fields';
import { templateShape } from './shape';

const statusFilter: Entry = {
	collection: filters,
	property: { ...templateStatusProperty, default: 'published' },
};

/** Documented by FlowMate, unknown to the open source platform, which ignores it. */
const tagsFilter: Entry = {
	collection: filters,
	property: {
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. crm, orders',
		description: 'Tags separated by commas. Templates with any of them are returned, and those without tags.',
	},
};

/** The server takes numbers here, and refuses the words that it uses in its answers. */
const STATUS_NUMBERS = { published: '1', draft: '0' };

/**
 * GET /templates. Answers 200 { data: [FlowTemplate], meta }. `meta.total` counts the templates of all tenants, filters ignored,
 * so the list ends with a short page.
 */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many templates',
	description: 'Retrieve flow templates',
	method: 'GET',
	path: ['templates'],
	permission: 'templates.read',
	uses: [
		returnAll,
		limit,
		statusFilter,
		tagsFilter,
		typeFilter,
		userFilter,
		searchFilter,
		sortBy,
		sortDirection,
		...output,
	],
	list: 'paged',
	async query(item) {
		const { status, tags, type, user, search } = filtersOf(item);
		const wanted = oneOf(item, 'Status', status, ['published', 'draft']);
		return {
			'filter[status]': wanted && STATUS_NUMBERS[wanted],
			'filter[type]': oneOf(item, 'Type', type, ['ordinary', 'long_running']),
			'filter[user]': user === undefined ? undefined : await readUser(item, user),
			tags: textOf(item, 'Tags', Array.isArray(tags) ? tags.join(',') : tags),
			search: textOf(item, 'Search', search),
			sort: sortOf(item),
		};
	},
	shape: templateShape,
});
