/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { safePath, shapeOf, type Shape } from './shape';

/** What a report may hold of a request and its answer. */
export interface Exchange {
	method: string;
	path: string;
	/** Values only of what the nodes choose: sizes, sorting. */
	query: Record<string, string>;
	status: number;
	milliseconds: number;
	requestHeaders: string[];
	responseHeaders: string[];
	request?: Shape;
	response?: Shape;
}

export interface Answer {
	status: number;
	headers: Record<string, string>;
	/** Read as JSON where it is JSON, else text; undefined if there is none. */
	body: unknown;
	milliseconds: number;
}

export interface Ask {
	method: string;
	/** Below the installation's address: `/flows`. */
	path: string;
	query?: Record<string, string>;
	body?: unknown;
	headers?: Record<string, string>;
	/** False: without the account's token. */
	signed?: boolean;
}

/** Values of a query that name no record of anybody. */
const TOLD = [
	'page[size]',
	'page[number]',
	'sort',
	'groupby',
	'limit',
	'filter[status]',
	'filter[type]',
	'include',
];

/** Headers that belong to a connection, not to a message; fetch sets its own. */
const OF_CONNECTION = [
	...['host', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'accept-encoding', 'expect'],
	...['content-encoding', 'upgrade', 'te', 'trailer'],
];

const TIMEOUT = 360_000;

/** Stands between the nodes and the installation, on loopback, and keeps the form of what goes through, not the values. */
export class Observer {
	readonly exchanges: Exchange[] = [];

	/** Text that must never be in a report: tokens, names and ids that went through. */
	readonly secrets = new Set<string>();

	/** The account's Authorization header, as the node sent it. */
	private account?: string;

	/** Lets a node make a request with the account's newest token. */
	renew?: () => Promise<unknown>;

	private open = 0;

	private readonly server = createServer((request, response) => void this.pass(request, response));

	private readonly origin: string;

	private readonly prefix: string;

	constructor(target: string) {
		const { origin, pathname } = new URL(target);
		this.origin = origin;
		this.prefix = pathname.replace(/\/+$/, '');
	}

	/** Begins to listen. @returns the base URL for the nodes */
	async listen(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.prefix}`;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	/** Ends when no request is under way, or after so many milliseconds. */
	async idle(most: number): Promise<void> {
		for (const until = Date.now() + most; this.open > 0 && Date.now() < until;) await delay(50);
	}

	/** Asks for what the nodes cannot ask, with the account's token; waits where it is told to slow down. */
	async ask({ method, path, query = {}, body, headers = {}, signed = true }: Ask): Promise<Answer> {
		const search = new URLSearchParams(query).toString();
		const url = `${this.prefix}${path}${search && `?${search}`}`;
		const sent = () => ({
			accept: 'application/json',
			...(body !== undefined && { 'content-type': 'application/json' }),
			...(signed && this.account && { authorization: this.account }),
			...headers,
		});
		const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
		for (let attempt = 1; ; attempt++) {
			const { answer } = await this.forward(method, url, sent(), Buffer.from(text ?? ''));
			if (attempt === 8 || ![401, 429].includes(answer.status)) return answer;
			if (answer.status === 429)
				await delay(Math.min(Number(answer.headers['retry-after']) || 2, 60) * 1_000);
			else if (signed && attempt === 1) await this.renewed();
			else return answer;
		}
	}

	private async renewed(): Promise<void> {
		this.account = undefined;
		await this.renew?.();
	}

	private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			const body = Buffer.concat(await request.toArray());
			const { method = 'GET', url = '/', headers } = request;
			const { answer, bytes } = await this.forward(method, url, headers, body);
			// Whoever acts as somebody else does so later: the first token that is accepted is the account's.
			if (answer.status < 300) this.account ??= headers.authorization;
			response.writeHead(answer.status, answer.headers).end(bytes);
		} catch {
			// As the installation did: no answer.
			request.socket.destroy();
		}
	}

	private async forward(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer) {
		const began = performance.now();
		this.open++;
		try {
			const answer = await fetch(`${this.origin}${url}`, {
				method,
				headers: passedOn(headers),
				body: body.length > 0 ? new Uint8Array(body) : undefined,
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT),
			});
			const bytes = Buffer.from(await answer.arrayBuffer());
			const milliseconds = performance.now() - began;
			const read = {
				status: answer.status,
				headers: passedOn(Object.fromEntries(answer.headers)),
				body: contentOf(bytes),
				milliseconds,
			};
			this.keep(method, url, headers, contentOf(body), read);
			return { answer: read, bytes };
		} finally {
			this.open--;
		}
	}

	private keep(
		method: string,
		url: string,
		headers: IncomingHttpHeaders,
		body: unknown,
		answer: Answer,
	): void {
		const { pathname, searchParams } = new URL(url, this.origin);
		for (const value of Object.values(headers)) this.hide('authorization', value);
		this.hideIn(body);
		this.hideIn(answer.body);
		this.exchanges.push({
			method,
			path: safePath(pathname.slice(this.prefix.length)),
			query: Object.fromEntries(
				[...searchParams].map(([name, value]) => [name, TOLD.includes(name) ? value : '…']),
			),
			status: answer.status,
			milliseconds: Math.round(answer.milliseconds),
			requestHeaders: Object.keys(headers).sort(),
			responseHeaders: Object.keys(answer.headers).sort(),
			...(body !== undefined && { request: shapeOf(body) }),
			...(answer.body !== undefined && { response: shapeOf(answer.body) }),
		});
	}

	private hideIn(value: unknown): void {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if (typeof inner === 'string') this.hide(key, inner);
			else this.hideIn(inner);
		}
	}

	private hide(key: string, value: unknown): void {
		const isTelling = /name|token|password|authorization|mail|phone|description|subject|title/i.test(key);
		if (isTelling && typeof value === 'string' && value.length >= 6) this.secrets.add(value);
	}
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
	const names = Object.keys(headers).filter((name) => !OF_CONNECTION.includes(name));
	return Object.fromEntries(names.map((name) => [name, String(headers[name])]));
}

function contentOf(bytes: Buffer): unknown {
	if (bytes.length === 0) return undefined;
	const text = bytes.toString();
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
