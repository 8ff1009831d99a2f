import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../kit/answer';
import { DAY } from '../resources/execution/calendar';

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

/** What is remembered of records, and since when most of them have been missing. */
export interface Remembered {
	known: Packed;
	/** ms since 1970 */
	missingSince?: number;
}

/**
 * What to remember. A record that is missing in a list may come back, and is not new then; so it is remembered until records that are gone
 * have outnumbered those that are there for a day. A list that lacks most records for a shorter time is one of a server or an account
 * that could not see them.
 *
 * @param present IDs of all records that there are
 * @param missingSince as the look before has left it
 * @param now ms since 1970
 */
export function withoutGone(
	known: Map<string, string>,
	present: Set<string>,
	missingSince: number | undefined,
	now: number,
): Remembered {
	if (known.size <= 2 * present.size + 1_000) return { known: pack(known) };
	const since = missingSince ?? now;
	if (Math.abs(now - since) < DAY) return { known: pack(known), missingSince: since };
	return { known: pack(new Map([...known].filter(([id]) => present.has(id)))) };
}

/** FlowMate's ID of a record: flows say `id`, users `_id`. Undefined where it has none. */
export function idIn({ id, _id }: IDataObject): string | undefined {
	const found = id ?? _id;
	return typeof found === 'string' && /^\S+$/.test(found) ? found : undefined;
}

/** The time in a field as lists are sorted by it, in ms since 1970; -Infinity where there is none. */
export function sortedTime(value: unknown): number {
	const time = timeIn(value);
	return Number.isNaN(time) ? -Infinity : time;
}
