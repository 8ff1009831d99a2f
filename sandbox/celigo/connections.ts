import { existing, isRecord, Refusal } from './answers';
import type { ById, Routes } from './service';
import type { State } from './state';
import { stepsOf } from './steps';

/** Whether a connection works, and what goes through another one instead. */
export const connectionRoutes: Routes = (app, { state }) => {
	/** The way in which newer clients ask is POST; GET is the older one. What is not reached is offline from then on, and the reverse. */
	app.route<ById>({
		method: ['GET', 'POST'],
		url: '/v1/connections/:id/ping',
		handler: async ({ params }) => {
			const connection = existing(state.connections, params.id);
			connection.offline = state.unreachable.has(connection._id);
			if (!connection.offline) return { code: 200 };
			throw new Refusal(422, 'connection_failed', 'The connection could not be made.');
		},
	});

	app.put<ById>('/v1/flows/:id/replaceConnection', async ({ params, body }, reply) => {
		for (const { type, id } of stepsOf(existing(state.flows, params.id))) {
			replaceConnection(state, `${type}s`, id, body);
		}
		return await reply.code(200).send();
	});

	for (const kind of ['exports', 'imports'] as const) {
		app.put<ById>(`/v1/${kind}/:id/replaceConnection`, async ({ params, body }, reply) => {
			existing(state[kind], params.id);
			replaceConnection(state, kind, params.id, body);
			return await reply.code(200).send();
		});
	}
};

/** Without `_connectionId` whatever connection is there is replaced. */
function replaceConnection(state: State, kind: 'exports' | 'imports', id: string, body: unknown): void {
	const { _connectionId: old, _newConnectionId: fresh } = isRecord(body) ? body : {};
	if (!state.connections.has(String(fresh)))
		throw new Refusal(422, 'invalid_ref', 'Connection does not exist.', '_newConnectionId');
	const document = state[kind].get(id);
	if (document && (old === undefined || document._connectionId === old)) document._connectionId = fresh;
}
