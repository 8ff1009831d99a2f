import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { isObjectId } from '../../parameters/objectId';
import type { Day, Window } from './calendar';

export type GroupBy = 'user' | 'flow' | 'component';

/** How often a user, flow or component ran in a window. */
export interface Count {
	/** FlowMate's id of the user, flow or component. */
	key: string;
	executions: number;
	/** The partner's own id of the user, where the row names one. */
	username?: string;
	/** The platform's row, unchanged. */
	row: IDataObject;
}

/** A row that could not be read. */
export interface UnreadableRow {
	/** Why: `has no count of executions`. */
	reason: string;
	/** Whose it is, where that could be read. */
	key?: string;
	/** The row as it came. */
	row: unknown;
	/** The same for the same trouble, whatever else changes in the row. */
	trouble: string;
}

/** All counts of a window. */
export interface Counts {
	byKey: Map<string, Count>;
	totalExecutions: number;
	/** Rows that are missing in the above. */
	unreadable: UnreadableRow[];
	/** The days that the answer says it is of, as far as it does. */
	counted?: Partial<Window>;
}

/**
 * Reads an answer of GET /icenter/executions: `{ data: [row], metadata: { totalExecutions } }`.
 *
 * Documented are rows by user only, `{ _id, user, tenant, allFlows, executions, username }` with `_id` equal to `user`. What rows by
 * flow and component look like is unknown; their key and count are looked for under the names that suggest themselves.
 * Several rows of one key, as from a server that splits flows by user, are added up; the first of them becomes `row`.
 *
 * @returns undefined where it holds no list of rows: half an answer must not look like fewer executions
 */
export function readCounts(body: unknown, groupBy: GroupBy): Counts | undefined {
	const { data, metadata } = isRecord(body) ? body : { data: body };
	if (!Array.isArray(data)) return undefined;
	const names = keyNames(groupBy);
	const byKey = new Map<string, Count>();
	const unreadable: UnreadableRow[] = [];
	let sum = 0;
	for (const row of data as unknown[]) {
		const count = readRow(row, names);
		if ('reason' in count) {
			unreadable.push(count);
			continue;
		}
		sum += count.executions;
		const known = byKey.get(count.key);
		if (known) known.executions += count.executions;
		else byKey.set(count.key, count);
	}
	const { totalExecutions, start, end } = isRecord(metadata) ? metadata : {};
	const counted = { start: dayFrom(start), end: dayFrom(end) };
	return { byKey, totalExecutions: wholeNumber(totalExecutions) ?? sum, unreadable, counted };
}

const dayFrom = (value: unknown): Day | undefined =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;

/**
 * Keys and user names as they are compared: FlowMate keeps user names in lower case, people do not. A URL stands for the ID in it.
 */
export function matchable(text: string): string {
	const name = text.trim().toLowerCase();
	return (/^https?:\/\//.test(name) && /\/([\da-f]{24})(?![\da-f])/.exec(name)?.[1]) || name;
}

/** The key of a row that can be read. */
export function keyIn(row: IDataObject, groupBy: GroupBy): string | undefined {
	const count = readCount(row, groupBy);
	return 'executions' in count ? count.key : undefined;
}

/** Reads one row by itself. */
export const readCount = (row: unknown, groupBy: GroupBy): Count | UnreadableRow => readRow(row, keyNames(groupBy));

function readRow(row: unknown, names: string[]): Count | UnreadableRow {
	if (!isRecord(row)) return unreadableRow(row, 'is no object');
	const key = keyOf(row as IDataObject, names);
	if (key === undefined) return unreadableRow(row, `has no ID of a ${names[0]}`);
	const executions = wholeNumber(row.executions ?? row.execution ?? row.count);
	if (executions === undefined) return unreadableRow(row, 'has no count of executions', key);
	const { username } = row;
	const isNamed = (typeof username === 'string' && username !== '') || typeof username === 'number';
	return { key, executions, username: isNamed ? String(username) : undefined, row: row as IDataObject };
}

const unreadableRow = (row: unknown, reason: string, key?: string): UnreadableRow => ({
	reason,
	...(key !== undefined && { key }),
	row,
	trouble: `${key ?? ''} ${reason}`,
});

/** Fields that may hold the key, the most telling first. FlowMate's own pages call a component connector, too. */
function keyNames(groupBy: GroupBy): string[] {
	const words = groupBy === 'component' ? ['component', 'connector'] : [groupBy];
	return [...words, ...words.map((word) => `${word}Id`), '_id', 'id'];
}

/** The first object id under one of the names, else the first text or number: a name may stand where an id is expected. */
function keyOf(row: IDataObject, names: string[]): string | undefined {
	let text: string | undefined;
	for (const name of names) {
		const value = scalar(row[name], names);
		if (isObjectId(value)) return value;
		text ??= value;
	}
	return text;
}

/** A text or number as text; of an object, such as `{ _id, name }` or a compound `_id`, the part that is the key. */
function scalar(value: unknown, names: string[]): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value === 'string') return value || undefined;
	if (!isRecord(value)) return undefined;
	for (const name of names) {
		const inner = value[name];
		if ((typeof inner === 'string' && inner) || typeof inner === 'number') return String(inner);
	}
	return undefined;
}

/** Counts are whole numbers; some JSON writers put large ones into quotes. */
function wholeNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
