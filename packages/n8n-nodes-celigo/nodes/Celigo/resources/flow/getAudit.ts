import type { IDataObject } from 'n8n-workflow';
import { flowLocator } from '../../parameters/flow';
import { filters, limit, returnAll } from '../../parameters/list';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { operation } from '../../request/operation';
import { pageSizeFor } from '../../request/pages';
import { addedTo, oneOf, rangeOf, textOf } from '../../request/query';

const SOURCES = ['api', 'connector', 'script', 'sso', 'stack', 'system', 'ui'] as const;

const from: Entry = {
	collection: filters,
	property: { displayName: 'From', name: 'from', type: 'dateTime', default: '' },
};

const to: Entry = {
	collection: filters,
	property: { displayName: 'To', name: 'to', type: 'dateTime', default: '' },
};

const event: Entry = {
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

const source: Entry = {
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

/**
 * GET /flows/{id}/audit. Answers 200 with the entries bare, or as { audit: [entry] }; Celigo's documents disagree. Entries of the
 * flow's exports, imports and scripts come too. The log of one flow may honour fewer filters than that of the account, so the node
 * selects as well.
 */
export const getAudit = operation({
	name: 'Get Audit Log',
	value: 'getAudit',
	action: 'Get audit log of flow',
	description: 'Retrieve who changed a flow, its exports, imports and scripts, when and how',
	method: 'GET',
	path: ['flows', flowLocator, 'audit'],
	uses: [returnAll, limit, from, to, event, source],
	list: { key: () => 'audit', keep: selection },
	query(item) {
		const wanted = filtersOf(item);
		const selects = Object.values(wanted).some((value) => value !== undefined);
		return {
			from: wanted.from,
			to: wanted.to,
			action: wanted.event,
			source: wanted.source,
			limit: pageSizeFor(item, selects),
		};
	},
});

function filtersOf(item: Item) {
	const given = addedTo(item, 'filters');
	return {
		...rangeOf(item, ['From', given.from], ['To', given.to]),
		event: textOf(item, 'Event', given.event),
		source: oneOf(item, 'Source', given.source, SOURCES),
	};
}

/** Celigo writes sources as `ui` and as `UI`. */
function selection(item: Item): (entry: IDataObject) => boolean {
	const { from: first, to: last, event: action, source: by } = filtersOf(item);
	const isWithin = (time: number) =>
		(first === undefined || time >= Date.parse(first)) && (last === undefined || time <= Date.parse(last));
	return (entry) =>
		(Number.isNaN(Date.parse(String(entry.time))) || isWithin(Date.parse(String(entry.time)))) &&
		same(entry.event, action) &&
		same(entry.source, by);
}

const same = (value: unknown, wanted: string | undefined) =>
	wanted === undefined || String(value).toLowerCase() === wanted.toLowerCase();
