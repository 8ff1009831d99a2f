import type { IDataObject } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';
import type { Item } from './item';

/**
 * What was added to a collection. An entry whose expression found nothing is null here, which all that read entries refuse: to leave
 * out a filter would select everything, to leave out a start date would run without one.
 */
export function addedTo(item: Item, collection: string): IDataObject {
	const added = Object.entries(item.collection(collection));
	return Object.fromEntries(added.map(([name, value]) => [name, value ?? null]));
}

/** A value that is one of a few; an expression may give anything. @throws NodeOperationError that names the parameter */
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

/** A text; undefined where it is not set. */
export function textOf(item: Item, displayName: string, value: unknown): string | undefined {
	if (value === undefined || value === '') return undefined;
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw item.badInput(`'${displayName}' must be text`, 'Enter one text, not a list or an object');
}

/** A switch; an expression may give the text "false", which must not count as on. */
export function flagOf(item: Item, displayName: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	throw item.badInput(`'${displayName}' must be true or false`, 'Use an expression that gives true or false');
}

/** An instant in UTC, such as 2026-11-01T00:00:00.000Z, from a date in any form that n8n knows, in the workflow's time zone. */
export function instantOf(item: Item, displayName: string, value: unknown): string | undefined {
	if (value === undefined || value === '') return undefined;
	try {
		return tryToParseDateTime(value, item.context.getTimezone()).toUTC().toISO() ?? undefined;
	} catch {
		throw item.badInput(
			`'${displayName}' is not a date: ${JSON.stringify(value)?.slice(0, 60)}`,
			'Enter a date such as 2026-11-01T08:00, or use an expression such as {{ $now.minus({ days: 1 }) }}',
		);
	}
}

/** Two instants in order. @throws NodeOperationError when the first is later than the second */
export function rangeOf(
	item: Item,
	[fromName, from]: [string, unknown],
	[toName, to]: [string, unknown],
): { from?: string; to?: string } {
	const range = { from: instantOf(item, fromName, from), to: instantOf(item, toName, to) };
	if (range.from && range.to && range.from > range.to) {
		throw item.badInput(`'${fromName}' is after '${toName}'`, `Choose a '${fromName}' that is not later`);
	}
	return range;
}
