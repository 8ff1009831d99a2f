/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import type { FastifyRequest } from 'fastify';
import { ErrorAnswer } from './answers';

/** Body parser default of the JSON services; webhooks take 10 MB. */
export const JSON_LIMIT = 100 * 1024;
export const WEBHOOK_LIMIT = 10 * 1024 * 1024;

/** Reads the whole body, but keeps no more than any service takes. */
export async function readBody(request: FastifyRequest, payload: AsyncIterable<Buffer>): Promise<void> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of payload) {
		length += chunk.length;
		if (length <= WEBHOOK_LIMIT) chunks.push(chunk);
	}
	request.bodyLength = length;
	request.rawBody = length <= WEBHOOK_LIMIT ? Buffer.concat(chunks) : Buffer.alloc(0);
}

/** A body of another content type is ignored: it counts as `{}` and the request succeeds without it. */
export function jsonBody(request: FastifyRequest): unknown {
	if (!isJson(request) || request.bodyLength === 0) return {};
	if (request.bodyLength > JSON_LIMIT) throw new ErrorAnswer(413, 'request entity too large');
	return parseStrict(request.rawBody.toString());
}

export function isJson(request: FastifyRequest): boolean {
	return /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
}

/** Objects and arrays only; the messages are those of the parser, without the line that newer ones add. */
export function parseStrict(text: string): unknown {
	const first = text.trimStart().slice(0, 1);
	if (first !== '' && first !== '{' && first !== '[') throw new ErrorAnswer(400, `Unexpected token ${first}`);
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new ErrorAnswer(400, (error as Error).message.replace(/ \(line \d+ column \d+\)$/, ''));
	}
}

/** A JSON object's fields; anything else has none. */
export function fieldsOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
