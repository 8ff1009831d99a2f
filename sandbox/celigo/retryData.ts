import { existing, isRecord, Refusal } from './answers';
import type { Routes } from './service';
import { flowWithStep } from './steps';

type ByKey = { Params: { id: string; step: string; key: string } };

/** The record of an error that can be retried: `data` in a document with more in it, which is written back as a whole. */
export const retryDataRoutes: Routes = (app, { state }) => {
	const path = '/v1/flows/:id/:step/:key/data';

	app.get<ByKey>(path, async ({ params }) => {
		flowWithStep(state, params);
		return existing(state.retryData, params.key).document;
	});

	app.put<ByKey>(path, async ({ params, body }, reply) => {
		flowWithStep(state, params);
		const stored = existing(state.retryData, params.key);
		if (!isRecord(body) || body.data === undefined)
			throw new Refusal(422, 'missing_required_field', 'data is required.', 'data');
		if (JSON.stringify(body.data) !== JSON.stringify(stored.document.data)) stored.changed = true;
		stored.document = body;
		return await reply.code(204).send();
	});
};
