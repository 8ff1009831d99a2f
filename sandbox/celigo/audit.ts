import { newId } from '../shared/ids';
import { existing } from './answers';
import { queryOf, sendList } from './lists';
import type { ById, Routes } from './service';
import { type AuditEntry, type Flow, type State, USER } from './state';
import { stepsOf } from './steps';

/** GET /flows/{id}/audit, which Celigo's own tool asks for by POST, too: what happened to the flow and to its exports and imports, newest first. */
export const auditRoutes: Routes = (app, { state, options }) => {
	const url = '/v1/flows/:id/audit';
	app.route<ById>({
		method: ['GET', 'POST'],
		url,
		handler: async (request, reply) => {
			const flow = existing(state.flows, request.params.id);
			const ids = new Set([flow._id, ...stepsOf(flow).map(({ id }) => id)]);
			const isWanted = filterOf(queryOf(request));
			const entries = state.audit.filter((entry) => ids.has(entry._resourceId) && isWanted(entry)).reverse();
			const wrap = (records: object[]) => (options.auditAnswer === 'wrapped' ? { audit: records } : records);
			return await sendList(request, reply, entries, options, wrap);
		},
	});
};

function filterOf(query: URLSearchParams): (entry: AuditEntry) => boolean {
	const [from, to, action, source] = ['from', 'to', 'action', 'source'].map((key) => query.get(key));
	return (entry) =>
		(from === null || entry.time >= from) &&
		(to === null || entry.time <= to) &&
		(action === null || entry.event === action) &&
		(source === null || entry.source === source);
}

/** Writes down what was done through the API. */
export function recordAudit(state: State, event: string, flow: string, old?: Flow, changed?: Flow): void {
	const keys = old && changed ? [...new Set([...Object.keys(old), ...Object.keys(changed)])] : [];
	state.audit.push({
		_id: newId(),
		resourceType: 'flow',
		_resourceId: flow,
		source: 'api',
		event,
		time: new Date().toISOString(),
		byUser: USER,
		fieldChanges: keys
			.filter(
				(key) => key !== 'lastModified' && JSON.stringify(old?.[key]) !== JSON.stringify(changed?.[key]),
			)
			.map((key) => ({ fieldPath: key, oldValue: old?.[key], newValue: changed?.[key] })),
	});
}
