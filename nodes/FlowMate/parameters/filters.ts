import { entry } from '../kit/parameter';
import { choice, filters, filterText, sort } from '../kit/parameters';
import type { Scope } from '../kit/scope';
import type { Search } from './search';
import { searchFor } from './search';
import { userLocator } from './user';

/** FlowMate's filter knows these two types and refuses the others that its documentation names. */
export const typeFilter = entry(
	filters,
	choice({
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Long Running', value: 'long_running' },
			{ name: 'Ordinary', value: 'ordinary' },
		],
		default: 'ordinary',
	}),
);

export const userFilter = entry(filters, userLocator, {
	required: undefined,
	description: 'The user who owns the records',
});

export const searchFilter = entry(
	filters,
	filterText({
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order',
		description: 'Text in the name or description. FlowMate may distinguish upper and lower case.',
	}),
);

/** The search that somebody has added: what FlowMate is asked for, and which records count. */
export function searchOf(scope: Scope): Search {
	const text = scope.read(searchFilter);
	return text === undefined ? {} : searchFor(text);
}

/** The fields that FlowMate sorts by; it refuses any other. */
export const sortBy = entry(
	sort,
	choice({
		displayName: 'Sort By',
		name: 'field',
		type: 'options',
		options: [
			{ name: 'Created At', value: 'createdAt' },
			{ name: 'Name', value: 'name' },
			{ name: 'Updated At', value: 'updatedAt' },
		],
		default: 'createdAt',
	}),
);

export const sortDirection = entry(
	sort,
	choice({
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'ascending' },
			{ name: 'Descending', value: 'descending' },
		],
		default: 'ascending',
	}),
);

/** The `sort` of a list. It is always sent: without it templates come in no order, and pages overlap. */
export function sortOf(scope: Scope): string {
	const by = scope.read(sortBy) ?? 'createdAt';
	return scope.read(sortDirection) === 'descending' ? `-${by}` : by;
}
