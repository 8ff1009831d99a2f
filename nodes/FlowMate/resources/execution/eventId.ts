import type { Window } from './calendar';

/** The same however often it is told, so that workflows can tell a repetition from something new. */
export function eventId(groupBy: string, key: string, { start, end }: Window, what: string): string {
	return [groupBy, key, start === end ? start : `${start}..${end}`, what].join('/');
}
