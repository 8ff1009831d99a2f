import type { FastifyInstance, FastifyRequest } from 'fastify';
import { afterProcessing, beforeProcessing, isCut, onArrival, type Service } from './effects';
import type { Effect, Faults } from './faults';
import { pathOf, type RequestLog, type RequestRecord } from './requests';

/** Below this path are the sandbox's own routes, which are neither recorded nor hit by faults. */
export const CONTROL = '/_sandbox';

declare module 'fastify' {
	interface FastifyRequest {
		effects: Effect[];
		/** Undefined for the sandbox's own routes. */
		record: RequestRecord | undefined;
	}
}

export interface Observed extends Service {
	log: RequestLog;
	faults: Faults;
	/** User name that the token of a request belongs to. */
	userOf?(request: FastifyRequest): string | undefined;
	/** Bytes of a body that are kept. */
	recorded: number;
}

/** Records every request but the sandbox's own, and lets faults act on it. */
export function observe(app: FastifyInstance, observed: Observed): void {
	const { log, faults } = observed;
	app.decorateRequest('record');
	app.decorateRequest('effects');
	app.addHook('onRequest', async (request, reply) => {
		const path = pathOf(request.raw.url ?? '/');
		request.effects = [];
		if (path.startsWith(CONTROL)) return;
		request.record = log.begin(request, observed.userOf?.(request));
		reply.raw.once('close', () => log.done());
		request.effects = faults.effectsOn(request.method, path);
		if (onArrival(request.effects, request, reply)) return reply;
	});
	app.addHook('preHandler', async (request, reply) => {
		if (request.record) request.record.body = observed.bodyOf(request, observed.recorded);
		if (await beforeProcessing(request.effects, request, reply, observed)) return reply;
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const sent = afterProcessing(request.effects, request, reply, payload);
		if (request.record && !isCut(request.effects)) request.record.status = reply.statusCode;
		return sent;
	});
}
