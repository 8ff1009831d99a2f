import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { isObjectId } from '../parameters/objectId';

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

/** All counts of a window. */
export interface Counts {
	byKey: Map<string, Count>;
	totalExecutions: number;
}

/**
 * Reads an answer of GET /icenter/executions: `{ data: [row], metadata: { totalExecutions } }`.
 *
 * Documented are rows by user only, `{ _id, user, tenant, allFlows, executions, username }` with `_id` equal to `user`. What rows by
 * flow and component look like is unknown; their key and count are looked for under the names that suggest themselves.
 * Several rows of one key, as from a server that splits flows by user, are added up; the first of them becomes `row`.
 *
 * @returns why it cannot be read, otherwise: half an answer must not look like fewer executions
 */
export function readCounts(body: unknown, groupBy: GroupBy): Counts | string {
	const { data, metadata } = isRecord(body) ? body : { data: body };
	if (!Array.isArray(data)) return 'it holds no list of rows';
	const names = keyNames(groupBy);
	const byKey = new Map<string, Count>();
	let sum = 0;
	for (const [index, row] of data.entries()) {
		const count = isRecord(row) ? readRow(row as IDataObject, names) : 'is no object';
		if (typeof count === 'string') return `row ${index + 1} of ${data.length} ${count}`;
		sum += count.executions;
		const known = byKey.get(count.key);
		if (known) known.executions += count.executions;
		else byKey.set(count.key, count);
	}
	const total = isRecord(metadata) ? wholeNumber(metadata.totalExecutions) : undefined;
	return { byKey, totalExecutions: total ?? sum };
}

function readRow(row: IDataObject, names: string[]): Count | string {
	const key = keyOf(row, names);
	if (key === undefined) return `has no ID of a ${names[0]}`;
	const executions = wholeNumber(row.executions ?? row.execution ?? row.count);
	if (executions === undefined) return 'has no count of executions';
	return {
		key,
		executions,
		username: typeof row.username === 'string' && row.username ? row.username : undefined,
		row,
	};
}

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
