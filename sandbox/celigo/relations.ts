import { seededId } from '../shared/ids';
import { existing } from './answers';
import type { ById, Routes } from './service';
import type { Document, State } from './state';
import { stepsOf } from './steps';

const KINDS = ['flows', 'exports', 'imports', 'connections', 'integrations'] as const;

/** What a flow is made of, and what else uses a document. */
export const relationRoutes: Routes = (app, { state }) => {
	for (const kind of KINDS) {
		app.get<ById>(`/v1/${kind}/:id/dependencies`, async ({ params }) =>
			dependents(state, existing<Document>(state[kind], params.id)._id),
		);
	}

	app.get<ById>('/v1/flows/:id/descendants', async ({ params }) => {
		const ids = stepsOf(existing(state.flows, params.id)).map(({ id }) => id);
		const within = (documents: Map<string, Document>) =>
			[...documents.values()].filter(({ _id }) => ids.includes(_id));
		return { exports: within(state.exports), imports: within(state.imports) };
	});

	/** A link to an archive of the flow, which belongs to another host. */
	app.get<ById>('/v1/flows/:id/template', async ({ params }) => {
		const { _id } = existing(state.flows, params.id);
		return { signedURL: `https://templates.example.com/${_id}.zip?signature=${seededId(_id)}` };
	});

	/** Nothing before the first run. */
	app.get<ById>('/v1/flows/:id/lastExportDateTime', async ({ params }) => {
		const lastExportDateTime = state.lastExports.get(existing(state.flows, params.id)._id);
		return lastExportDateTime === undefined ? {} : { lastExportDateTime };
	});
};

/** The documents that name an id, by their kind, with the paths at which they do; those without any are left out. */
function dependents(state: State, id: string) {
	const found = KINDS.map((kind) => {
		const documents = [...state[kind].values()].filter(({ _id }) => _id !== id);
		const users = documents.map((document) => ({ document, paths: pathsTo(document, id) }));
		return [
			kind,
			users
				.filter(({ paths }) => paths.length > 0)
				.map(({ document: { _id, name }, paths }) => ({ id: _id, name, paths, accessLevel: 'owner' })),
		] as const;
	});
	return Object.fromEntries(found.filter(([, users]) => users.length > 0));
}

function pathsTo(value: unknown, id: string, path = ''): string[] {
	if (value === id) return [path];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, field]) =>
		pathsTo(field, id, path === '' ? key : `${path}.${key}`),
	);
}
