import type { Window } from './calendar';

/** The same however often it is told, so that workflows can tell a repetition from something new. */
export function eventId(groupBy: string, key: string, { start, end }: Window, what: string): string {
	return [groupBy, key, start === end ? start : `${start}..${end}`, what].join('/');
}

/** What happened when a percentage of a limit was reached, as `eventId` has it: a limit that was raised is another one. */
export const limitReached = (percentage: number, limit: number): string => `${percentage}%of${limit}`;
