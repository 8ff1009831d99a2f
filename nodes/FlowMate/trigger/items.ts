import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { eventId, limitReached } from '../resources/execution/eventId';
import { percentageUsed } from '../resources/execution/reached';
import type { Change, Trouble } from './decide';
import type { Named } from '../resources/execution/names';
import type { Settings } from './settings';

/** Rows that a trouble shows; all of them are counted. */
const MOST_ROWS = 10;

/** What the items of a poll have in common. */
interface Poll {
	settings: Settings;
	/** When it began, ms since 1970. */
	now: number;
	/** Undefined where they are not wanted. */
	names?: Map<string, Named>;
}

/** What the workflow gets: an item for each change, or one for all of them, and one for each trouble. */
export function toItems(poll: Poll, changes: Change[], troubles: Trouble[] = []): INodeExecutionData[] {
	const { groupBy, combine } = poll.settings;
	const polledAt = new Date(poll.now).toISOString();
	const records = changes.map((change) => toRecord(poll, change, polledAt));
	const combined = records.length > 0 ? [{ groupBy, changes: records, polledAt }] : [];
	const said = troubles.map((trouble) => ofTrouble(groupBy, trouble, polledAt));
	return [...(combine ? combined : records), ...said].map((json) => ({ json }));
}

function toRecord({ settings: { groupBy }, names }: Poll, change: Change, polledAt: string): IDataObject {
	const { count, window, previousExecutions, totalExecutions, limit, percentage, reached } = change;
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
		percentageUsed: percentageUsed(limit, executions),
		reached: reached ?? [],
		eventId: eventId(groupBy, key, window, whatHappened(change)),
		window: { ...window },
		totalExecutions,
		polledAt,
		row,
	};
}

/** `80%of1000`, or the counts before and after. */
function whatHappened({ count: { executions }, previousExecutions, limit, percentage }: Change): string {
	return limit && percentage ? limitReached(percentage, limit) : `${previousExecutions}-${executions}`;
}

/** An item of another kind: it has no key, so that nothing can take it for a count. */
function ofTrouble(groupBy: string, { window, ...trouble }: Trouble, polledAt: string): IDataObject {
	const isGivenUp = 'givenUp' in trouble;
	const what = isGivenUp ? 'givenUp' : trouble.unreadable.map((row) => row.trouble).join();
	return {
		groupBy,
		...(isGivenUp
			? { givenUp: trouble.givenUp }
			: {
					unreadable: trouble.unreadable.slice(0, MOST_ROWS).map(({ reason, row }) => ({ reason, row })),
					unreadableRows: trouble.unreadableRows,
				}),
		eventId: eventId(groupBy, '', window, what),
		window: { ...window },
		polledAt,
	} as IDataObject;
}
