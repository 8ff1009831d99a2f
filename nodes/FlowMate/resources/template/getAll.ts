import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { filledNames, filters } from '../../kit/parameters';
import {
	searchFilter,
	searchOf,
	sortBy,
	sortDirection,
	sortOf,
	typeFilter,
	userFilter,
} from '../../parameters/filters';
import { templateList } from '../../service';
import { statusField } from './fields';
import { templateShape } from './shape';

const statusFilter = entry(filters, statusField, { default: 'published' });

/** Documented by FlowMate, unknown to the open source platform, which ignores it. */
const tagsFilter = entry(
	filters,
	filledNames({
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. crm, orders',
		description: 'Tags separated by commas. Templates with any of them are returned, and those without tags.',
	}),
);

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
	list: templateList,
	keep: (item) => searchOf(item).keep,
	async query(item) {
		const status = item.read(statusFilter);
		return {
			'filter[status]': status && STATUS_NUMBERS[status],
			'filter[type]': item.read(typeFilter),
			'filter[user]': await item.read(userFilter),
			tags: item.read(tagsFilter)?.join(','),
			search: searchOf(item).sent,
			sort: sortOf(item),
		};
	},
	shape: templateShape,
});
