/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Effect } from '../flowmate/faults';
import type { State } from './state';

export { afterProcessing, onArrival } from '../flowmate/effects';

/** Once the body is there, before Celigo sees the request. True if the request is over. */
export async function beforeProcessing(
	effects: Effect[],
	reply: FastifyReply,
	state: State,
): Promise<boolean> {
	for (const effect of effects) {
		if ('latency' in effect) await delay(effect.latency, undefined, { ref: false });
		else if ('expireTokens' in effect) state.tokens.clear();
		else if ('hang' in effect) {
			reply.hijack();
			return true;
		} else if ('redirect' in effect) {
			await reply.redirect(effect.redirect, 302);
			return true;
		} else if ('html' in effect) {
			await reply
				.code(effect.html)
				.type('text/html')
				.send('<html><head><title>Bad Gateway</title></head></html>');
			return true;
		} else if ('status' in effect || 'body' in effect) {
			await answer(effect, reply);
			return true;
		}
	}
	return false;
}

async function answer(
	effect: Extract<Effect, { status?: number; body?: unknown }>,
	reply: FastifyReply,
): Promise<void> {
	const { status = 200, body } = effect;
	const retryAfter = 'retryAfter' in effect ? effect.retryAfter : undefined;
	if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
	const usual = { errors: [{ code: `http_${status}`, message: `HTTP ${status}` }] };
	reply.code(status);
	// Text comes as some gateway would send it; everything else as JSON.
	await (typeof body === 'string' ? reply.type('text/plain').send(body) : reply.send(body ?? usual));
}
