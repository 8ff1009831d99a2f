import { newId } from '../shared/ids';
import { existing, isRecord, Refusal } from './answers';
import { recordAudit } from './audit';
import type { ById, Routes } from './service';
import type { Document, Flow, State } from './state';
import { stepsOf } from './steps';

/** Copies the flow with its exports and imports; schedule and next flows are not carried over. */
export const cloneRoutes: Routes = (app, { state, options }) => {
	app.get<ById>('/v1/flows/:id/clone/preview', async ({ params }) => ({
		objects: partsOf(state, existing(state.flows, params.id)),
	}));

	app.post<ById>('/v1/flows/:id/clone', async (request, reply) => {
		const source = existing(state.flows, request.params.id);
		const body = isRecord(request.body) ? request.body : {};
		if (source._connectorId)
			throw new Refusal(422, 'invalid_flow', 'Flows of integration apps cannot be cloned.');
		if (!state.integrations.has(String(body._integrationId)))
			throw new Refusal(422, 'invalid_ref', 'Integration does not exist.', '_integrationId');
		const map = connectionMap(state, source, body.connectionMap);
		const copies = new Map(stepsOf(source).map(({ type, id }) => [id, copyStep(state, type, id, map)]));
		const flow = copyFlow(source, copies, body);
		state.flows.set(flow._id, flow);
		recordAudit(state, 'create', flow._id);
		const made = [...copies.values()].map(({ model, document }) => ({ model, _id: document._id }));
		const answer = options.cloneAnswer === 'flow' ? flow : [...made, { model: 'Flow', _id: flow._id }];
		return await reply.code(201).send(answer);
	});
};

/** What a clone copies or has to map, with the documents themselves. */
function partsOf(state: State, flow: Flow) {
	const steps = stepsOf(flow).map(({ type, id }) => ({
		model: type === 'export' ? 'Export' : 'Import',
		doc: existing(state[`${type}s`], id),
	}));
	const connections = new Set(steps.map(({ doc }) => state.connections.get(String(doc._connectionId))));
	return [
		{ model: 'Flow', doc: flow },
		...steps,
		...[...connections].flatMap((doc) => (doc ? [{ model: 'Connection', doc }] : [])),
	];
}

function connectionMap(state: State, flow: Flow, given: unknown): Record<string, unknown> {
	const map = isRecord(given) ? given : {};
	for (const { type, id } of stepsOf(flow)) {
		const connection = state[`${type}s`].get(id)?._connectionId;
		if (typeof connection !== 'string') continue;
		if (!state.connections.has(String(map[connection])))
			throw new Refusal(400, 'invalid_connectionMap', 'connectionMap is not valid.', 'connectionMap');
	}
	return map;
}

function copyStep(state: State, type: 'export' | 'import', id: string, map: Record<string, unknown>) {
	const original = existing(state[`${type}s`], id);
	const { _connectionId: connection } = original;
	const document: Document = { ...original, _id: newId() };
	if (typeof connection === 'string') document._connectionId = map[connection];
	state[`${type}s`].set(document._id, document);
	return { model: type === 'export' ? 'Export' : 'Import', document };
}

function copyFlow(
	source: Flow,
	copies: Map<string, { document: Document }>,
	{ name, _integrationId, _flowGroupingId }: Record<string, unknown>,
): Flow {
	const now = new Date().toISOString();
	// The ids of all copies, wherever in the flow the originals stand.
	const text = JSON.stringify(source).replace(/[0-9a-f]{24}/g, (id) => copies.get(id)?.document._id ?? id);
	const flow = JSON.parse(text) as Flow;
	for (const key of ['schedule', '_runNextFlowIds', 'lastExecutedAt', '_flowGroupingId']) delete flow[key];
	return {
		...flow,
		_id: newId(),
		_integrationId: String(_integrationId),
		...(_flowGroupingId ? { _flowGroupingId } : {}),
		name: typeof name === 'string' ? name : `Clone - ${source.name}`,
		disabled: true,
		createdAt: now,
		lastModified: now,
	};
}
