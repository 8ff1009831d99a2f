/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Faults } from '../shared/faults';
import { observe } from '../shared/observe';
import type { RequestLog } from '../shared/requests';
import { notFound, Refusal } from './answers';
import { auditRoutes } from './audit';
import { readBodies } from './body';
import { cloneRoutes } from './clone';
import { connectionRoutes } from './connections';
import { controlRoutes } from './control';
import { errorActionRoutes } from './errorActions';
import { exportRoutes } from './exports';
import { flowGroupRoutes } from './flowGroups';
import { flowRoutes } from './flows';
import { jobOverviewRoutes } from './jobOverviews';
import { jobRoutes } from './jobs';
import { progress } from './progress';
import { Bucket, rateLimited } from './rateLimit';
import { relationRoutes } from './relations';
import { resourceRoutes } from './resources';
import { retryDataRoutes } from './retryData';
import { runRoutes } from './runs';
import type { Service } from './service';
import type { State } from './state';
import { errorRoutes } from './stepErrors';

const ROUTES = [
	flowRoutes,
	flowGroupRoutes,
	relationRoutes,
	cloneRoutes,
	runRoutes,
	auditRoutes,
	jobRoutes,
	jobOverviewRoutes,
	errorRoutes,
	errorActionRoutes,
	retryDataRoutes,
	resourceRoutes,
	connectionRoutes,
	exportRoutes,
];

export function buildServer(service: Service, log: RequestLog, faults: Faults): FastifyInstance {
	// Requests that hang must not hold up close().
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: 10 * 1024 * 1024,
		exposeHeadRoutes: false,
		routerOptions: { ignoreTrailingSlash: true },
	});
	readBodies(app);
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
		const refusal = error instanceof Refusal ? error : refusalOf(error as FastifyError);
		const { authAnswer } = service.options;
		const isBare = authAnswer === 'message' && (refusal.status === 401 || refusal.status === 403);
		return reply.code(refusal.status).send(isBare ? { message: refusal.message } : refusal.body);
	});
	app.setNotFoundHandler((_request, reply) => reply.code(404).send(notFound().body));
	return app;
}

/** What fastify refuses, such as a body of another type; anything without a status is a fault of the sandbox. */
function refusalOf({ statusCode = 500, message, stack }: FastifyError): Refusal {
	if (statusCode >= 500) process.stderr.write(`${stack}\n`);
	return new Refusal(statusCode, statusCode === 415 ? 'unsupported_media_type' : 'invalid_body', message);
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
