import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { isRecord } from './answer';
import type { Subject } from './errors';
import { errorItem, forItem, unreadableError } from './errors';
import { Item } from './item';
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
}

type Records = IDataObject | IDataObject[];

export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	method: IHttpRequestMethods;
	/** Literal segments and locators, in order: `['flows', flowLocator, 'run']`. */
	path: ReadonlyArray<string | Locator>;
	/** What it is about where no locator names it, for messages; left out: the list that the path begins with. */
	about?: string;
	/** Whether sending it twice does no harm. Left out: yes, unless it is a POST. */
	repeatable?: boolean;
	/** Milliseconds to wait for the answer, where a minute is too short. */
	timeout?: number;
	/** Parameters beside those of the path. */
	uses?: ReadonlyArray<Parameter | Entry>;
	/** A neighbouring path, where a parameter asks for it. Left out or undefined: `path`. */
	route?(item: Item, ids: string[]): Promise<Route | undefined> | Route | undefined;
	query?(item: Item): Promise<IDataObject> | IDataObject;
	body?(item: Item, ids: string[]): Request['body'] | Promise<Request['body']>;
	list?: List;
	/** Statuses besides success that count as done. */
	accept?: number[];
	/** How its records may be handed on. */
	shape?: Shape;
	/** What becomes of each record before it is handed on; left out: what `shape` says. */
	result?(item: Item, record: IDataObject, ids: string[]): IDataObject | Promise<IDataObject>;
	/** Takes the place of `result`, where the answer is not a record: a delete, a run. */
	read?(item: Item, answer: Reply, ids: string[], subject: Subject): Records | Promise<Records>;
	/** Takes the place of the request, where one is not enough: an update reads before it writes. */
	run?(item: Item, ids: string[], subject: Subject): Promise<Records>;
}

export interface Route {
	path: string[];
	/** What the path's first id names, if it is not the locator of the operation. */
	subject?: Pick<Subject, 'what' | 'parameter'>;
}

/** How a list comes, and which of its records count. */
export interface List {
	/** Where the records stand, if the body is no bare array. */
	key?(item: Item): string;
	keep?(item: Item): (record: IDataObject) => boolean;
}

/** Names an operation for the one that adds a file: gives the literal its type. */
export const operation = (definition: Operation): Operation => definition;

/** The operation's URL as documentation writes it: `/flows/{flow}/run`. */
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
		try {
			const records = await run(definition, item);
			return records.map((json) => ({ json, pairedItem: { item: item.index } }));
		} catch (error) {
			const named = forItem(item.node, error, item.index);
			if (!this.continueOnFail()) throw named;
			return [errorItem(named, item.index)];
		}
	};
}

async function run(definition: Operation, item: Item): Promise<IDataObject[]> {
	const { method, timeout, accept, list, read, shape } = definition;
	if (shape) checkShape(item, shape);
	const ids: string[] = [];
	for (const segment of definition.path) if (typeof segment !== 'string') ids.push(await segment.read(item));
	const route = await definition.route?.(item, ids);
	const subject = { ...subjectOf(definition, ids), ...route?.subject };
	if (definition.run) return [await definition.run(item, ids, subject)].flat();
	const request = {
		method,
		path: pathOf(...(route?.path ?? fill(definition.path, ids))),
		qs: await definition.query?.(item),
		body: await definition.body?.(item, ids),
		subject,
		timeout,
		accept,
	};
	if (list) return await listed(definition, item, ids, request);
	const answer = await item.send(request);
	if (read) return [await read(item, answer, ids, subject)].flat();
	if (!isRecord(answer.body)) throw unreadableError(item.node, answer, subject);
	return [await handedOn(definition, item, answer.body as IDataObject, ids)];
}

async function listed(
	definition: Operation,
	item: Item,
	ids: string[],
	request: Request,
): Promise<IDataObject[]> {
	const { list, result, shape } = definition;
	const records = await listPages(item, request, { key: list?.key?.(item), keep: list?.keep?.(item) });
	if (!result && !shape) return records;
	const results: IDataObject[] = [];
	for (const record of records) results.push(await handedOn(definition, item, record, ids));
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

function fill(path: Operation['path'], ids: string[]): string[] {
	let next = 0;
	return path.map((segment) => (typeof segment === 'string' ? segment : ids[next++]));
}

/** `flow '5f…'`, or `step '5e…' of flow '5f…'`. */
function subjectOf({ path, about, method, repeatable }: Operation, ids: string[]): Subject {
	const locators = path.filter((segment): segment is Locator => typeof segment !== 'string');
	const names = locators.map(({ noun }, index) => `${noun} '${ids[index]}'`);
	return {
		what: names.reverse().join(' of ') || (about ?? `the ${String(path[0])}`),
		parameter: locators.map(({ property }) => `'${property.displayName}'`).join(' and ') || undefined,
		repeatable: repeatable ?? method !== 'POST',
	};
}
