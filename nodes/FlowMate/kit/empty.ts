import type { NodeOperationError } from 'n8n-workflow';
import type { Place } from './parameter';

/** Whether a value is nothing at all, or a text of blanks. */
export const isNothing = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Whether what is written is an expression, or holds one. */
export function isExpression(written: unknown): boolean {
	if (typeof written === 'string') return written.startsWith('=');
	return typeof written === 'object' && written !== null && Object.values(written).some(isExpression);
}

/** What is written in a part of something. Of an expression, every part is that expression. */
export function partOf(written: unknown, ...keys: Array<string | number>): unknown {
	let part = written;
	for (const key of keys) {
		if (typeof part === 'string') return part;
		const holds = typeof part === 'object' && part !== null && Object.hasOwn(part, key);
		part = holds ? (part as Record<string, unknown>)[key] : undefined;
	}
	return part;
}

/**
 * The refusal of nothing. An expression that gave nothing for one item of many is another mistake than a field that was left empty.
 *
 * @param how what to do about a field that was left empty
 */
export function emptyError({ displayName, written, refuse }: Place, how: string): NodeOperationError {
	if (!isExpression(written())) return refuse(`'${displayName}' is empty`, how);
	return refuse(
		`'${displayName}' is empty: its expression gave nothing for this item`,
		`Check whether this item has the fields that the expression of '${displayName}' names`,
	);
}
