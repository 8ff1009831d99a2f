import type { FastifyRequest } from 'fastify';
import { existing, without } from './answers';
import { errorsAt } from './errorStore';
import { queryOf } from './lists';
import type { ErrorPages, Options } from './options';
import type { ById, ByStep, Routes } from './service';
import type { State, StepError } from './state';
import { flowWithStep, stepsOf } from './steps';

const PAGES: ErrorPages = { cursor: 'startAtErrorId', path: '/v1', filters: 'dropped', boundary: 'twice' };

/** Open and resolved errors of steps. These lists have the next page in the body, as a URL below the host. */
export const errorRoutes: Routes = (app, { state, options }) => {
	app.get<ById>('/v1/flows/:id/errors', async (request) => {
		const flow = existing(state.flows, request.params.id);
		const flowErrors = stepsOf(flow).map(({ id }) => {
			const { open } = errorsAt(state, flow._id, id);
			return { _expOrImpId: id, numError: open.length, lastErrorAt: open.at(-1)?.occurredAt };
		});
		return { flowErrors };
	});

	app.get<ById>('/v1/integrations/:id/errors', async ({ params }) => {
		const integration = existing(state.integrations, params.id);
		const flows = [...state.flows.values()].filter(
			({ _integrationId }) => _integrationId === integration._id,
		);
		return flows.map((flow) => ({ _flowId: flow._id, numError: openIn(state, flow._id, flow) }));
	});

	for (const [path, kind] of [
		['errors', 'open'],
		['resolved', 'resolved'],
	] as const) {
		app.get<ByStep>(`/v1/flows/:id/:step/${path}`, async (request) => {
			const flow = flowWithStep(state, request.params);
			const all = errorsAt(state, flow._id, request.params.step)[kind];
			const { errors, nextPageURL } = errorPage(request, all, options);
			return { [path]: errors, ...(nextPageURL !== undefined && { nextPageURL }) };
		});
	}
};

function openIn(state: State, id: string, flow: Record<string, unknown>): number {
	const steps = [...new Set(stepsOf(flow).map((step) => step.id))];
	return steps.reduce((total, step) => total + errorsAt(state, id, step).open.length, 0);
}

/** One page of the errors that the filters let through, from where the cursor points. */
function errorPage(request: FastifyRequest, all: StepError[], { pageSize, errorPages, detail }: Options) {
	const pages = { ...PAGES, ...errorPages };
	const query = queryOf(request);
	const found = all.filter(filterOf(query));
	const from = startIn(query, found);
	const until = from + pageSize;
	const errors = found.slice(from, until).map((error) => shown(error, detail));
	if (until >= found.length) return { errors };
	const next = pages.boundary === 'twice' && pageSize > 1 ? until - 1 : until;
	const params = new URLSearchParams(pages.filters === 'kept' ? query : undefined);
	for (const name of ['after', 'startAtErrorId']) params.delete(name);
	if (pages.cursor === 'after') params.set('after', Buffer.from(found[next].errorId).toString('base64url'));
	else params.set('startAtErrorId', found[next].errorId);
	const { pathname } = new URL(request.url, 'http://sandbox');
	return { errors, nextPageURL: `${pathname.replace('/v1', pages.path)}?${params}` };
}

function shown(error: StepError, detail: Options['detail']): Partial<StepError> {
	if (detail === 'more') return error;
	return without(error, 'classification', 'oIndex');
}

/** Errors have rising ids, so that the cursor points to the right place when some were resolved in between. */
function startIn(query: URLSearchParams, errors: StepError[]): number {
	const after = Buffer.from(query.get('after') ?? '', 'base64url').toString();
	const id = query.get('startAtErrorId') ?? after;
	const start = errors.findIndex(({ errorId }) => Number(errorId) >= Number(id));
	return start === -1 ? errors.length : start;
}

/** `source` and `classification` may be named several times. */
function filterOf(query: URLSearchParams): (error: StepError) => boolean {
	const jobs = query.getAll('_flowJobId');
	const lists = (['source', 'classification'] as const).map((field) => [field, query.getAll(field)] as const);
	const times = (['occurredAt', 'resolvedAt'] as const).map(
		(field) => [field, query.get(`${field}_gte`), query.get(`${field}_lte`)] as const,
	);
	return (error) =>
		(jobs.length === 0 || jobs.includes(error._flowJobId ?? '')) &&
		lists.every(([field, wanted]) => wanted.length === 0 || wanted.includes(error[field] ?? '')) &&
		times.every(([field, from, until]) => isWithin(error[field], from, until));
}

function isWithin(time: string | undefined, from: string | null, until: string | null): boolean {
	if (from === null && until === null) return true;
	const own = Date.parse(time ?? '');
	return (
		own >= (from === null ? -Infinity : Date.parse(from)) &&
		own <= (until === null ? Infinity : Date.parse(until))
	);
}
