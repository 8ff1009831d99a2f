import type { IDataObject } from 'n8n-workflow';
import type { Answer } from './kit/answer';
import { pastedToken } from './kit/address';
import { isRecord } from './kit/answer';
import { systemClock } from './kit/clock';
import type { Done } from './kit/done';
import { record } from './kit/done';
import type { Request } from './kit/request';
import { Limiters } from './kit/limiter';
import { Lookups } from './kit/lookups';
import { linkedList, wantedBy } from './kit/list';
import { idForm } from './kit/ids';
import type { List } from './kit/list';
import { locatorsFor } from './kit/locator';
import type { Item, Scope } from './kit/scope';
import type { Service } from './kit/service';
import { advise } from './request/advice';
import { complaintsIn, textOfAll } from './request/complaint';
import { nextPage } from './request/link';

/** Celigo as the kit wants it described. */
export const celigo: Service = {
	name: 'Celigo',
	credential: 'celigoApi',
	addressedBy: "'Region' or 'Base URL' in the Celigo credential",
	// MongoDB's object ids.
	ids: {
		pattern: '[0-9a-fA-F]{24}',
		ignoresCase: true,
		inWords: '24 characters, 0 to 9 and a to f',
		example: '5f3c1e2a9b8d7c6e5f4a3b2c',
		field: '_id',
	},
	renewsSession: false,
	// Records come bare.
	unwrap: (body) => body,
	advise,
	wordsOf: (body) => textOfAll(complaintsIn(body)),
	secretsOf: ({ token }) => (typeof token === 'string' ? [pastedToken(token)] : []),
	clock: systemClock,
	limiters: new Limiters(),
	lookups: new Lookups(),
};

export const locator = locatorsFor(celigo);

const OBJECT_ID = idForm(celigo.ids);

export const isObjectId = (value: unknown): value is string => typeof value === 'string' && OBJECT_ID.test(value);

/** The document with this ID: something between n8n and Celigo may answer with another one that it has kept. */
export const documentOf =
	(id: string): Done =>
	(answer, content) =>
		record('_id')(answer, content) && String((content as IDataObject)._id).toLowerCase() === id.toLowerCase();

/** The document that the operation's path names. */
export const documentNamed: Done = (answer, content, [id] = []) => id !== undefined && documentOf(id)(answer, content);

/**
 * What stands in the list of one page. Nothing at all (HTTP 204) is an empty page.
 *
 * @param key where it stands, if the body is no bare array
 */
export const rowsUnder =
	(key?: string) =>
	(scope: Scope, answer: Answer, { subject }: Pick<Request, 'subject'>): unknown[] => {
		const { statusCode, body } = answer;
		if (statusCode === 204) return [];
		const rows = key !== undefined && isRecord(body) ? body[key] : body;
		if (!Array.isArray(rows)) throw scope.unreadable(answer, subject);
		return rows as unknown[];
	};

/**
 * The records of one page.
 *
 * @param field which every one of them has; what Celigo complains of comes in lists, too, and has not
 */
export const recordsUnder =
	(key?: string, field = '_id') =>
	(scope: Scope, answer: Answer, request: Pick<Request, 'subject'>): IDataObject[] => {
		const rows = rowsUnder(key)(scope, answer, request);
		const isOne = (row: unknown) => isRecord(row) && row[field] !== undefined;
		if (!rows.every(isOne)) throw scope.unreadable(answer, request.subject);
		return rows as IDataObject[];
	};

/** A list that is fetched page by page for as long as Celigo names a next one. */
export const listUnder = (key?: string): List => linkedList(recordsUnder(key), nextPage, '_id');

/** A list whose pages are bare arrays. */
export const list = listUnder();

/** The most records that Celigo gives in one page; it may give fewer. */
const LARGEST_PAGE = 1_000;

/** The `limit` of a request: no more than are wanted, unless the node still has to select. */
export function pageSizeFor(item: Item, selects: boolean): number | undefined {
	const wanted = wantedBy(item);
	return selects || wanted >= LARGEST_PAGE ? undefined : wanted;
}
