import type { INodePropertyOptions } from 'n8n-workflow';
import type { Entry } from '../request/operation';
import { filters, sort } from './list';
import { userFilterProperty } from './user';

const TYPES: INodePropertyOptions[] = [
	{ name: 'Long Running', value: 'long_running' },
	{ name: 'Ordinary', value: 'ordinary' },
];

/** FlowMate's filter knows these two types and refuses the others that its documentation names. */
export const typeFilter: Entry = {
	collection: filters,
	property: { displayName: 'Type', name: 'type', type: 'options', options: TYPES, default: 'ordinary' },
};

export const userFilter: Entry = { collection: filters, property: userFilterProperty };

export const searchFilter: Entry = {
	collection: filters,
	property: {
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order',
		description:
			'Text in the name or description. FlowMate may distinguish upper and lower case, and ignores all characters but letters from a to z, digits, hyphens, underscores and spaces.',
	},
};

/** The fields that FlowMate sorts by; it refuses any other. */
export const sortBy: Entry = {
	collection: sort,
	property: {
		displayName: 'Sort By',
		name: 'field',
		type: 'options',
		options: [
			{ name: 'Created At', value: 'createdAt' },
			{ name: 'Name', value: 'name' },
			{ name: 'Updated At', value: 'updatedAt' },
		],
		default: 'createdAt',
	},
};

export const sortDirection: Entry = {
	collection: sort,
	property: {
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'ascending' },
			{ name: 'Descending', value: 'descending' },
		],
		default: 'ascending',
	},
};
