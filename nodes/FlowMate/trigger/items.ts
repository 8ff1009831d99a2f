import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Change } from './decide';
import type { Named } from './names';
import type { Settings } from './settings';

/**
 * What the workflow gets: an item for each change, or one for all of them.
 *
 * @param now when the poll began, ms since 1970
 * @param names undefined where they are not wanted
 */
export function toItems(
	{ groupBy, combine }: Settings,
	changes: Change[],
	now: number,
	names?: Map<string, Named>,
): INodeExecutionData[] {
	const polledAt = new Date(now).toISOString();
	const records = changes.map((change) => toRecord(change, groupBy, polledAt, names));
	if (!combine) return records.map((json) => ({ json }));
	return records.length === 0 ? [] : [{ json: { groupBy, changes: records, polledAt } }];
}

function toRecord(
	{ count, window, previousExecutions, totalExecutions, limit, percentage }: Change,
	groupBy: string,
	polledAt: string,
	names?: Map<string, Named>,
): IDataObject {
	const { key, executions, username, row } = count;
	const known = names?.get(key);
	return {
		key,
		groupBy,
		username: username ?? known?.username ?? null,
		...(names && { name: known?.name ?? null }),
		executions,
		previousExecutions,
		difference: executions - previousExecutions,
		limit: limit ?? null,
		percentage: percentage ?? null,
		window: { ...window },
		totalExecutions,
		polledAt,
		row,
	};
}
