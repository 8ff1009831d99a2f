import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Effect, Faults } from '../flowmate/faults';
import { pathOf, type RequestLog, type RequestRecord } from '../flowmate/requests';
import { notFound, Refusal } from './answers';
import { auditRoutes } from './audit';
import { cloneRoutes } from './clone';
import { CONTROL, controlRoutes } from './control';
import { afterProcessing, beforeProcessing, onArrival } from './effects';
import { flowRoutes } from './flows';
import { jobRoutes } from './jobs';
import { Bucket, rateLimited } from './rateLimit';
import { resourceRoutes } from './resources';
import { progress, runRoutes } from './runs';
import type { Service } from './service';
import type { State } from './state';
import { errorRoutes } from './stepErrors';

declare module 'fastify' {
	interface FastifyRequest {
		effects: Effect[];
		record: RequestRecord | undefined;
	}
}

const ROUTES = [flowRoutes, cloneRoutes, runRoutes, auditRoutes, jobRoutes, errorRoutes, resourceRoutes];

export function buildServer(service: Service, log: RequestLog, faults: Faults): FastifyInstance {
	// Requests that hang must not hold up close().
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10 * 1024 * 1024 });
	app.decorateRequest('record');
	app.decorateRequest('effects');
	observe(app, service, log, faults);
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

/** Records every request but the sandbox's own, lets faults act on it, and asks for the token. */
function observe(app: FastifyInstance, service: Service, log: RequestLog, faults: Faults): void {
	const { state, options } = service;
	const bucket = new Bucket(options.rateLimit.size, options.rateLimit.refill);
	app.addHook('onRequest', async (request, reply) => {
		const path = pathOf(request.raw.url ?? '/');
		request.effects = [];
		if (path.startsWith(CONTROL)) return;
		request.record = log.begin(request, undefined);
		reply.raw.once('close', () => log.done());
		request.effects = faults.effectsOn(request.method, path);
		if (onArrival(request.effects, request, reply)) return reply;
	});
	app.addHook('preHandler', async (request, reply) => {
		if (!request.record) return;
		request.record.body = request.body === undefined ? '' : JSON.stringify(request.body);
		if (await beforeProcessing(request.effects, reply, state)) return reply;
		authorize(state, request);
		const { retryAfter } = bucket.take();
		if (retryAfter !== undefined) {
			reply.header('retry-after', String(retryAfter));
			throw rateLimited();
		}
		progress(service);
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const sent = afterProcessing(request.effects, request, reply, payload);
		if (request.record && !request.raw.socket.destroyed) request.record.status = reply.statusCode;
		return sent;
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
