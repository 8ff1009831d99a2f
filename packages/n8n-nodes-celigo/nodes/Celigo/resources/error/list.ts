import type { IDataObject } from 'n8n-workflow';
import type { List, RecordsIn } from '../../kit/list';
import { linkedList } from '../../kit/list';
import { nextPage, withQuery } from '../../request/link';
import { recordsUnder } from '../../service';

/** The errors of one page. Each has an ID; a complaint of Celigo's, which comes under the same key, has none. */
const errorsIn =
	(key: string): RecordsIn =>
	(scope, answer, request) => {
		const errors = recordsUnder(key)(scope, answer, request);
		if (errors.every(({ errorId }) => errorId !== undefined)) return errors;
		throw scope.unreadable(answer, request.subject);
	};

/**
 * A list of errors. Celigo's links to next pages lose the filters, which its own web pages add again, and the error at the boundary of
 * two pages may come twice.
 */
export const errorsUnder =
	(key: 'errors' | 'resolved'): List =>
	async (scope, request, { wanted, keep }) => {
		const seen = new Set<unknown>();
		const isNew = ({ errorId }: IDataObject) => !seen.has(errorId) && seen.add(errorId);
		const list = linkedList(errorsIn(key), (answer) => withQuery(nextPage(answer), request.qs));
		return await list(scope, request, {
			wanted,
			keep: (error) => Boolean(isNew(error)) && (keep?.(error) ?? true),
		});
	};

/** What an error must have for a filter to let it through: Celigo may not honour all of them on all pages. */
export interface ErrorFilter {
	occurredAt_gte?: string;
	occurredAt_lte?: string;
	source?: string;
	_flowJobId?: string;
}

/** Whether an error passes a filter. */
export const passes =
	({ occurredAt_gte, occurredAt_lte, source, _flowJobId }: ErrorFilter) =>
	(error: IDataObject): boolean => {
		const time = Date.parse(String(error.occurredAt));
		return !(
			(occurredAt_gte !== undefined && time < Date.parse(occurredAt_gte)) ||
			(occurredAt_lte !== undefined && time > Date.parse(occurredAt_lte)) ||
			(source !== undefined && error.source !== source) ||
			(_flowJobId !== undefined && error._flowJobId !== _flowJobId)
		);
	};
