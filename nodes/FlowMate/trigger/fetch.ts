import { NodeApiError } from 'n8n-workflow';
import type { Scope } from '../kit/scope';
import type { Counts, UnreadableRow } from '../resources/execution/counts';
import { fetchCounts as fetchCountsOf } from '../resources/execution/fetchCounts';
import { unmatchedKeys } from './decide';
import { fetchNames } from '../resources/execution/names';
import type { Ask } from './plan';
import type { Settings } from './settings';

/** The counts of a window, with the user names that the settings go by. */
export async function fetchCounts(
	scope: Scope,
	settings: Settings,
	{ window, until }: Ask,
	deadline: number,
): Promise<Counts> {
	const counts = await fetchCountsOf(scope, settings.groupBy, { start: window.start, end: until }, deadline);
	await addUserNames(scope, settings, counts, deadline);
	return counts;
}

/** An answer about the execution counts with rows that cannot be read. */
export function unreadableRows(scope: Scope, rows: UnreadableRow[], advice: string): NodeApiError {
	return unreadable(scope, 'the execution counts', rows[0].reason, rows.length, advice);
}

/** An answer with rows that cannot be read. @param reason of the first one: `has no ID` */
export function unreadable(
	{ node }: Scope,
	what: string,
	reason: string,
	rows: number,
	description = UNKNOWN_FORM,
): NodeApiError {
	const subject = rows > 1 ? `${rows} rows, the first of which` : 'a row that';
	const message = `FlowMate's answer about ${what} has ${subject} ${reason}`;
	return new NodeApiError(node, { message: 'Unreadable answer' }, { message, description, httpCode: '200' });
}

export const UNKNOWN_FORM = 'The answer has a form that this node does not know. If it stays so, report it.';

/** Looks up the user names that rows lack, where the settings go by one that no row bears. */
async function addUserNames(scope: Scope, settings: Settings, counts: Counts, deadline: number): Promise<void> {
	const nameless = [...counts.byKey.values()].filter(({ username }) => username === undefined);
	if (settings.groupBy !== 'user' || nameless.length === 0 || unmatchedKeys(settings, counts).length === 0) return;
	const names = await fetchNames(scope, 'user', deadline);
	for (const count of nameless) count.username = names.get(count.key)?.username;
}
