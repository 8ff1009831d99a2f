import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { choice, filters, flag } from '../../kit/parameters';
import { flowsAsAsked } from '../../parameters/asAsked';
import {
	searchFilter,
	searchOf,
	sortBy,
	sortDirection,
	sortOf,
	typeFilter,
	userFilter,
} from '../../parameters/filters';
import { templateLocator } from '../../parameters/template';
import { flowShape } from './shape';

/** FlowMate selects these two; the states in between, starting and stopping, it cannot. */
const statusFilter = entry(
	filters,
	choice({
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Inactive', value: 'inactive' },
		],
		default: 'active',
	}),
);

/** FlowMate has no such filter, so the node selects. */
const takesDataFilter = entry(
	filters,
	flag({
		displayName: 'Takes Data',
		name: 'takesData',
		type: 'boolean',
		default: true,
		description:
			'Whether to return only flows whose webhook takes data once they are active; when turned off, only those that run on a schedule',
	}),
);

/** Not in FlowMate's documentation, but in the open source platform. */
const templateFilter = entry(filters, templateLocator, {
	required: undefined,
	description: 'The template that the flows were generated from',
});

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
		takesDataFilter,
		sortBy,
		sortDirection,
		...output,
	],
	list: flowsAsAsked,
	keep(item) {
		const [takesData, isFound] = [item.read(takesDataFilter), searchOf(item).keep];
		if (takesData === undefined) return isFound;
		return (flow) => !flow.cron === takesData && (isFound?.(flow) ?? true);
	},
	async query(item) {
		return {
			'filter[status]': item.read(statusFilter),
			'filter[type]': item.read(typeFilter),
			'filter[user]': await item.read(userFilter),
			'filter[fromTemplate]': item.read(templateFilter),
			search: searchOf(item).sent,
			sort: sortOf(item),
		};
	},
	shape: flowShape,
});
