import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { list } from '../../kit/done';
import { operation } from '../../kit/operation';
import { entry } from '../../kit/parameter';
import { choice, day, options } from '../../kit/parameters';

export const groupBy = choice({
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
});

export const start = day({
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	default: '',
	description: 'First day to count, included, e.g. 2026-11-01. Empty for one month ago.',
});

export const end = day({
	displayName: 'End',
	name: 'end',
	type: 'dateTime',
	default: '',
	description: 'Last day to count, included, e.g. 2026-11-30. Empty for today.',
});

const metadata = entry(
	options,
	choice({
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
	}),
);

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
		const [from, to] = [item.read(start), item.read(end)];
		if (from && to && from > to) {
			throw item.badInput(`'Start' (${from}) is after 'End' (${to})`, "Choose a 'Start' that is not later than 'End'");
		}
		return { start: from, end: to, groupby: item.read(groupBy) };
	},
	done: list('data'),
	read(item, answer, _ids, subject) {
		const { data, metadata: window } = isRecord(answer.body) ? answer.body : { data: answer.body };
		if (!Array.isArray(data) || !data.every(isRecord)) throw item.unreadable(answer, subject);
		const rows = (data as IDataObject[]).map(counted);
		if (!isRecord(window)) return rows;
		switch (item.read(metadata)) {
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
