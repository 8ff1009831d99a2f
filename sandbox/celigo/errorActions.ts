import type { FastifyReply } from 'fastify';
import { isRecord, Refusal, textsIn } from './answers';
import { errorsAt, resolve } from './errorStore';
import { shown } from './jobView';
import { queueJob } from './runs';
import type { ByStep, Routes, Service } from './service';
import { type Flow, type StepError, USER } from './state';
import { flowWithStep } from './steps';

const STEP = '/v1/flows/:id/:step';

/**
 * What can be done with errors. Ids that are not there, and bodies that name none, are answered like those that are: nothing happens, and
 * nothing says so.
 */
export const errorActionRoutes: Routes = (app, service) => {
	const { state, options } = service;

	app.put<ByStep>(`${STEP}/resolved`, async ({ params, body }, reply) => {
		const flow = flowWithStep(state, params);
		const ids = batch(textsIn(body, 'errors'), service);
		resolve(state, flow._id, params.step, USER._id, ({ errorId }) => ids.includes(errorId));
		return await done(reply);
	});

	/** Takes errors out of the resolved ones for good. */
	app.delete<ByStep>(`${STEP}/resolved`, async ({ params, body }, reply) => {
		const errors = errorsAt(state, flowWithStep(state, params)._id, params.step);
		const ids = textsIn(body, 'errors');
		errors.resolved = errors.resolved.filter(({ errorId }) => !ids.includes(errorId));
		return await done(reply);
	});

	app.post<ByStep>(`${STEP}/retry`, async ({ params, body }, reply) => {
		const flow = flowWithStep(state, params);
		const [keys, ids] = ['retryDataKeys', 'errorIds'].map((key) => batch(textsIn(body, key), service));
		if (keys.length + ids.length === 0)
			throw new Refusal(422, 'missing_required_field', 'retryDataKeys is required.', 'retryDataKeys');
		const job = retry(service, flow, params.step, ({ errorId, retryDataKey }) =>
			retryDataKey === undefined ? false : keys.includes(retryDataKey) || ids.includes(errorId),
		);
		return options.retryAnswer === 'empty' ? await done(reply) : await reply.send(shown(job, options));
	});

	/** Who looks after an error is seen on Celigo's own pages alone. */
	for (const action of ['assign', 'unassign']) {
		app.put<ByStep>(`${STEP}/errors/${action}`, async ({ params }, reply) => {
			flowWithStep(state, params);
			return await done(reply);
		});
	}

	/** Replaces all tags of the errors. */
	app.put<ByStep>(`${STEP}/tags`, async ({ params, body }, reply) => {
		const { open } = errorsAt(state, flowWithStep(state, params)._id, params.step);
		const named = isRecord(body) && Array.isArray(body.errors) ? body.errors.filter(isRecord) : [];
		const ids = [...named.map(({ id }) => String(id)), ...textsIn(body, 'errorIds')];
		for (const error of open) if (ids.includes(error.errorId)) error.tags = textsIn(body, 'tagIds');
		return await done(reply);
	});
};

const done = async (reply: FastifyReply) => await reply.code(204).send();

/** @throws Refusal if there are more than Celigo's clients send at once */
function batch(ids: string[], { options: { batchSize } }: Service): string[] {
	if (ids.length <= batchSize) return ids;
	throw new Refusal(422, 'limit_exceeded', `No more than ${batchSize} errors at once.`);
}

/** Queues a job for the chosen errors, open or resolved. */
function retry({ state }: Service, flow: Flow, step: string, isChosen: (error: StepError) => boolean) {
	const { open, resolved } = errorsAt(state, flow._id, step);
	const chosen = [...open, ...resolved].filter(isChosen);
	const reference = state.exports.has(step) ? { _exportId: step } : { _importId: step };
	const job = queueJob(state, flow, { type: 'retry', ...reference, triggeredBy: USER._id });
	state.retries.set(
		job._id,
		chosen.map(({ errorId }) => errorId),
	);
	for (const error of chosen) error.retryAt = job.createdAt;
	return job;
}
