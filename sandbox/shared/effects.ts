/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Effect } from './faults';

const HTML_TITLES = {
	502: '502 Bad Gateway',
	503: '503 Service Temporarily Unavailable',
	504: '504 Gateway Time-out',
};

/** Whether the connection is cut, so that there is no answer. */
export const isCut = (effects: Effect[]): boolean => effects.some((effect) => 'reset' in effect);

/** As soon as the headers are there: `reset: 'before'`. True if the request is over. */
export function onArrival(effects: Effect[], request: FastifyRequest, reply: FastifyReply): boolean {
	if (!effects.some((effect) => 'reset' in effect && effect.reset === 'before')) return false;
	reply.hijack();
	request.raw.socket.resetAndDestroy();
	return true;
}

/** What an effect needs of the service that it acts on. */
export interface Service {
	/** All tokens that can expire do. */
	expireTokens(): void;
	/** An error in the service's own form; without a message what it says where an effect gives a status and no body. */
	errorBody(status: number, message?: string): unknown;
	/** The body as it came, the first so many bytes of it. */
	bodyOf(request: FastifyRequest, bytes?: number): string;
}

/** Once the body is there, before the service sees the request. True if the request is over. */
export async function beforeProcessing(
	effects: Effect[],
	request: FastifyRequest,
	reply: FastifyReply,
	service: Service,
): Promise<boolean> {
	for (const effect of effects) {
		if ('latency' in effect) {
			await delay(effect.latency, undefined, { ref: false });
		} else if ('expireTokens' in effect) {
			service.expireTokens();
		} else if ('hang' in effect) {
			reply.hijack();
			return true;
		} else if ('html' in effect) {
			const title = HTML_TITLES[effect.html];
			const page = `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr><center>nginx</center></body></html>`;
			await reply.code(effect.html).type('text/html').send(page);
			return true;
		} else if ('redirect' in effect) {
			await reply.redirect(effect.redirect, 302);
			return true;
		} else if ('echo' in effect) {
			await echo(effect, request, reply, service);
			return true;
		} else if ('status' in effect || 'body' in effect) {
			await answer(effect, reply, service);
			return true;
		}
	}
	return false;
}

async function answer(
	effect: Extract<Effect, { status?: number; body?: unknown; type?: string }>,
	reply: FastifyReply,
	{ errorBody }: Service,
): Promise<void> {
	const { status = 200, body } = effect;
	const type = ('type' in effect ? effect.type : undefined) ?? 'text/plain';
	const retryAfter = 'retryAfter' in effect ? effect.retryAfter : undefined;
	if (retryAfter !== undefined) reply.header('retry-after', retryAfterHeader(retryAfter));
	reply.code(status);
	// Text comes as some gateway would send it; everything else as JSON.
	await (typeof body === 'string' ? reply.type(type).send(body) : reply.send(body ?? errorBody(status)));
}

async function echo(
	{ echo: status, as }: Extract<Effect, { echo: number }>,
	request: FastifyRequest,
	reply: FastifyReply,
	{ errorBody, bodyOf }: Service,
): Promise<void> {
	const { method, url, headers } = request;
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
	const quoted = [`Cannot process ${method} ${url}`, ...lines, '', bodyOf(request)].join('\n');
	reply.code(status);
	await (as === 'text' ? reply.type('text/plain').send(quoted) : reply.send(errorBody(status, quoted)));
}

/** HTTP dates have no fractions of a second: rounded up, so that nobody may come back too early. */
function retryAfterHeader(value: string): string {
	const seconds = /^date:(\d+)$/.exec(value)?.[1];
	if (seconds === undefined) return value;
	return new Date(Math.ceil(Date.now() / 1000 + Number(seconds)) * 1000).toUTCString();
}

/** After processing, with its effects done: what is sent instead of the payload; undefined if nothing is. */
export function afterProcessing(
	effects: Effect[],
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): unknown {
	for (const effect of effects) {
		if ('reset' in effect) {
			request.raw.socket.resetAndDestroy();
			return undefined;
		}
		if ('truncateJson' in effect) {
			reply.code(200).type('application/json; charset=utf-8');
			reply.removeHeader('content-length');
			return half(payload);
		}
		if ('truncate' in effect) {
			reply.header('content-length', Buffer.byteLength(String(payload)));
			return Readable.from(cutOff(half(payload)));
		}
	}
	return payload;
}

function half(payload: unknown): string {
	const text = String(payload);
	return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
}

/** The pause lets the first part reach the client before the error takes the connection down. */
async function* cutOff(text: string): AsyncGenerator<string> {
	yield text;
	await delay(20);
	throw new Error('cut off');
}
