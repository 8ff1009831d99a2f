/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface Request {
	method: string;
	/** With the query, sent as it is. */
	path: string;
	headers?: Record<string, string>;
	/** Text is sent as it is, anything else as JSON; null: no body. */
	body?: unknown;
	/** Milliseconds after which a request counts as not answered. */
	timeout?: number;
}

export interface Answer {
	/** Null: no answer came in time. */
	status: number | null;
	headers: IncomingHttpHeaders;
	text: string;
	/** The parsed text where it is JSON, else the text. */
	body: unknown;
}

/** Sends exactly these headers, which fetch does not: it adds a content type. Rejects when the connection breaks. */
export function send(
	url: string,
	{ method, path, headers = {}, body = null, timeout = 5000 }: Request,
): Promise<Answer> {
	const { hostname, port } = new URL(url);
	const payload =
		body === null ? undefined : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const length = payload ? { 'content-length': payload.length } : {};
	return new Promise((resolve, reject) => {
		const sent = request({ hostname, port, method, path, headers: { ...headers, ...length }, agent: false });
		const giveUp = setTimeout(() => {
			resolve({ status: null, headers: {}, text: '', body: null });
			sent.destroy();
		}, timeout);
		sent.on('error', reject);
		sent.on('close', () => clearTimeout(giveUp));
		sent.on('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', reject);
			response.on('end', () => {
				const text = Buffer.concat(chunks).toString();
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) });
			});
		});
		sent.end(payload);
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
