import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Faults } from '../shared/faults';
import { observe } from '../shared/observe';
import type { RequestLog } from '../shared/requests';
import { notFound, Refusal } from './answers';
import { auditRoutes } from './audit';
import { cloneRoutes } from './clone';
import { controlRoutes } from './control';
import { flowRoutes } from './flows';
import { jobRoutes } from './jobs';
import { Bucket, rateLimited } from './rateLimit';
import { resourceRoutes } from './resources';
import { progress, runRoutes } from './runs';
import type { Service } from './service';
import type { State } from './state';
import { errorRoutes } from './stepErrors';

const ROUTES = [flowRoutes, cloneRoutes, runRoutes, auditRoutes, jobRoutes, errorRoutes, resourceRoutes];

export function buildServer(service: Service, log: RequestLog, faults: Faults): FastifyInstance {
	// Requests that hang must not hold up close().
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10 * 1024 * 1024 });
	const { state } = service;
	observe(app, {
		log,
		faults,
		recorded: Infinity,
		bodyOf: ({ body }) => (body === undefined ? '' : JSON.stringify(body)),
		expireTokens: () => state.tokens.clear(),
		errorBody: (status, message = `HTTP ${status}`) => ({ errors: [{ code: `http_${status}`, message }] }),
	});
	guard(app, service);
	for (const routes of ROUTES) routes(app, service);
	controlRoutes(app, service, log, faults);
	app.setErrorHandler((error, _request, reply) => {
		const refusal =
			error instanceof Refusal ? error : new Refusal(400, 'invalid_body', (error as Error).message);
		return reply.code(refusal.status).send(refusal.body);
	});
	app.setNotFoundHandler((_request, reply) => reply.code(404).send(notFound().body));
	return app;
}

/** Asks for the token, counts the requests, and moves the jobs on. */
function guard(app: FastifyInstance, service: Service): void {
	const { state, options } = service;
	const bucket = new Bucket(options.rateLimit.size, options.rateLimit.refill);
	app.addHook('preHandler', async (request, reply) => {
		if (!request.record) return;
		authorize(state, request);
		const { retryAfter } = bucket.take();
		if (retryAfter !== undefined) {
			reply.header('retry-after', String(retryAfter));
			throw rateLimited();
		}
		progress(service);
	});
}

/** What custom tokens may list; flows are not among it. */
const CUSTOM = /^\/v1\/(connections|exports|imports|tokenInfo)\b/;

function authorize(state: State, request: FastifyRequest): void {
	const [scheme, token, ...more] = (request.headers.authorization ?? '').split(' ');
	if (more.length > 0) throw new Refusal(400, 'invalid_token', 'Bearer Authentication Failed');
	const scope = scheme === 'Bearer' ? state.tokens.get(token) : undefined;
	if (scope === undefined) throw new Refusal(401, 'unauthorized', 'Unauthorized.');
	if (scope === 'custom' && !CUSTOM.test(request.raw.url ?? ''))
		throw new Refusal(403, 'access_restricted', 'You do not have access to this resource.');
}
