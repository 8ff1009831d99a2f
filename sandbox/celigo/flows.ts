import { newId } from '../shared/ids';
import { existing } from './answers';
import { recordAudit } from './audit';
import { queryOf, sendList } from './lists';
import { patched } from './patch';
import type { ById, Routes } from './service';
import type { Flow } from './state';
import { READ_ONLY, writableFields } from './validation';

export const flowRoutes: Routes = (app, service) => {
	const { state, options } = service;
	app.get('/v1/flows', async (request, reply) => {
		const withInstances = queryOf(request).get('includeInstances') === 'true';
		const flows = [...state.flows.values()].filter((flow) => withInstances || !flow._abstractFlowId);
		return await sendList(request, reply, flows, options);
	});

	app.post('/v1/flows', async (request, reply) => {
		const now = new Date().toISOString();
		const flow = {
			_id: newId(),
			...writableFields(service, request.body),
			createdAt: now,
			lastModified: now,
		} as Flow;
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
		const fields = writableFields(service, request.body);
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
