import { existing } from './answers';
import { sendList } from './lists';
import type { ById, Routes } from './service';

const KINDS = ['integrations', 'connections', 'exports', 'imports'] as const;

/** What flows are made of, to be read only. */
export const resourceRoutes: Routes = (app, { state, options }) => {
	for (const kind of KINDS) {
		app.get(`/v1/${kind}`, async (request, reply) =>
			sendList(request, reply, [...state[kind].values()], options),
		);
		app.get<ById>(`/v1/${kind}/:id`, async (request) => existing(state[kind], request.params.id));
	}
	app.get<ById>('/v1/integrations/:id/flows', async (request, reply) => {
		existing(state.integrations, request.params.id);
		const flows = [...state.flows.values()].filter(
			({ _integrationId }) => _integrationId === request.params.id,
		);
		return await sendList(request, reply, flows, options);
	});
	app.get('/v1/tokenInfo', async (request) => ({
		_userId: '0123456789abcdef01234567',
		scope: state.tokens.get(request.headers.authorization?.split(' ')[1] ?? ''),
	}));
};
