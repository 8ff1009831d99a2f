import type { Item } from '../../request/item';

/** Keys of errors from text with commas or from a list. They are Celigo's own and have no common form. */
export function keysOf(item: Item, displayName: string, value: unknown, field: string): string[] {
	const keys = (Array.isArray(value) ? value : String(value ?? '').split(','))
		.map((key) => (typeof key === 'object' ? '' : String(key ?? '').trim()))
		.filter(Boolean);
	if (keys.length > 0) return [...new Set(keys)];
	throw item.badInput(
		`'${displayName}' is empty`,
		`Enter the field ${field} of one or more errors, such as {{ $json.${field} }}, separated by commas`,
	);
}
