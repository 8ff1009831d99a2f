import type { FastifyInstance } from 'fastify';
import { isId, newId } from '../shared/ids';
import { ErrorAnswer, invalidIdAsString, missingPermission, NoAnswer, REASON_LOST } from './answers';
import { fieldsOf, jsonBody } from './body';
import { FLOW, strict, validate } from './documents';
import {
	inOrder,
	pageOf,
	readPage,
	readSearch,
	readSort,
	readStatus,
	readType,
	refuseRepeats,
} from './lists';
import { may, sees, type Caller } from './permissions';
import { queryOf, type Platform } from './platform';
import { repository } from './services';
import type { Flow, Owner, State } from './state';

/** Transitional statuses cannot be asked for. */
const STATUSES = { active: 'active', '1': 'active', inactive: 'inactive', '0': 'inactive' };

type ById = { Params: { id: string } };

/** flow-repository without start and stop. */
export function flowRoutes(app: FastifyInstance, platform: Platform): void {
	const { state } = platform;
	repository(app, platform);

	app.get('/flows', async (request) => {
		if (!may(request.caller, 'flows.read')) throw missingPermission();
		return listFlows(platform, request.caller, queryOf(request));
	});

	app.post('/flows', async (request, reply) => {
		const body = jsonBody(request);
		if (!may(request.caller, 'flows.write')) throw missingPermission();
		reply.code(201);
		if (Array.isArray(body)) {
			return { data: body.map((entry) => createFlow(state, request.caller, entry)), meta: {} };
		}
		const created = createFlow(state, request.caller, body);
		if ('errors' in created) throw new ErrorAnswer(400, 'Invalid flow', created);
		return { data: created, meta: {} };
	});

	app.get<ById>('/flows/:id', async (request) => {
		if (!may(request.caller, 'flows.read')) throw missingPermission();
		const flow = visibleFlow(state, request.caller, request.params.id);
		if (!flow) throw new ErrorAnswer(404, 'No flow found');
		return { data: flow, meta: {} };
	});

	app.patch<ById>('/flows/:id', async (request) => {
		const body = jsonBody(request);
		// `flows.update` is FlowMate's own; the open-source platform knows `flows.write` only. So with `flows.delete`.
		if (!may(request.caller, 'flows.write', 'flows.update')) throw missingPermission();
		const flow = inactiveFlow(state, request.caller, request.params.id);
		const updated = updateFlow(state, request.caller, flow, fieldsOf(body));
		if ('errors' in updated) throw new ErrorAnswer(400, 'Invalid flow', updated);
		return { data: updated, meta: {} };
	});

	app.patch('/flows/bulk', async (request) => {
		const body = jsonBody(request);
		if (!may(request.caller, 'flows.bulk')) throw missingPermission();
		return { data: updateMany(state, request.caller, Array.isArray(body) ? body : [body]), meta: {} };
	});

	app.delete<ById>('/flows/:id', async (request) => {
		if (!may(request.caller, 'flows.write', 'flows.delete')) throw missingPermission();
		const flow = inactiveFlow(state, request.caller, request.params.id);
		state.flows.delete(flow.id);
		return { msg: 'Flow was successfully deleted' };
	});
}

/** A flow the caller sees; a malformed id is an error of its own. */
export function visibleFlow(state: State, caller: Caller, id: string): Flow | undefined {
	if (!isId(id)) throw new ErrorAnswer(400, 'Invalid id');
	const flow = state.flows.get(id);
	return flow && sees(caller, flow) ? flow : undefined;
}

/** The flow to change or delete, which is possible while it is inactive only. */
function inactiveFlow(state: State, caller: Caller, id: string): Flow {
	if (!isId(id)) throw invalidIdAsString();
	const flow = visibleFlow(state, caller, id);
	if (!flow) throw new ErrorAnswer(404, 'Flow not found');
	if (flow.status !== 'inactive')
		throw new ErrorAnswer(409, `Flow is not inactive. Current status: ${flow.status}`);
	return flow;
}

function listFlows({ state, options, ties }: Platform, caller: Caller, query: URLSearchParams) {
	refuseRepeats(query);
	const page = readPage(query, options.maxPageSize);
	const status = readStatus(query, STATUSES);
	const type = readType(query);
	const user = query.get('filter[user]');
	const template = query.get('filter[fromTemplate]');
	if (template !== null && !isId(template))
		throw new ErrorAnswer(400, 'Invalid filter[fromTemplate] parameter');
	const sort = readSort(query, { emptyAllowed: true }) ?? { field: 'createdAt', descending: false };
	const search = readSearch(query);

	// A filter by user takes the place of the question whether the caller may see the flow.
	const owned = (flow: Flow) =>
		user === null ? sees(caller, flow) : flow.owners.some((owner) => owner.id === user);
	const everything = caller.isAdmin && user === null && !status && !type && template === null && !search;
	const all = inOrder(state.flows, sort, ties);
	const found = everything
		? all
		: all.filter(
				(flow) =>
					(status === undefined || flow.status === status) &&
					(type === undefined || flow.type === type) &&
					(template === null || flow.fromTemplate === template) &&
					owned(flow) &&
					(search === undefined || search(flow)),
			);
	return pageOf(found, page, found.length);
}

