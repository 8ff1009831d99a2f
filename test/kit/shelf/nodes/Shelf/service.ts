import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../../../nodes/FlowMate/kit/answer';
import { systemClock } from '../../../../../nodes/FlowMate/kit/clock';
import { Limiters } from '../../../../../nodes/FlowMate/kit/limiter';
import { Lookups } from '../../../../../nodes/FlowMate/kit/lookups';
import type { RecordsIn } from '../../../../../nodes/FlowMate/kit/list';
import { linkedList } from '../../../../../nodes/FlowMate/kit/list';
import { locatorsFor } from '../../../../../nodes/FlowMate/kit/locator';
import type { Numbering } from '../../../../../nodes/FlowMate/kit/numberedList';
import { numberedList } from '../../../../../nodes/FlowMate/kit/numberedList';
import type { Service } from '../../../../../nodes/FlowMate/kit/service';
import { advise, wordsOf } from './advice';

/** Shelf as the kit wants it described. */
export const shelf: Service = {
	name: 'Shelf',
	credential: 'shelfApi',
	addressedBy: "'Base URL' in the Shelf credential",
	ids: { pattern: '[a-z][0-9]{6}', inWords: 'a letter and 6 digits', example: 'b000042' },
	renewsSession: false,
	unwrap,
	advise,
	wordsOf,
	clock: systemClock,
	limiters: new Limiters(),
	lookups: new Lookups(),
};

/** Makes locators of Shelf's records. */
export const locator = locatorsFor(shelf);

/** `{ result, paging }` → the record or the list. */
function unwrap(body: unknown): unknown {
	return isRecord(body) ? body.result : undefined;
}

const recordsIn: RecordsIn = (scope, answer, { subject }) => {
	const records = unwrap(answer.body);
	if (!Array.isArray(records) || !records.every(isRecord)) throw scope.unreadable(answer, subject);
	return records as IDataObject[];
};

/** Books come in numbered pages of up to 100, with their total. */
export const bookPages: Numbering = {
	largestPage: 100,
	query: (page, size) => ({ page, size }),
	recordsIn,
	figuresIn({ body }) {
		const paging = isRecord(body) && isRecord(body.paging) ? body.paging : {};
		const { page, size, total } = paging as { page?: number; size?: number; total?: number };
		return { page, perPage: size, total };
	},
	hasTotal: true,
};

export const bookList = numberedList(bookPages);

/** Loans come in pages that lead from one to the next: `{ result, next: '/loans?after=l000002' }`. */
export const loanList = linkedList(
	recordsIn,
	({ body }) => (isRecord(body) && typeof body.next === 'string' ? body.next : undefined),
	'id',
);
