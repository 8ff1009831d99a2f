import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer } from './answer';
import { success } from './done';
import type { Request } from './request';
import { flag, wholeNumber } from './parameters';
import type { Item, Scope } from './scope';

export const returnAll = flag({
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

export const limit = wholeNumber(
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
	1,
	"Enter a number, or turn on 'Return All'",
);

/** The number of records wanted, Infinity for all. */
export function wantedBy(item: Item): number {
	return item.read(returnAll) ? Infinity : item.read(limit);
}

/**
 * How a service gives a list: fetches it in as few requests as it takes.
 *
 * @throws NodeApiError when a page cannot be read; nothing is returned then, since half a list looks like a whole one
 */
export type List = (scope: Scope, request: Request, selection: Selection) => Promise<IDataObject[]>;

export interface Selection {
	/** The number of records wanted, Infinity for all. */
	wanted: number;
	/** Whether a record counts, where the server has no such filter. */
	keep?(record: IDataObject): boolean;
}

/** Takes the records out of an answer. @throws NodeApiError when it holds no list of records */
export type RecordsIn = (scope: Scope, answer: Answer, request: Request) => IDataObject[];

/** A list that comes whole in one answer. */
export const wholeList =
	(recordsIn: RecordsIn): List =>
	async (scope, request, { wanted, keep }) => {
		const records = recordsIn(scope, await scope.send({ ...request, done: success }), request);
		const kept = (keep ? records.filter(keep) : records).slice(0, wanted);
		checkSize(scope, kept.length, request);
		return kept;
	};

/**
 * A list whose pages lead from one to the next. A record that stands in two of them, since it moved while they were read or stands at their
 * boundary, counts once.
 *
 * @param nextOf the path of the page behind the answer to a request; undefined on the last page
 * @param id the field that tells records apart
 */
export const linkedList =
	(recordsIn: RecordsIn, nextOf: (answer: Answer, page: Request) => string | undefined, id: string): List =>
	async (scope, request, { wanted, keep }) => {
		const records: IDataObject[] = [];
		const seen = new Set<string>();
		const visited = new Set<string>();
		for (let page = request; ;) {
			const answer = await scope.send({ ...page, done: success });
			const before = seen.size;
			const given = recordsIn(scope, answer, page);
			for (const record of given) {
				if (seen.has(String(record[id]))) continue;
				seen.add(String(record[id]));
				if (!keep || keep(record)) records.push(record);
				if (records.length === wanted) return records;
			}
			checkSize(scope, records.length, request);
			const next = nextOf(answer, page);
			if (next === undefined) return records;
			const isRepeated = given.length > 0 && seen.size === before;
			if (isRepeated || visited.has(next))
				throw repeatedPageError(
					scope,
					request,
					"Turn off 'Return All' and set 'Limit' to the number of records you need",
				);
			visited.add(next);
			page = { ...request, path: next, qs: undefined };
		}
	};

/** n8n's engine passes what comes of one item on as the arguments of one call, and V8 takes no more than about 120,000 of those. */
const MOST_RECORDS = 100_000;

/** @throws NodeOperationError when a list is too long for n8n */
export function checkSize(scope: Scope, records: number, { subject }: Request): void {
	if (records <= MOST_RECORDS) return;
	throw scope.badInput(
		`There are more of ${subject.what} than n8n can take from one item`,
		`Narrow them down with 'Filters', or turn off 'Return All' and set 'Limit' to at most ${MOST_RECORDS}`,
	);
}

/** The server gives the same page for different numbers or links: going on would never end. */
export function repeatedPageError({ node, service }: Scope, { subject }: Request, description: string): NodeApiError {
	const message = `${service.name} sent the same page of ${subject.what} again`;
	return new NodeApiError(node, { message }, { message, description });
}
