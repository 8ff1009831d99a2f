import { existing } from './answers';
import { queryOf, sendList } from './lists';
import type { ById, Routes } from './service';
import { type Document, type State, USER } from './state';
import { stepsOf } from './steps';

const KINDS = ['integrations', 'connections', 'exports', 'imports'] as const;

/** What flows are made of, to be read only. Filters that newer documents name are ignored, as any unknown name is. */
export const resourceRoutes: Routes = (app, { state, options }) => {
	for (const kind of KINDS) {
		app.get(`/v1/${kind}`, async (request, reply) =>
			sendList(request, reply, [...state[kind].values()].map(withQueues(queryOf(request))), options),
		);
		app.get<ById>(`/v1/${kind}/:id`, async (request) =>
			withQueues(queryOf(request))(existing(state[kind], request.params.id)),
		);
	}

	for (const kind of ['flows', 'connections', 'exports', 'imports'] as const) {
		app.get<ById>(`/v1/integrations/:id/${kind}`, async (request, reply) => {
			const integration = existing(state.integrations, request.params.id);
			const documents = within(state, integration, kind).map(withQueues(queryOf(request)));
			return await sendList(request, reply, documents, options);
		});
	}

	app.get('/v1/tokenInfo', async (request) => ({
		_userId: USER._id,
		scope: state.tokens.get(request.headers.authorization?.split(' ')[1] ?? ''),
	}));
};

/** `fetchQueueSize=true` adds how many messages wait for a connection. */
const withQueues =
	(query: URLSearchParams) =>
	(document: Document): Document =>
		query.get('fetchQueueSize') === 'true' && 'offline' in document
			? { ...document, queues: [{ name: document._id, size: 0 }] }
			: document;

/** An integration's flows, the exports and imports that these use, and the connections that are registered with it. */
function within(
	state: State,
	integration: Document,
	kind: 'flows' | 'connections' | 'exports' | 'imports',
): Document[] {
	const flows = [...state.flows.values()].filter(({ _integrationId }) => _integrationId === integration._id);
	if (kind === 'flows') return flows;
	const registered = integration._registeredConnectionIds;
	const ids = kind === 'connections' ? registered : flows.flatMap(stepsOf).map(({ id }) => id);
	return [...state[kind].values()].filter(({ _id }) => Array.isArray(ids) && ids.includes(_id));
}
