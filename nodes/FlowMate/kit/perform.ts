import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { isRecord } from './answer';
import { itemIn } from './contexts';
import type { Request } from './request';
import { errorItem, forItem } from './errors';
import type { List } from './list';
import { wantedBy } from './list';
import { runMany } from './many';
import type { Operation } from './operation';
import { filled, locatorsOf, subjectOf } from './operation';
import { checkShape, shaped } from './output';
import { pathOf } from './path';
import type { Item } from './scope';
import type { Service } from './service';

/**
 * Makes the function that the engine calls for each item of an operation. It stands where a pagination function stands in n8n's
 * declarative style, since that is what wraps every request of an operation, paged or not.
 */
export function perform(service: Service, definition: Operation) {
	return async function (
		this: IExecutePaginationFunctions,
		{ options }: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const item = itemIn(service, this, options);
		// As a tool the engine runs an operation over many for its one item, too.
		if (definition.many) return await runMany(item, definition.many, [{ index: item.index, item: item.input }]);
		return await performFor(item, definition);
	};
}

/**
 * Runs an operation for one item.
 *
 * @returns its records as output items; where the node goes on, also what went wrong
 * @throws NodeApiError or NodeOperationError that names the item, unless the node goes on
 */
export async function performFor(item: Item, definition: Operation): Promise<INodeExecutionData[]> {
	const pairedItem = { item: item.index };
	try {
		const records = await run(definition, item);
		return records.map((json) => ({ json, pairedItem }));
	} catch (error) {
		const named = forItem(item.node, error, item.index);
		if (!item.goesOn) throw named;
		return [errorItem(named, item.index)];
	}
}

async function run(definition: Operation, item: Item): Promise<IDataObject[]> {
	const { method, timeout, accept, done, look, list, read, shape } = definition;
	if (shape) checkShape(item, shape);
	const ids: string[] = [];
	for (const locator of locatorsOf(definition)) ids.push(await item.read(locator));
	const route = await definition.route?.(item, ids);
	const subject = { ...subjectOf(definition, ids), ...route?.subject };
	await definition.before?.(item, ids);
	if (definition.run) return [await definition.run(item, ids, subject)].flat();
	const body = await definition.body?.(item, ids);
	const request: Request = {
		method,
		path: pathOf(...(route?.path ?? filled(definition, ids))),
		qs: await definition.query?.(item),
		body,
		headers: await definition.headers?.(item, body),
		subject,
		timeout,
		accept,
		done: done && ((answer, content) => done(answer, content, ids)),
		look: look?.(item, ids),
	};
	if (list) return await listed(definition, list, item, ids, request);
	const answer = await item.send(request);
	if (read) return [await read(item, answer, ids, subject)].flat();
	const record = item.service.unwrap(answer.body);
	if (!isRecord(record)) throw item.unreadable(answer, subject);
	return [await given(definition, item, record as IDataObject, ids)];
}

async function listed(
	definition: Operation,
	list: List,
	item: Item,
	ids: string[],
	request: Request,
): Promise<IDataObject[]> {
	const { keep, result, shape } = definition;
	const records = await list(item, request, { wanted: wantedBy(item), keep: keep?.(item) });
	if (!result && !shape) return records;
	const results: IDataObject[] = [];
	for (const record of records) results.push(await given(definition, item, record, ids));
	return results;
}

/** What the workflow gets of a record. */
function given(
	{ result, shape }: Operation,
	item: Item,
	record: IDataObject,
	ids: string[],
): IDataObject | Promise<IDataObject> {
	if (result) return result(item, record, ids);
	return shape ? shaped(item, record, shape) : record;
}
