import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Faults } from '../shared/faults';
import { named } from '../shared/named';
import { observe } from '../shared/observe';
import { pathOf, type RequestLog } from '../shared/requests';
import { REASON_LOST } from './answers';
import { readBody } from './body';
import { controlRoutes } from './control';
import { executionRoutes } from './executions';
import { flowControlRoutes } from './flowControl';
import { flowRoutes } from './flows';
import { loginRoutes } from './login';
import type { Platform } from './platform';
import { templateRoutes } from './templates';
import { userRoutes } from './users';
import { webhookRoutes } from './webhooks';

/** One server for all the services that stand behind the platform's gateway. */
export function buildServer(platform: Platform, log: RequestLog, faults: Faults): FastifyInstance {
	const app = fastify({
		// Requests that hang must not hold up close().
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 10_000 },
	});
	app.decorateRequest('caller');
	app.decorateRequest('rawBody');
	app.decorateRequest('bodyLength', 0);

	// Each service reads JSON in its own way, so that all bodies arrive as they are.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
		await readBody(request, payload);
	});

	app.addHook('onRequest', async (request) => void (request.rawBody = Buffer.alloc(0)));

	const { sessions } = platform;
	observe(app, {
		log,
		faults,
		userOf: ({ headers }) => sessions.peek(headers.authorization?.split(' ')[1] ?? '')?.username,
		recorded: 2048,
		bodyOf: ({ rawBody }, bytes) => rawBody.toString('utf8', 0, bytes),
		expireTokens: () => sessions.expireAll(),
		errorBody: (status, message) =>
			status >= 500 && message === undefined
				? REASON_LOST
				: { errors: [{ message: message ?? `HTTP ${status}`, code: status }] },
	});
	for (const routes of [
		loginRoutes,
		userRoutes,
		flowRoutes,
		flowControlRoutes,
		templateRoutes,
		executionRoutes,
		webhookRoutes,
	]) {
		void app.register(named(routes.name, async (scope) => routes(scope, platform)));
	}
	void app.register(named('controlRoutes', async (scope) => controlRoutes(scope, platform, log, faults)));

	app.setNotFoundHandler((request, reply) => {
		const page =
			'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n' +
			`<pre>Cannot ${request.method} ${pathOf(request.raw.url ?? '/')}</pre>\n</body>\n</html>\n`;
		reply.code(404).type('text/html; charset=utf-8').send(page);
	});
	return app;
}
