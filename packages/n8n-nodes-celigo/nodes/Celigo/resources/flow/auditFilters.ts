import type { IDataObject } from 'n8n-workflow';
import { entry } from '../../kit/parameter';
import { choice, filters, instant, filterText } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import { rangeOf } from '../../parameters/range';

export const from = entry(
	filters,
	instant({
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'Return changes from this time on, e.g. 2026-11-01T08:00',
	}),
);

export const to = entry(
	filters,
	instant({
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Return changes up to this time, e.g. 2026-11-30T18:00',
	}),
);

export const event = entry(
	filters,
	filterText({
		displayName: 'Event',
		name: 'event',
		type: 'string',
		default: '',
		placeholder: 'e.g. update',
		description: 'What was done, such as create, update or delete',
	}),
);

export const source = entry(
	filters,
	choice({
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
	}),
);

/** The filters as values to send and to compare. @throws NodeOperationError that names the parameter */
export const auditFiltersOf = (scope: Scope) => ({
	...rangeOf(scope, from, to),
	event: scope.read(event)?.trim(),
	source: scope.read(source),
});

/** Which entries count. Celigo writes sources as `ui` and as `UI`. */
export function auditSelectionOf(scope: Scope): (entry: IDataObject) => boolean {
	const { from: first, to: last, event: action, source: by } = auditFiltersOf(scope);
	const isWithin = (time: number) =>
		(first === undefined || time >= Date.parse(first)) && (last === undefined || time <= Date.parse(last));
	return ({ time, event: what, source: where }) =>
		(Number.isNaN(Date.parse(String(time))) || isWithin(Date.parse(String(time)))) &&
		same(what, action) &&
		same(where, by);
}

const same = (value: unknown, wanted: string | undefined) =>
	wanted === undefined || String(value).toLowerCase() === wanted.toLowerCase();
