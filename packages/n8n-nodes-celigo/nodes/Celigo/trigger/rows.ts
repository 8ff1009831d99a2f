import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import type { RecordsIn } from '../kit/list';
import type { Scope } from '../kit/scope';
import type { Tick } from '../kit/tick';
import { rowsUnder } from '../service';

/** Lists with rows that could not be read, and what those lacked: `step '…' of flow '…'` and `errorId`. */
export type Unreadable = Record<string, string>;

/** Rows of one list that could not be read. */
interface Trouble {
	list: string;
	lacks: Set<string>;
	/** By their text, since pages of a list may overlap. */
	rows: Map<string, unknown>;
}

/** How many rows an item shows. */
const FIRST_FEW = 5;

/** Most lists of which it is remembered that they were told. */
const MOST_LISTS = 100;

/** What rows of these lists have, whatever else they lack. An answer in which no row has any of it is something else. */
const KNOWN = ['_id', '_flowId', '_expOrImpId', 'createdAt', 'errorId', 'numError', 'occurredAt', 'offline'];

/** What a row needs to be read, by its fields. */
type Needs = Record<string, (value: unknown) => boolean>;

export const isName = (value: unknown) =>
	(typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

export const isCount = (value: unknown) => isName(value) && Number(value) >= 0;

/**
 * The rows of one poll. Those that cannot be read fail one poll, which may have been unlucky; the next one sets them aside, so that they
 * keep nothing else from being told, and tells of them once.
 */
export class Rows {
	private readonly read = new Set<string>();

	private readonly troubles = new Map<string, Trouble>();

	/** @param told of which lists it was told before */
	constructor(private readonly told: Unreadable = {}) {}

	/** The rows of a page that can be read. @throws NodeApiError where it is no page of such rows at all */
	under(needs: Needs, key?: string): RecordsIn {
		return (scope, answer, request) => {
			const rows = rowsUnder(key)(scope, answer, request);
			const isForeign = !rows.some((row) => isRecord(row) && KNOWN.some((field) => (row[field] ?? '') !== ''));
			if (rows.length > 0 && isForeign) throw scope.unreadable(answer, request.subject);
			const { what } = request.subject;
			this.read.add(what);
			return rows.filter((row) => this.isReadable(row, needs, what)) as IDataObject[];
		};
	}

	private isReadable(row: unknown, needs: Needs, list: string): boolean {
		const lacks = Object.keys(needs).filter((field) => !isRecord(row) || !needs[field](row[field]));
		if (lacks.length === 0) return true;
		const trouble = this.troubles.get(list) ?? { list, lacks: new Set(), rows: new Map() };
		lacks.forEach((field) => trouble.lacks.add(field));
		trouble.rows.set(JSON.stringify(row), row);
		this.troubles.set(list, trouble);
		return false;
	}

	/** @returns an item for each list with rows that cannot be read, where that was not told before. @throws NodeApiError the first time */
	tell(scope: Scope, tick: Tick): IDataObject[] {
		const fresh = [...this.troubles.values()].filter((trouble) => this.told[trouble.list] !== lackedBy(trouble));
		if (fresh.length > 0 && tick.again('rows') === 1) throw tick.atOnce(errorOf(scope, fresh[0]));
		tick.over('rows');
		return fresh.map(itemOf);
	}

	/** What is to be remembered as told. A list that was not read may have the same rows still. */
	next(): Unreadable {
		const unread = Object.entries(this.told).filter(([list]) => !this.read.has(list));
		const now = [...this.troubles.values()].map((trouble): [string, string] => [trouble.list, lackedBy(trouble)]);
		return Object.fromEntries([...unread, ...now].slice(-MOST_LISTS));
	}

	/** Why there is nothing to show, where that is because of such rows. */
	error(scope: Scope): NodeApiError | undefined {
		const [trouble] = this.troubles.values();
		return trouble && errorOf(scope, trouble);
	}
}

const lackedBy = ({ lacks }: Trouble) => [...lacks].sort().join(', ');

const itemOf = (trouble: Trouble): IDataObject => ({
	event: 'unreadable',
	list: trouble.list,
	lacks: lackedBy(trouble),
	unreadableRows: trouble.rows.size,
	unreadable: [...trouble.rows.values()].slice(0, FIRST_FEW) as IDataObject[],
});

function errorOf({ node }: Scope, trouble: Trouble): NodeApiError {
	const { list, rows } = trouble;
	const subject = rows.size > 1 ? `${rows.size} rows that lack` : 'a row that lacks';
	const message = `Celigo's answer about ${list} has ${subject} what is needed to read it: ${lackedBy(trouble)}`;
	const description =
		'If the next poll finds it as well, it is set aside and given as an item of its own, and everything else is told';
	return new NodeApiError(node, { message: 'Unreadable answer' }, { message, description, httpCode: '200' });
}
