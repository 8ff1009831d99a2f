import { newId } from '../shared/ids';
import { existing, isRecord, Refusal } from './answers';
import { recordAudit } from './audit';
import { queryOf, sendList } from './lists';
import { patched } from './patch';
import type { ById, Routes } from './service';
import type { Flow, State } from './state';
import { stepsOf } from './steps';

/** Celigo sets these itself; they are tolerated in a body and ignored. */
const READ_ONLY = [
	'_id',
	'_userId',
	'createdAt',
	'lastModified',
	'lastExecutedAt',
	'resolvedAt',
	'deletedAt',
	'free',
	'_templateId',
	'_sourceId',
	'numInstances',
];

export const flowRoutes: Routes = (app, { state, options }) => {
	app.get('/v1/flows', async (request, reply) => {
		const withInstances = queryOf(request).get('includeInstances') === 'true';
		const flows = [...state.flows.values()].filter((flow) => withInstances || !flow._abstractFlowId);
		return await sendList(request, reply, flows, options);
	});

	app.post('/v1/flows', async (request, reply) => {
		const now = new Date().toISOString();
		const flow = { _id: newId(), ...written(state, request.body), createdAt: now, lastModified: now } as Flow;
		// What Celigo does without `disabled` is not certain; this is the dangerous one of the two.
		flow.disabled ??= false;
		state.flows.set(flow._id, flow);
		recordAudit(state, 'create', flow._id);
		return await reply.code(201).send(flow);
	});

	app.get<ById>('/v1/flows/:id', async (request) => existing(state.flows, request.params.id));

	/** What is not in the body is gone, but for what Celigo sets itself. */
	app.put<ById>('/v1/flows/:id', async (request) => {
		const old = existing(state.flows, request.params.id);
		const kept = Object.entries(old).filter(([key]) => READ_ONLY.includes(key));
		const fields = written(state, request.body);
		const flow = { ...Object.fromEntries(kept), ...fields, lastModified: new Date().toISOString() } as Flow;
		flow.disabled ??= false;
		state.flows.set(old._id, flow);
		recordAudit(state, 'update', old._id, old, flow);
		return flow;
	});

	app.patch<ById>('/v1/flows/:id', async (request, reply) => {
		const old = existing(state.flows, request.params.id);
		const flow = { ...patched(old, request.body), lastModified: new Date().toISOString() } as Flow;
		state.flows.set(old._id, flow);
		recordAudit(state, 'update', old._id, old, flow);
		return await reply.code(204).send();
	});

	app.delete<ById>('/v1/flows/:id', async (request, reply) => {
		const flow = existing(state.flows, request.params.id);
		state.flows.delete(flow._id);
		state.recycleBin.set(flow._id, flow);
		recordAudit(state, 'delete', flow._id);
		return await reply.code(204).send();
	});
};

/** The writable fields of a body, checked. @throws Refusal */
function written(state: State, body: unknown): Record<string, unknown> {
	if (!isRecord(body)) throw new Refusal(400, 'invalid_body', 'The body must be an object.');
	const fields = Object.fromEntries(Object.entries(body).filter(([key]) => !READ_ONLY.includes(key)));
	if (typeof fields.name !== 'string' || !fields.name)
		throw new Refusal(422, 'missing_required_field', 'Name is required.', 'name');
	const integration = fields._integrationId;
	if (integration !== undefined && !state.integrations.has(String(integration)))
		throw new Refusal(422, 'invalid_ref', 'Integration does not exist.', '_integrationId');
	if (isFilled(fields.pageProcessors) && isFilled(fields.routers))
		throw new Refusal(422, 'invalid_field', 'Use either pageProcessors or routers.', 'routers');
	if (fields.schedule !== undefined && !/^\?( \S+){5}$/.test(String(fields.schedule)))
		throw new Refusal(422, 'invalid_schedule', 'Schedule is not valid.', 'schedule');
	for (const { type, id } of stepsOf(fields)) {
		const field = type === 'export' ? '_exportId' : '_importId';
		if (!state[`${type}s`].has(id))
			throw new Refusal(422, 'invalid_ref', `The ${type} does not exist.`, field);
	}
	return fields;
}

const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0;
