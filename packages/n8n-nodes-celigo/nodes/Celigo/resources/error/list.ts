import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../kit/answer';
import type { List, RecordsIn } from '../../kit/list';
import { linkedList } from '../../kit/list';
import type { Request } from '../../kit/request';
import { nextPage, withQuery } from '../../request/link';
import { recordsUnder } from '../../service';

/**
 * A list of errors. Celigo's links to next pages lose the filters, which its own web pages add again, and the error at the boundary of
 * two pages may come twice.
 */
export const errorsUnder =
	(key: 'errors' | 'resolved', recordsIn: RecordsIn = recordsUnder(key, 'errorId')): List =>
	async (scope, request, selection) => {
		const next = (answer: Answer, page: Request) => withQuery(nextPage(answer, page), request.qs);
		return await linkedList(recordsIn, next, 'errorId')(scope, request, selection);
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
