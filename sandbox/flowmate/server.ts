import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { readBody } from './body';
import { CONTROL, controlRoutes } from './control';
import { afterProcessing, beforeProcessing, onArrival } from './effects';
import { executionRoutes } from './executions';
import type { Effect, Faults } from './faults';
import { flowControlRoutes } from './flowControl';
import { flowRoutes } from './flows';
import { loginRoutes } from './login';
import type { Platform } from './platform';
import { pathOf, type RequestLog, type RequestRecord } from './requests';
import { templateRoutes } from './templates';
import { userRoutes } from './users';
import { webhookRoutes } from './webhooks';

declare module 'fastify' {
	interface FastifyRequest {
		effects: Effect[];
		record: RequestRecord | undefined;
	}
}

/** One server for all the services that stand behind the platform's gateway. */
export function buildServer(platform: Platform, log: RequestLog, faults: Faults): FastifyInstance {
	const app = fastify({
		// Requests that hang must not hold up close().
		forceCloseConnections: true,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 10_000 },
	});
	app.decorateRequest('caller');
	app.decorateRequest('record');
	app.decorateRequest('effects');
	app.decorateRequest('rawBody');
	app.decorateRequest('bodyLength', 0);

	// Each service reads JSON in its own way, so that all bodies arrive as they are.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
		await readBody(request, payload);
	});

	observe(app, platform, log, faults);
	for (const routes of [
		loginRoutes,
		userRoutes,
		flowRoutes,
		flowControlRoutes,
		templateRoutes,
		executionRoutes,
		webhookRoutes,
	]) {
		void app.register(async (scope) => routes(scope, platform));
	}
	void app.register(async (scope) => controlRoutes(scope, platform, log, faults));

	app.setNotFoundHandler((request, reply) => {
		const page =
			'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n' +
			`<pre>Cannot ${request.method} ${pathOf(request.raw.url ?? '/')}</pre>\n</body>\n</html>\n`;
		reply.code(404).type('text/html; charset=utf-8').send(page);
	});
	return app;
}

/** Records every request but the sandbox's own, and lets faults act on it. */
function observe(app: FastifyInstance, { sessions }: Platform, log: RequestLog, faults: Faults): void {
	app.addHook('onRequest', async (request, reply) => {
		const path = pathOf(request.raw.url ?? '/');
		request.rawBody = Buffer.alloc(0);
		request.effects = [];
		if (path.startsWith(CONTROL)) return;
		const token = request.headers.authorization?.split(' ')[1];
		request.record = log.begin(request, token === undefined ? undefined : sessions.peek(token)?.username);
		reply.raw.once('close', () => log.done());
		request.effects = faults.effectsOn(request.method, path);
		if (onArrival(request.effects, request, reply)) return reply;
	});
	app.addHook('preHandler', async (request, reply) => {
		if (request.record) request.record.body = request.rawBody.toString('utf8', 0, 2048);
		if (await beforeProcessing(request.effects, reply, sessions)) return reply;
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const sent = afterProcessing(request.effects, request, reply, payload);
		if (request.record && sent !== undefined) request.record.status = reply.statusCode;
		return sent;
	});
}
