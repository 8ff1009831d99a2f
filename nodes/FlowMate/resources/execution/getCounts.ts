import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer } from '../../kit/answer';
import { isRecord } from '../../kit/answer';
import { list } from '../../kit/done';
import { operation } from '../../kit/operation';
import { isRaw, output, shaped } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { choice, options } from '../../kit/parameters';
import type { Item } from '../../kit/scope';
import type { Subject } from '../../kit/subject';
import type { UnreadableRow } from './counts';
import { keyIn, readCounts } from './counts';
import { checkOrder, end, start } from './days';
import { addNames, fetchNames } from './names';
import type { Counted } from './shape';
import { countShape } from './shape';

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
		description: 'What to do with the counted window and the total of all executions in it. Simplified rows have both.',
	}),
);

const withNames = entry(options, addNames);

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
	uses: [groupBy, start, end, ...output, withNames, metadata],
	query(item) {
		const [from, to] = [item.read(start), item.read(end)];
		checkOrder(item, from, to);
		return { start: from, end: to, groupby: item.read(groupBy) };
	},
	done: list('data'),
	shape: countShape({ groupBy: 'user' }),
	async read(item, answer, _ids, subject) {
		const counted = await countedIn(item, answer, subject);
		const { window } = counted;
		const records = isRaw(item) ? rawRecords(item, counted) : simplifiedRecords(item, counted);
		return window && item.read(metadata) === 'lastItem' ? [...records, { summary: true, ...window }] : records;
	},
});

/** What an answer holds. */
interface Answered extends Counted {
	rows: IDataObject[];
	/** Its first and last day and the total, as FlowMate sent them. */
	window?: IDataObject;
	unreadable: UnreadableRow[];
}

async function countedIn(item: Item, answer: Answer, subject: Subject): Promise<Answered> {
	const by = item.read(groupBy);
	const counts = readCounts(answer.body, by);
	const { data, metadata: window } = isRecord(answer.body) ? answer.body : { data: answer.body };
	if (!counts || !Array.isArray(data) || !data.every(isRecord)) throw item.unreadable(answer, subject);
	const { totalExecutions, unreadable } = counts;
	const names = item.read(withNames) && data.length > 0 ? await fetchNames(item, by) : undefined;
	const rows = data as IDataObject[];
	return {
		groupBy: by,
		rows,
		window: isRecord(window) ? (window as IDataObject) : undefined,
		totalExecutions,
		unreadable,
		names,
	};
}

function simplifiedRecords(item: Item, { rows, window, unreadable, ...figures }: Answered): IDataObject[] {
	if (unreadable.length > 0) throw unreadableRow(item, unreadable[0]);
	const shape = countShape({ ...window, ...figures });
	return rows.map((row) => shaped(item, row, shape));
}

/** The rows as the server sent them, but for counts as numbers, with what was asked for besides. */
function rawRecords(item: Item, { groupBy: by, rows, window, names }: Answered): IDataObject[] {
	const more = window && item.read(metadata) === 'eachItem' && { window };
	return rows.map((row) => {
		const { executions } = row;
		const isDigits = typeof executions === 'string' && /^\d+$/.test(executions);
		const name = names?.get(keyIn(row, by) ?? '')?.name ?? row.name ?? null;
		return { ...row, ...(isDigits && { executions: Number(executions) }), ...(names && { name }), ...more };
	});
}

function unreadableRow(item: Item, { reason }: UnreadableRow): NodeApiError {
	const message = `FlowMate's answer about the execution counts has a row that ${reason}`;
	const how = item.isTool ? "set 'Output' to 'Raw'" : "turn off 'Simplify'";
	const description = `To get the rows as FlowMate sends them, ${how}`;
	return new NodeApiError(item.node, { message: 'Unreadable answer' }, { message, description, httpCode: '200' });
}
