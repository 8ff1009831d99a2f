import { NodeApiError } from 'n8n-workflow';
import { list } from '../kit/done';
import { pathOf } from '../kit/path';
import type { Scope } from '../kit/scope';
import type { Counts, UnreadableRow } from '../resources/execution/counts';
import { readCounts } from '../resources/execution/counts';
import { unmatchedKeys } from './decide';
import { fetchNames } from '../resources/execution/names';
import type { Ask } from './plan';
import type { Settings } from './settings';

/**
 * GET /icenter/executions?start&end&groupby, days as YYYY-MM-DD, both included.
 */
export async function fetchCounts(
	scope: Scope,
	settings: Settings,
	{ window, until }: Ask,
	deadline: number,
): Promise<Counts> {
	const { groupBy } = settings;
	const subject = {
		what: `the execution counts from ${window.start} to ${until}`,
		permission: 'icenter.read',
		repeatable: true,
	};
	const answer = await scope.send({
		method: 'GET',
		path: pathOf('icenter', 'executions'),
		qs: { start: window.start, end: until, groupby: groupBy },
		subject,
		deadline,
		done: list('data'),
	});
	const counts = readCounts(answer.body, groupBy);
	if (!counts) {
		const error = scope.unreadable(answer, subject);
		error.message += ': it holds no list of rows';
		throw error;
	}
	await addUserNames(scope, settings, counts, deadline);
	return counts;
}

/** An answer with rows that cannot be read. */
export function unreadableRows(scope: Scope, [{ reason }, ...others]: UnreadableRow[], advice: string): NodeApiError {
	const rows = others.length > 0 ? `${others.length + 1} rows, the first of which` : 'a row that';
	const message = `FlowMate's answer about the execution counts has ${rows} ${reason}`;
	return new NodeApiError(
		scope.node,
		{ message: 'Unreadable answer' },
		{ message, description: advice, httpCode: '200' },
	);
}

/** Looks up the user names that rows lack, where the settings go by one that no row bears. */
async function addUserNames(scope: Scope, settings: Settings, counts: Counts, deadline: number): Promise<void> {
	const nameless = [...counts.byKey.values()].filter(({ username }) => username === undefined);
	if (settings.groupBy !== 'user' || nameless.length === 0 || unmatchedKeys(settings, counts).length === 0) return;
	const names = await fetchNames(scope, 'user', deadline);
	for (const count of nameless) count.username = names.get(count.key)?.username;
}
