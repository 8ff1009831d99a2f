import { list } from '../../kit/done';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import type { Window } from './calendar';
import type { Counts, GroupBy } from './counts';
import { readCounts } from './counts';

/**
 * GET /icenter/executions?start&end&groupby, days as YYYY-MM-DD, both included.
 *
 * @param deadline until when the answer is of use, ms since 1970
 * @throws NodeApiError where it holds no list of rows
 */
export async function fetchCounts(
	scope: Scope,
	groupBy: GroupBy,
	{ start, end }: Window,
	deadline?: number,
): Promise<Counts> {
	const what = `the execution counts from ${start} to ${end}`;
	const subject = { what, permission: 'icenter.read', repeatable: true };
	const answer = await scope.send({
		method: 'GET',
		path: pathOf('icenter', 'executions'),
		qs: { start, end, groupby: groupBy },
		subject,
		deadline,
		done: list('data'),
	});
	const counts = readCounts(answer.body, groupBy);
	if (counts) return counts;
	const error = scope.unreadable(answer, subject);
	error.message += ': it holds no list of rows';
	throw error;
}
