import type { IDataObject } from 'n8n-workflow';

/** IDs by what is known of each, as they are remembered: one text for each thing, since n8n compares every value of an object. */
export type Packed = Record<string, string>;

export function pack(known: Map<string, string>): Packed {
	const groups = new Map<string, string[]>();
	for (const [id, what] of known) {
		const group = groups.get(what);
		if (group) group.push(id);
		else groups.set(what, [id]);
	}
	return Object.fromEntries([...groups].map(([what, ids]) => [what, ids.join(' ')]));
}

export function unpack<T extends string>(packed: Packed): Map<string, T> {
	const known = new Map<string, T>();
	for (const [what, ids] of Object.entries(packed)) for (const id of ids.split(' ')) known.set(id, what as T);
	return known;
}

/**
 * What to remember. A record that is missing in a list may come back, and is not new then; so it is remembered until records that are gone
 * outnumber those that are there.
 *
 * @param present IDs of all records that there are
 */
export function withoutGone<T>(known: Map<string, T>, present: Set<string>): Map<string, T> {
	if (known.size <= 2 * present.size + 1_000) return known;
	return new Map([...known].filter(([id]) => present.has(id)));
}

/** FlowMate's ID of a record: flows say `id`, users `_id`. Undefined where it has none. */
export function idIn({ id, _id }: IDataObject): string | undefined {
	const found = id ?? _id;
	return typeof found === 'string' && /^\S+$/.test(found) ? found : undefined;
}

/** The time in a field, in ms since 1970; -Infinity where there is none. */
export function timeIn(value: unknown): number {
	const time = typeof value === 'string' || typeof value === 'number' ? new Date(value).getTime() : NaN;
	return Number.isNaN(time) ? -Infinity : time;
}
