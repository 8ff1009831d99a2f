/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ErrorAnswer, NoAnswer } from './answers';
import { jsonBody } from './body';
import { callerOf } from './permissions';
import type { Platform } from './platform';

/** The only origin the services allow when none is configured. */
const ALLOWED_ORIGIN = 'http://localhost:3001';

type ErrorBody = (message: string, status: number, request: FastifyRequest) => unknown;

/** Several services answer behind one host; each wraps its errors in its own way. */
function errorsAs(app: FastifyInstance, errorBody: ErrorBody): void {
	app.setErrorHandler((error, request, reply) => {
		if (error instanceof NoAnswer) {
			reply.hijack();
			return;
		}
		const known = error instanceof ErrorAnswer;
		if (!known) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		const message = known ? error.message : 'UNKNOWN_ERROR';
		const status = known ? error.status : 500;
		const body = (known ? error.body : undefined) ?? errorBody(message, status, request);
		if (typeof body === 'string') reply.type('text/html; charset=utf-8');
		reply.code(status).send(body);
	});
}

const FOREIGN_ORIGIN = 'Not allowed by CORS';

function refuseForeignOrigin(app: FastifyInstance, body?: unknown): void {
	app.addHook('onRequest', async ({ headers: { origin } }) => {
		if (origin !== undefined && origin !== ALLOWED_ORIGIN) throw new ErrorAnswer(500, FOREIGN_ORIGIN, body);
	});
}

/** flow-repository, template-repository and, by guess, the closed execution service. Templates allow any origin. */
export function repository(app: FastifyInstance, platform: Platform, { anyOrigin = false } = {}): void {
	errorsAs(app, (message, code) => ({ errors: [{ message, code }] }));
	// An error without a status of its own has no code either.
	if (!anyOrigin) refuseForeignOrigin(app, { errors: [{ message: FOREIGN_ORIGIN }] });
	app.addHook('preHandler', async (request) => {
		const header = request.headers.authorization;
		if (!header) throw new ErrorAnswer(401, 'Missing authorization header.');
		// Only the second part counts, the scheme word is not looked at.
		const [, token] = header.split(' ');
		if (token === undefined) throw new ErrorAnswer(401, 'Invalid authorization header');
		const user = platform.sessions.use(token);
		if (!user) throw new ErrorAnswer(401, 'Token invalid. Error: Error. Details: Token not found in IAM');
		request.caller = callerOf(platform.state, user);
	});
}

/** IAM: login and users. A form-encoded request gets its errors as a page. */
export function iam(app: FastifyInstance): void {
	errorsAs(app, (message, _status, request) =>
		/^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '')
			? errorPage(message)
			: { message },
	);
	refuseForeignOrigin(app);
	// The body parser runs before anything else here, also before the token is looked at.
	app.addHook('preHandler', async (request) => void jsonBody(request));
}

/** A login's cookie wins over the Authorization header, even over a bad one. */
export function iamCaller(app: FastifyInstance, platform: Platform): void {
	app.addHook('preHandler', async (request) => {
		const cookie = /(?:^|;\s*)basaas-iam=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
		let user = cookie === undefined ? undefined : platform.sessions.cookieUser(cookie);
		if (!user) {
			const header = request.headers.authorization;
			if (!header) throw new ErrorAnswer(401, '');
			const [, token] = header.split(' ');
			if (token === undefined) throw new ErrorAnswer(401, 'INVALID_HEADER');
			user = platform.sessions.use(token);
		}
		if (!user) throw new ErrorAnswer(401, 'VALIDATION_ERROR');
		request.caller = callerOf(platform.state, user);
	});
}

export function webhookService(app: FastifyInstance): void {
	errorsAs(app, (error) => ({ error }));
	refuseForeignOrigin(app);
}

function errorPage(message: string): string {
	return (
		'<!DOCTYPE html><html><head><meta charset="utf-8">' +
		'<meta name="viewport" content="width=device-width,initial-scale=1,maximum-scale=1,user-scalable=0">' +
		'<meta name="mobile-web-app-capable" content="yes">' +
		`<meta name="theme-color" content="#fff"><title>Error</title></head><body><h1>${message || 'UNKNOWN_ERROR'}</h1></body></html>`
	);
}
