import type {
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	DeclarativeRestApiSettings,
} from 'n8n-workflow';
import type { Outcome, Target } from '../many/outcome';
import { runMany } from '../many/perform';
import type { Inputs } from '../many/targets';
import type { Subject } from './errors';
import { errorItem, forItem, unreadableError } from './errors';
import { isRecord } from './answer';
import { Item, unwrap } from './item';
import type { ListKind } from './pages';
import { listPages } from './pages';
import { pathOf } from './path';
import type { Reply, Request } from './send';
import type { Shape } from './shape';
import { checkShape, shaped } from './shape';

/** A parameter of the panel. Operations name the ones they use; the panel works out where each is shown. */
export interface Parameter {
	property: INodeProperties;
}

/** An entry of a collection parameter, such as one filter of 'Filters'. */
export interface Entry {
	collection: Parameter;
	property: INodeProperties;
}

/** A parameter that names one record and so becomes a segment of the path. */
export interface Locator extends Parameter {
	/** What it names, in words: `flow`. */
	noun: string;
	/** The record's id, checked. @throws NodeOperationError that names the parameter */
	read(item: Item): Promise<string>;
	/** The id in a raw value of the locator, if there is one. */
	peek(raw: unknown): string | undefined;
}

export interface ManyFlows {
	/** Past participle for messages: `started`. */
	verb: string;
	/** Adds to the targets what the operation needs beside their ids. */
	prepare?(item: Item, targets: Target[], inputs: Inputs): Target[];
	/** @returns an outcome per target, in their order */
	work(item: Item, targets: Target[]): Promise<Outcome[]>;
}

export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	method: IHttpRequestMethods;
	/** Literal segments and locators, in order: `['flows', flowLocator, 'start']`. */
	path: ReadonlyArray<string | Locator>;
	/** What it is about where no locator names it, for messages; left out: the list that the path begins with. */
	about?: string;
	/** The permission that FlowMate demands for it. */
	permission?: string;
	/** Whether sending it twice does no harm. Left out: yes, unless it is a POST. */
	repeatable?: boolean;
	/** Parameters beside those of the path. */
	uses?: ReadonlyArray<Parameter | Entry>;
	/** Looks before it acts. @throws when the request would do harm */
	before?(item: Item, ids: string[]): Promise<void>;
	query?(item: Item): Promise<IDataObject> | IDataObject;
	body?(item: Item, ids: string[]): Request['body'] | Promise<Request['body']>;
	headers?(item: Item, body: Request['body']): IDataObject | Promise<IDataObject>;
	list?: ListKind;
	/** Statuses besides success that count as done. */
	accept?: number[];
	/** Selects records of a whole list, where the server has no such filter. */
	keep?(item: Item, record: IDataObject): boolean;
	/** How its records may be handed on. */
	shape?: Shape;
	/** What becomes of each record before it is handed on; left out: what `shape` says. */
	result?(item: Item, record: IDataObject, ids: string[]): IDataObject | Promise<IDataObject>;
	/** An operation over many flows: all input items at once instead of one request per item. */
	many?: ManyFlows;
	/** Takes the place of unwrapping, where the answer is not a record: a delete, a webhook. */
	read?(item: Item, answer: Reply, ids: string[], subject: Subject): IDataObject | IDataObject[];
}

/** Names an operation for the one that adds a file: gives the literal its type. */
export const operation = (definition: Operation): Operation => definition;

/** The operation's URL as documentation writes it: `/flows/{flow}/start`. */
export const urlOf = ({ path }: Pick<Operation, 'path'>): string =>
	path
		.map((segment) => (typeof segment === 'string' ? `/${segment}` : `/{${segment.property.name}}`))
		.join('');

/**
 * Makes the function that the engine calls for each item of an operation. It stands where a pagination function stands in n8n's
 * declarative style, since that is what wraps every request of an operation, paged or not.
 */
export function perform(definition: Operation) {
	return async function (
		this: IExecutePaginationFunctions,
		{ options }: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const { timeout, proxy, allowedDomains } = options;
		const skipSslCertificateValidation = Boolean(options.skipSslCertificateValidation);
		const item = new Item(this, { timeout, proxy, skipSslCertificateValidation, allowedDomains });
		// As a tool the engine runs an operation over many for its one item, too.
		if (definition.many)
			return await runMany(item, definition.many, [{ index: item.index, item: item.input }]);
		const pairedItem = { item: item.index };
		try {
			const records = await run(definition, item);
			return records.map((json) => ({ json, pairedItem }));
		} catch (error) {
			const named = forItem(item.node, error, item.index);
			if (!this.continueOnFail()) throw named;
			return [errorItem(named, item.index)];
		}
	};
}

async function run(definition: Operation, item: Item): Promise<IDataObject[]> {
	if (definition.shape) checkShape(item, definition.shape);
	const ids: string[] = [];
	for (const segment of definition.path) if (typeof segment !== 'string') ids.push(await segment.read(item));
	const subject = subjectOf(definition, ids);
	await definition.before?.(item, ids);
	const body = await definition.body?.(item, ids);
	const request = {
		method: definition.method,
		path: fill(definition.path, ids),
		qs: await definition.query?.(item),
		body,
		headers: await definition.headers?.(item, body),
		subject,
		accept: definition.accept,
	};
	if (definition.list) return await listed(definition, item, request);
	const answer = await item.send(request);
	if (definition.read) return [definition.read(item, answer, ids, subject)].flat();
	const record = unwrap(answer.body);
	if (!isRecord(record)) throw unreadableError(item.node, answer, subject);
	return [await handedOn(definition, item, record as IDataObject, ids)];
}

async function listed(definition: Operation, item: Item, request: Request): Promise<IDataObject[]> {
	const { list, keep, result, shape } = definition;
	const selects = keep && ((record: IDataObject) => keep(item, record));
	const records = await listPages(item, request, list as ListKind, selects);
	if (!result && !shape) return records;
	const results: IDataObject[] = [];
	for (const record of records) results.push(await handedOn(definition, item, record, []));
	return results;
}

function handedOn(
	{ result, shape }: Operation,
	item: Item,
	record: IDataObject,
	ids: string[],
): IDataObject | Promise<IDataObject> {
	if (result) return result(item, record, ids);
	return shape ? shaped(item, record, shape) : record;
}

function fill(path: Operation['path'], ids: string[]): string {
	let next = 0;
	return pathOf(...path.map((segment) => (typeof segment === 'string' ? segment : ids[next++])));
}

function subjectOf({ path, about, permission, method, repeatable }: Operation, ids: string[]): Subject {
	const locator = path.find((segment) => typeof segment !== 'string') as Locator | undefined;
	return {
		what: locator ? `${locator.noun} '${ids[0]}'` : (about ?? `the ${String(path[0])}`),
		parameter: locator?.property.displayName,
		permission,
		repeatable: repeatable ?? method !== 'POST',
	};
}
