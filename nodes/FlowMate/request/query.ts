import type { IDataObject } from 'n8n-workflow';
import type { Item } from './item';

/**
 * The filters that were added. One whose expression found nothing is null here, which every filter refuses: to leave it out would
 * select everything.
 */
export function filtersOf(item: Item): IDataObject {
	const added = Object.entries(item.collection('filters'));
	return Object.fromEntries(added.map(([name, value]) => [name, value ?? null]));
}

/** A filter that takes one of a few values; an expression may give anything. @throws NodeOperationError that names the parameter */
export function oneOf<T extends string>(
	item: Item,
	displayName: string,
	value: unknown,
	allowed: readonly T[],
): T | undefined {
	if (value === undefined) return undefined;
	if (allowed.includes(value as T)) return value as T;
	throw item.badInput(
		`'${displayName}' is not one of ${allowed.join(', ')}: ${JSON.stringify(value)?.slice(0, 60)}`,
		'Choose one of these values, or remove it',
	);
}

/** A text filter; undefined where it is not set. FlowMate answers a parameter that is given twice with nothing at all. */
export function textOf(item: Item, displayName: string, value: unknown): string | undefined {
	if (value === undefined || value === '') return undefined;
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw item.badInput(`'${displayName}' must be text`, 'Enter one text, not a list or an object');
}

/** The `sort` of a list. It is always sent: without it templates come in no order, and pages overlap. */
export function sortOf(item: Item): string {
	const { field, direction } = item.collection('sort');
	const by = oneOf(item, 'Sort By', field, ['createdAt', 'name', 'updatedAt']) ?? 'createdAt';
	const way = oneOf(item, 'Direction', direction, ['ascending', 'descending']);
	return way === 'descending' ? `-${by}` : by;
}