interface Errors {
	errors: unknown[];
}

/** Stores a flow, or tells what is wrong with it. The caller and the caller's tenant become owners. */
export function createFlow(state: State, caller: Caller, input: unknown): Flow | Errors {
	const fields = fieldsOf(input);
	const { _id: userId, tenant } = caller.user;
	const owners = withOwner(fields.owners, userId);
	if (tenant && !owners.some(({ id }) => id === tenant)) owners.push({ id: tenant, type: 'tenant' });
	const document = strict({ ...fields, owners, ...(tenant ? { tenant } : {}) }, FLOW);
	const errors = validate(document, FLOW);
	if (errors.length > 0) return { errors };
	// A `createdAt` that comes along is kept, and a new document's `updatedAt` is the same.
	const createdAt = typeof fields.createdAt === 'string' ? fields.createdAt : new Date().toISOString();
	const flow = { ...document, status: 'inactive', createdAt, updatedAt: createdAt, id: newId() } as Flow;
	state.flows.set(flow.id, flow);
	return flow;
}

/**
 * Shallow merge: a `graph` or `owners` that comes along replaces the whole old one. The caller becomes an owner.
 * An `id` in the fields redirects the update: that flow then gets the merged content, its status included.
 */
function updateFlow(
	state: State,
	caller: Caller,
	flow: Flow,
	fields: Record<string, unknown>,
): Flow | Errors {
	const merged = { ...flow, ...fields };
	const document = strict({ ...merged, owners: withOwner(merged.owners, caller.user._id) }, FLOW);
	const errors = validate(document, FLOW);
	if (errors.length > 0) return { errors };
	const target = state.flows.get(String(merged.id));
	if (!target || !sees(caller, target)) throw new ErrorAnswer(500, 'No such flow', REASON_LOST);
	const updated = { ...target, ...document, updatedAt: new Date().toISOString() } as Flow;
	state.flows.set(target.id, updated);
	return updated;
}

/** One after the other, without a way back: what was saved before an unknown id stays saved. */
function updateMany(state: State, caller: Caller, entries: unknown[]): unknown[] {
	const results: unknown[] = [];
	for (const entry of entries) {
		const fields = fieldsOf(entry);
		const flow = bulkTarget(state, caller, fields.id);
		if (!flow) throw new ErrorAnswer(500, 'No such flow', REASON_LOST);
		if (flow.status !== 'inactive') {
			const message = `Flow ${flow.id} is not inactive. Current status: ${flow.status}`;
			// The entry is not skipped: it fails once more over its status, or is written if it brings `inactive`.
			results.push({ errors: [{ message, code: 409 }] });
		}
		results.push(updateEntry(state, caller, flow, fields));
	}
	return results;
}

/** In this loop an error is caught: what leaves a single update without an answer ends the request. */
function updateEntry(state: State, caller: Caller, flow: Flow, fields: Record<string, unknown>) {
	try {
		return updateFlow(state, caller, flow, fields);
	} catch (error) {
		throw error instanceof NoAnswer ? new ErrorAnswer(500, 'Not updated', REASON_LOST) : error;
	}
}

/** Without an id the query has no condition, and the first flow that the caller sees is the one. */
function bulkTarget(state: State, caller: Caller, id: unknown): Flow | undefined {
	if (id !== undefined) return isId(id) ? visibleFlow(state, caller, id) : undefined;
	for (const flow of state.flows.values()) if (sees(caller, flow)) return flow;
	return undefined;
}

/**
 * The owners with the caller among them. The platform looks for the caller without a look at what it has: where that is
 * no list, or an entry before the caller is null, its handler dies and the request is never answered.
 */
export function withOwner(owners: unknown, userId: string): Owner[] {
	if (owners && !Array.isArray(owners)) throw new NoAnswer();
	const list: Array<Owner | null> = owners ? [...(owners as Owner[])] : [];
	for (const owner of list) {
		if (owner === null) throw new NoAnswer();
		if (owner.id === userId) return list.filter((each) => each !== null);
	}
	return [...(list as Owner[]), { id: userId, type: 'user' }];
}
