import type { IDataObject } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';
import { options } from '../../parameters/list';
import { isRecord } from '../../request/answer';
import { unreadableError } from '../../request/errors';
import type { Item } from '../../request/item';
import type { Entry, Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { oneOf } from '../../request/query';

export const groupBy: Parameter = {
	property: {
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options',
		options: [
			{ name: 'Component', value: 'component' },
			{ name: 'Flow', value: 'flow' },
			{ name: 'User', value: 'user' },
		],
		default: 'user',
		description: 'What to count the executions of. An execution is one step that ran, not one run of a flow.',
	},
};

export const start: Parameter = {
	property: {
		displayName: 'Start',
		name: 'start',
		type: 'dateTime',
		default: '',
		description: 'First day to count, included. Empty for one month ago.',
	},
};

export const end: Parameter = {
	property: {
		displayName: 'End',
		name: 'end',
		type: 'dateTime',
		default: '',
		description: 'Last day to count, included. Empty for today.',
	},
};

const metadata: Entry = {
	collection: options,
	property: {
		displayName: 'Window and Total',
		name: 'metadata',
		type: 'options',
		options: [
			{ name: 'Add as One Last Item', value: 'lastItem' },
			{ name: 'Add to Each Item', value: 'eachItem' },
			{ name: 'Leave Out', value: 'none' },
		],
		default: 'eachItem',
		description: 'What to do with the counted window and the total of all executions in it',
	},
};

/**
 * GET /icenter/executions?start&end&groupby, days as YYYY-MM-DD. Answers 200 { data: [row], metadata: { start, end, totalExecutions } }.
 * Rows by user are `{ _id, user, tenant, allFlows, executions, username }`; rows by flow and component are not documented and pass
 * through as they come.
 */
export const getCounts = operation({
	name: 'Get Counts',
	value: 'getCounts',
	action: 'Get execution counts',
	description: 'Count the executions of each user, flow or component in a range of days',
	method: 'GET',
	path: ['icenter', 'executions'],
	about: 'the execution counts',
	permission: 'icenter.read',
	uses: [groupBy, start, end, metadata],
	query(item) {
		const from = dayOf(item, 'Start', item.parameter('start'));
		const to = dayOf(item, 'End', item.parameter('end'));
		if (from && to && from > to) {
			throw item.badInput(
				`'Start' (${from}) is after 'End' (${to})`,
				"Choose a 'Start' that is not later than 'End'",
			);
		}
		return {
			start: from,
			end: to,
			groupby: oneOf(item, 'Group By', item.parameter('groupBy'), ['user', 'flow', 'component']),
		};
	},
	read(item, answer, _ids, subject) {
		const { data, metadata: window } = isRecord(answer.body) ? answer.body : { data: answer.body };
		if (!Array.isArray(data) || !data.every(isRecord)) throw unreadableError(item.node, answer, subject);
		const rows = (data as IDataObject[]).map(counted);
		if (!isRecord(window)) return rows;
		switch (item.collection('options').metadata) {
			case 'eachItem':
				return rows.map((row) => ({ ...row, window: window as IDataObject }));
			case 'lastItem':
				return [...rows, { summary: true, ...(window as IDataObject) }];
			default:
				return rows;
		}
	},
});

/** A row with its count as a number; everything else as the server sent it. */
function counted(row: IDataObject): IDataObject {
	const { executions } = row;
	const isDigits = typeof executions === 'string' && /^\d+$/.test(executions);
	return isDigits ? { ...row, executions: Number(executions) } : row;
}

/**
 * The calendar day, YYYY-MM-DD, of a date in any form that n8n knows, in the workflow's time zone.
 * A day by itself stays that day. Undefined where nothing was entered: FlowMate has defaults.
 */
export function dayOf(item: Item, displayName: string, value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		return tryToParseDateTime(value, item.context.getTimezone())
			.setZone(item.context.getTimezone())
			.toFormat('yyyy-MM-dd');
	} catch {
		throw item.badInput(
			`'${displayName}' is not a date: ${JSON.stringify(value)?.slice(0, 60)}`,
			'Enter a date such as 2026-11-01, or use an expression such as {{ $now.startOf("month") }}',
		);
	}
}
