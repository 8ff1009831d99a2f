import type { Shape } from '../../kit/output';
import type { Window } from './calendar';
import type { Count, GroupBy } from './counts';
import { readCount } from './counts';
import type { Named } from './names';

/** What rows are seen beside. */
export interface Counted extends Partial<Window> {
	groupBy: GroupBy;
	totalExecutions?: number;
	/** Undefined where they are not wanted. */
	names?: Map<string, Named>;
}

const EMPTY: Partial<Count> = {};

/** Rows of execution counts, whatever they are of. */
export const countShape = ({ groupBy, start, end, totalExecutions, names }: Counted): Shape => ({
	simplified(row) {
		const count = readCount(row, groupBy);
		const { key, executions, username } = 'executions' in count ? count : EMPTY;
		const known = names?.get(key ?? '');
		return {
			// In this order n8n's table shows who and how much without scrolling.
			username: username ?? known?.username,
			name: known?.name ?? row.name,
			executions,
			percentageOfTotal: shareOf(executions, totalExecutions),
			id: key,
			flows: Array.isArray(row.allFlows) ? row.allFlows.length : undefined,
			start,
			end,
			totalExecutions,
		};
	},
	further: ['_id', 'user', 'flow', 'component', 'tenant', 'allFlows'],
});

/** In percent with two decimals; null where there is no telling. */
const shareOf = (executions: number | undefined, total: number | undefined) =>
	executions === undefined || !total ? null : Math.round((executions / total) * 10_000) / 100;
