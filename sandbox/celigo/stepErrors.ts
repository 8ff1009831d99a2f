import { existing, isRecord, notFound, Refusal } from './answers';
import { pageOf, queryOf } from './lists';
import { errorsAt, queueJob } from './runs';
import type { ById, ByStep, Routes } from './service';
import type { Flow, State, StepError } from './state';
import { stepsOf } from './steps';

/** The errors of a flow's steps. These lists have the next page in the body, as a relative URL. */
export const errorRoutes: Routes = (app, { state, options }) => {
	app.get<ById>('/v1/flows/:id/errors', async (request) => {
		const flow = existing(state.flows, request.params.id);
		const flowErrors = stepsOf(flow).map(({ id }) => {
			const { open } = errorsAt(state, flow._id, id);
			return { _expOrImpId: id, numError: open.length, lastErrorAt: open.at(-1)?.occurredAt };
		});
		return { flowErrors };
	});

	for (const [path, kind] of [
		['errors', 'open'],
		['resolved', 'resolved'],
	] as const) {
		app.get<ByStep>(`/v1/flows/:id/:step/${path}`, async (request) => {
			const flow = flowWithStep(state, request.params);
			const all = errorsAt(state, flow._id, request.params.step)[kind];
			const { records, next } = pageOf(request, all.filter(filterOf(queryOf(request))), options);
			return { [path]: records, ...(next !== undefined && { nextPageURL: next }) };
		});
	}

	app.put<ByStep>('/v1/flows/:id/:step/resolved', async (request, reply) => {
		const flow = flowWithStep(state, request.params);
		const ids = textsIn(request.body, 'errors');
		move(state, flow._id, request.params.step, ({ errorId }) => ids.includes(errorId));
		return await reply.code(204).send();
	});

	app.post<ByStep>('/v1/flows/:id/:step/retry', async (request) => {
		const flow = flowWithStep(state, request.params);
		const keys = textsIn(request.body, 'retryDataKeys');
		move(state, flow._id, request.params.step, ({ retryDataKey }) => keys.includes(String(retryDataKey)));
		return queueJob(state, flow, 'retry');
	});
};

function flowWithStep(state: State, { id, step }: ByStep['Params']): Flow {
	const flow = existing(state.flows, id);
	if (!stepsOf(flow).some((each) => each.id === step)) throw notFound();
	return flow;
}

function textsIn(body: unknown, key: string): string[] {
	const texts = isRecord(body) ? body[key] : undefined;
	if (Array.isArray(texts) && texts.length > 0) return texts.map(String);
	throw new Refusal(422, 'missing_required_field', `${key} is required.`, key);
}

function move(state: State, flow: string, step: string, isChosen: (error: StepError) => boolean): void {
	const errors = errorsAt(state, flow, step);
	errors.resolved.push(...errors.open.filter(isChosen));
	errors.open = errors.open.filter((error) => !isChosen(error));
}

function filterOf(query: URLSearchParams): (error: StepError) => boolean {
	const [from, to, source, job] = ['occurredAt_gte', 'occurredAt_lte', 'source', '_flowJobId'].map((key) =>
		query.get(key),
	);
	return (error) =>
		(from === null || error.occurredAt >= from) &&
		(to === null || error.occurredAt <= to) &&
		(source === null || error.source === source) &&
		(job === null || error._flowJobId === job);
}
