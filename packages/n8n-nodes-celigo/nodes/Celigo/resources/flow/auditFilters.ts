import type { IDataObject } from 'n8n-workflow';
import { filters } from '../../parameters/list';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { addedTo, oneOf, rangeOf, textOf } from '../../request/query';

const SOURCES = ['api', 'connector', 'script', 'sso', 'stack', 'system', 'ui'] as const;

export const from: Entry = {
	collection: filters,
	property: {
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'Return changes from this time on',
	},
};

export const to: Entry = {
	collection: filters,
	property: {
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Return changes up to this time',
	},
};

export const event: Entry = {
	collection: filters,
	property: {
		displayName: 'Event',
		name: 'event',
		type: 'string',
		default: '',
		placeholder: 'e.g. update',
		description: 'What was done, such as create, update or delete',
	},
};

export const source: Entry = {
	collection: filters,
	property: {
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'API', value: 'api' },
			{ name: 'Connector', value: 'connector' },
			{ name: 'Script', value: 'script' },
			{ name: 'Single Sign-On', value: 'sso' },
			{ name: 'Stack', value: 'stack' },
			{ name: 'System', value: 'system' },
			{ name: 'User Interface', value: 'ui' },
		],
		default: 'ui',
		description: 'What the change was made with',
	},
};

/** The filters as values to send and to compare. @throws NodeOperationError that names the parameter */
export function auditFiltersOf(item: Item) {
	const given = addedTo(item, 'filters');
	return {
		...rangeOf(item, ['From', given.from], ['To', given.to]),
		event: textOf(item, 'Event', given.event),
		source: oneOf(item, 'Source', given.source, SOURCES),
	};
}

/** Which entries count. Celigo writes sources as `ui` and as `UI`. */
export function auditSelectionOf(item: Item): (entry: IDataObject) => boolean {
	const { from: first, to: last, event: action, source: by } = auditFiltersOf(item);
	const isWithin = (time: number) =>
		(first === undefined || time >= Date.parse(first)) && (last === undefined || time <= Date.parse(last));
	return (entry) =>
		(Number.isNaN(Date.parse(String(entry.time))) || isWithin(Date.parse(String(entry.time)))) &&
		same(entry.event, action) &&
		same(entry.source, by);
}

const same = (value: unknown, wanted: string | undefined) =>
	wanted === undefined || String(value).toLowerCase() === wanted.toLowerCase();
