/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** An answer that somebody on the way gives instead of the service. */
export interface FalseAnswer {
	status: number;
	headers?: Record<string, string>;
	body?: string | Buffer;
}

const json = (body: string): FalseAnswer => ({
	status: 200,
	headers: { 'content-type': 'application/json' },
	body,
});

const RECORD = JSON.stringify({
	data: { id: '5f00000000000000000000aa', name: 'x'.repeat(2_000) },
	_id: '5f00000000000000000000aa',
});

/** What stands between node and service may answer with these, whether or not the request went on to the service. */
export const FALSE_ANSWERS: Record<string, FalseAnswer> = {
	'web page': {
		status: 200,
		headers: { 'content-type': 'text/html' },
		body: '<!doctype html><p>We are back soon</p>',
	},
	'{errors}': json('{"errors":[{"message":"Upstream failed","code":"upstream"}]}'),
	'{error}': json('{"error":"Upstream failed"}'),
	'{}': json('{}'),
	null: json('null'),
	'empty 200': { status: 200 },
	'204': { status: 204 },
	text: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' },
	'cut JSON': json(RECORD.slice(0, 60)),
	'cut gzip': {
		status: 200,
		headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
		body: gzipSync(RECORD).subarray(0, 40),
	},
	...Object.fromEntries(
		[500, 408, 499, 520, 522, 524].map((status) => [
			String(status),
			{ status, body: `error code: ${status}` },
		]),
	),
};

export interface Interception {
	matches(method: string, path: string): boolean;
	/** Whether the request goes on to the service before it is answered falsely. */
	forwarded: boolean;
	answer: FalseAnswer;
	/** How often; left out: once. */
	times?: number;
}

/** An HTTP proxy between node and service. It passes everything on as it is, but for the requests that it is told to answer itself. */
export class Proxy {
	readonly interceptions: Interception[] = [];

	private constructor(
		private readonly target: string,
		private readonly server = createServer(),
	) {
		server.on('request', (request, response) => {
			void this.handle(request, response).catch(() => response.destroy());
		});
	}

	static async before(target: string): Promise<Proxy> {
		const proxy = new Proxy(target);
		await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = '', url = '' } = request;
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const interception = this.interceptions.find(
			({ matches, times = 1 }) => times > 0 && matches(method, url.split('?')[0]),
		);
		if (interception) interception.times = (interception.times ?? 1) - 1;
		const forward = async () => await this.forward(request, Buffer.concat(parts));
		const { status, headers, body } =
			interception && !interception.forwarded ? interception.answer : await forward();
		const answer = interception ? interception.answer : { status, headers, body };
		response.writeHead(answer.status, answer.headers).end(answer.body);
	}

	private async forward(
		{ method, url, headers }: IncomingMessage,
		body: Buffer,
	): Promise<Required<FalseAnswer>> {
		const passed = without(headers as Record<string, string>, ['host', 'connection']);
		return await new Promise((resolve, reject) => {
			const onward = httpRequest(new URL(url ?? '/', this.target), { method, headers: passed }, (answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => parts.push(part));
				answer.on('end', () =>
					resolve({
						status: answer.statusCode ?? 0,
						headers: without(answer.headers as Record<string, string>, [
							'transfer-encoding',
							'connection',
							'keep-alive',
						]),
						body: Buffer.concat(parts),
					}),
				);
				answer.on('error', reject);
			});
			onward.on('error', reject);
			onward.end(body);
		});
	}
}

function without(headers: Record<string, string>, names: string[]): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
