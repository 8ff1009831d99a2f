import type { FastifyInstance } from 'fastify';
import { isId, newId } from '../shared/ids';
import { ErrorAnswer, invalidIdAsString, missingPermission, REASON_LOST } from './answers';
import { fieldsOf, jsonBody } from './body';
import { strict, TEMPLATE, validate } from './documents';
import { createFlow, withOwner } from './flows';
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
import type { FlowTemplate, State } from './state';

/** Unlike the flows' filter, this one does not know the words. */
const STATUSES = { '1': 'published', '0': 'draft' };

type ById = { Params: { id: string } };

/** template-repository. The docs name permissions flowTemplates.*, the platform asks for templates.*. */
export function templateRoutes(app: FastifyInstance, platform: Platform): void {
	const { state } = platform;
	repository(app, platform, { anyOrigin: true });

	app.get('/templates', async (request) => {
		if (!may(request.caller, 'templates.read')) throw missingPermission();
		return listTemplates(platform, request.caller, queryOf(request));
	});

	app.post('/templates', async (request, reply) => {
		const { caller } = request;
		const fields = fieldsOf(jsonBody(request));
		if (!may(caller, 'templates.write')) throw missingPermission();
		const { _id: userId, tenant } = caller.user;
		// The caller's tenant is not made an owner: its other users do not see the template unless `owners` says so.
		const document = valid({
			...fields,
			owners: withOwner(fields.owners, userId),
			...(tenant ? { tenant } : {}),
		});
		const now = new Date().toISOString();
		const template = {
			status: 'draft',
			...document,
			createdAt: now,
			updatedAt: now,
			id: newId(),
		} as FlowTemplate;
		state.templates.set(template.id, template);
		reply.code(201);
		return { data: template, meta: {} };
	});

	app.get<ById>('/templates/:id', async ({ caller, params }) => {
		if (!may(caller, 'templates.read')) throw missingPermission();
		if (!isId(params.id)) throw new ErrorAnswer(400, 'Invalid id');
		return { data: visibleTemplate(state, caller, params.id), meta: {} };
	});

	app.patch<ById>('/templates/:id', async (request) => {
		const fields = fieldsOf(jsonBody(request));
		if (!may(request.caller, 'templates.write')) throw missingPermission();
		const template = visibleTemplate(state, request.caller, request.params.id);
		return { data: updateTemplate(state, request.caller, template, fields), meta: {} };
	});

	app.delete<ById>('/templates/:id', async ({ caller, params }) => {
		if (!may(caller, 'templates.write')) throw missingPermission();
		state.templates.delete(visibleTemplate(state, caller, params.id).id);
		return { msg: 'Template was successfully deleted' };
	});

	app.post<ById>('/templates/:id/generate', async (request, reply) => {
		const overrides = fieldsOf(jsonBody(request));
		// The open source demands flows.write, which FlowMate's end users do not have, although they take flows from templates;
		// what its own host demands is not documented.
		if (!may(request.caller, 'flows.write', 'flows.update')) throw missingPermission();
		const template = visibleTemplate(state, request.caller, request.params.id);
		const flow = generateFlow(state, request.caller, template, overrides);
		reply.code(201);
		return { data: flow, meta: {} };
	});
}

function visibleTemplate(state: State, caller: Caller, id: string): FlowTemplate {
	if (!isId(id)) throw invalidIdAsString();
	const template = state.templates.get(id);
	if (!template || !sees(caller, template)) throw new ErrorAnswer(404, 'Template not found');
	return template;
}

function listTemplates({ state, options, ties }: Platform, caller: Caller, query: URLSearchParams) {
	refuseRepeats(query);
	const page = readPage(query, options.maxPageSize);
	const status = readStatus(query, STATUSES);
	const type = readType(query);
	const user = query.get('filter[user]');
	if (user !== null && !caller.isAdmin)
		throw new ErrorAnswer(403, 'Filtering by user is only available to admins');
	const sort = readSort(query, { emptyAllowed: false });
	const search = readSearch(query);
	// FlowMate's guide: any of the tags, and templates without tags in any case. The open-source platform ignores it.
	const tags = query.get('tags')?.split(',').filter(Boolean) ?? [];

	const found = inOrder(state.templates, sort, ties).filter(
		(template) =>
			sees(caller, template) &&
			(status === undefined || template.status === status) &&
			(type === undefined || template.type === type) &&
			(user === null || template.owners.some(({ id }) => id === user)) &&
			(tags.length === 0 || !template.tags?.length || template.tags.some((tag) => tags.includes(tag))) &&
			(search === undefined || search(template)),
	);
	// `total` counts the whole collection: filters and other tenants do not matter, so that totalPages is too big.
	return pageOf(found, page, state.templates.size);
}

/** The document as it may be stored. */
function valid(fields: Record<string, unknown>): Record<string, unknown> {
	const document = strict(fields, TEMPLATE);
	const errors = validate(document, TEMPLATE);
	if (errors.length > 0) throw new ErrorAnswer(400, 'Invalid template', { errors });
	return document;
}

/** Shallow merge as with flows, `id` redirects too; a template may be changed in any status, and the status set here. */
function updateTemplate(
	state: State,
	caller: Caller,
	template: FlowTemplate,
	fields: Record<string, unknown>,
): FlowTemplate {
	const merged = { ...template, ...fields };
	const document = valid({ ...merged, owners: withOwner(merged.owners, caller.user._id) });
	const target = state.templates.get(String(merged.id));
	if (!target || !sees(caller, target)) throw new ErrorAnswer(500, 'No such template', REASON_LOST);
	const updated = { ...target, ...document, updatedAt: new Date().toISOString() } as FlowTemplate;
	state.templates.set(target.id, updated);
	return updated;
}

/**
 * A flow from the template with the overrides merged into it, not started. It is created by a call to the flow service,
 * whose errors are lost on the way. `createdAt` is the template's.
 */
function generateFlow(
	state: State,
	caller: Caller,
	template: FlowTemplate,
	overrides: Record<string, unknown>,
) {
	const { id: fromTemplate } = template;
	const merged = fieldsOf(merge(template, overrides));
	const owners = withOwner(merged.owners, caller.user._id);
	const flow = createFlow(state, caller, { ...merged, owners, status: undefined, fromTemplate });
	if ('errors' in flow) throw new ErrorAnswer(500, 'Failed to create the flow', REASON_LOST);
	return flow;
}

/** Objects merge by name, arrays by index; the result shares nothing with the template. */
function merge(base: unknown, overrides: unknown): unknown {
	if (overrides === undefined) return structuredClone(base);
	if (typeof base !== 'object' || base === null || typeof overrides !== 'object' || overrides === null)
		return overrides;
	const merged = structuredClone(base) as Record<string, unknown>;
	for (const [name, value] of Object.entries(overrides)) merged[name] = merge(merged[name], value);
	return merged;
}
