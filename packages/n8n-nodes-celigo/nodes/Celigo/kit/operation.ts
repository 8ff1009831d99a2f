import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Done } from './done';
import type { Look, Reply, Request } from './request';
import type { Inputs } from './inputs';
import type { List } from './list';
import type { Outcome, Target } from './outcome';
import type { Entry, Locator, Parameter } from './parameter';
import type { Shape } from './output';
import type { Item } from './scope';
import type { Subject } from './subject';

type Records = IDataObject | IDataObject[];
type OrPromise<T> = T | Promise<T>;

/** One operation of the node: what the panel shows, the request it becomes, and the few functions in which it differs from the rest. */
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
	/** The permission that the service demands for it, for messages. */
	permission?: string;
	/** Whether sending it twice does no harm. Left out: yes, unless it is a POST. */
	repeatable?: boolean;
	/** How to find out whether it was done, where it must not be sent twice: `Look for the user with 'Get Many'`. */
	findOut?: string;
	/** ms to wait for the answer, where a minute is too short. */
	timeout?: number;
	/** Parameters beside those of the path. */
	uses?: ReadonlyArray<Parameter | Entry>;
	/** Looks before it acts. @throws when the request would do harm */
	before?(item: Item, ids: string[]): Promise<void>;
	/** A neighbouring path, where a parameter asks for it. Left out or undefined: `path`. */
	route?(item: Item, ids: string[]): OrPromise<Route | undefined>;
	query?(item: Item): OrPromise<IDataObject>;
	body?(item: Item, ids: string[]): OrPromise<Request['body']>;
	headers?(item: Item, body: Request['body']): OrPromise<IDataObject>;
	/** How its records come, where it gives a list: fetched as 'Return All' and 'Limit' say. */
	list?: List;
	/** Selects records of a list, where the server has no such filter. Undefined: all of them. */
	keep?(item: Item): ((record: IDataObject) => boolean) | undefined;
	/** What its answer of success looks like. Nothing else counts as done. */
	done?: Done;
	/** Statuses besides success that `read` has something to say about. */
	accept?: number[];
	/** Looks, before a second attempt, whether the first one did it. */
	look?(item: Item, ids: string[]): Look;
	/** How its records may be handed on. */
	shape?: Shape;
	/** What becomes of each record before it is handed on; left out: what `shape` says. */
	result?(item: Item, record: IDataObject, ids: string[]): OrPromise<IDataObject>;
	/** Takes the place of unwrapping, where the answer is not a record: a delete, a webhook. */
	read?(item: Item, answer: Reply, ids: string[], subject: Subject): OrPromise<Records>;
	/** Takes the place of the request, where one is not enough: an update reads before it writes. */
	run?(item: Item, ids: string[], subject: Subject): Promise<Records>;
	/** All input items at once instead of one request per item. */
	many?: Many;
	/** Whether it takes all input items at once and each of them by itself: the engine prepares each, which costs more than a request. */
	each?: true;
}

export interface Route {
	path: string[];
	/** What the path's first ID names, if it is not the locator of the operation. */
	subject?: Pick<Subject, 'what' | 'parameter'>;
}

/** How an operation works on all input items at once. */
export interface Many {
	/** What it works on, in messages: `flows`. */
	noun: string;
	/** Past participle for messages: `started`. */
	verb: string;
	/** Whether it only reads, so that nothing speaks against doing all of it again. */
	reads?: boolean;
	/** What the input items or a list name, in order. An entry that cannot become a request says why, and keeps its place. */
	targets(item: Item, inputs: Inputs): Target[];
	/** @returns an outcome per target, in their order */
	work(item: Item, targets: Target[]): Promise<Outcome[]>;
}

/** A resource: a heading of the panel with its operations. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
}

/** What says when an operation is done: a form of answer, a list's own form, or the requests that it makes itself. */
type SaysWhenDone =
	| Required<Pick<Operation, 'done'>>
	| Required<Pick<Operation, 'list'>>
	| Required<Pick<Operation, 'run'>>
	| Required<Pick<Operation, 'many'>>;

/** Names an operation for the one that adds a file: gives the literal its type. */
export const operation = (definition: Operation & SaysWhenDone): Operation => definition;

/** The operation's URL as documentation writes it: `/flows/{flow}/start`. */
export const urlOf = ({ path }: Pick<Operation, 'path'>): string =>
	path.map((segment) => (typeof segment === 'string' ? `/${segment}` : `/{${segment.property.name}}`)).join('');

/** The locators in an operation's path. */
export const locatorsOf = ({ path }: Pick<Operation, 'path'>): Locator[] =>
	path.filter((segment): segment is Locator => typeof segment !== 'string');

/** The segments of an operation's path with IDs in the places of its locators. */
export function filled({ path }: Pick<Operation, 'path'>, ids: string[]): string[] {
	let next = 0;
	return path.map((segment) => (typeof segment === 'string' ? segment : ids[next++]));
}

/** What an operation is about: `flow '5f…'`, or `step '5e…' of flow '5f…'`. */
export function subjectOf(definition: Operation, ids: string[]): Subject {
	const { path, about, permission, method, repeatable, findOut } = definition;
	const locators = locatorsOf(definition);
	const names = locators.map(({ noun }, index) => `${noun} '${ids[index]}'`);
	return {
		what: names.reverse().join(' of ') || (about ?? `the ${String(path[0])}`),
		parameter: locators.map(({ property }) => `'${property.displayName}'`).join(' and ') || undefined,
		permission,
		repeatable: repeatable ?? method !== 'POST',
		findOut,
	};
}
