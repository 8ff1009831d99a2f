/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';

/** Servers on this machine that stand between n8n and a sandbox. */
export interface Between {
	url: string;
	/** What went through it: `POST /login`, or `CONNECT host:port` where it cannot look inside. */
	seen: string[];
	close(): Promise<void>;
}

const pem = (name: string) => readFileSync(join(__dirname, `${name}.pem`));

/** The same server under https, with a certificate that nobody vouches for (made for this test, for localhost alone). */
export async function startSelfSigned(target: string): Promise<Between> {
	const seen: string[] = [];
	const pass: RequestListener = (request, response) => {
		seen.push(`${request.method} ${request.url}`);
		forward(request, response, new URL(request.url ?? '/', target));
	};
	const server = https.createServer({ key: pem('key'), cert: pem('certificate') }, pass);
	return await between(server, 'https', seen);
}

/** An HTTP proxy. */
export async function startProxy(): Promise<Between> {
	const seen: string[] = [];
	const server = http.createServer((request, response) => {
		const url = new URL(request.url ?? '');
		seen.push(`${request.method} ${url.pathname}`);
		forward(request, response, url);
	});
	server.on('connect', (request, client) => {
		seen.push(`CONNECT ${request.url}`);
		const [host, port] = String(request.url).split(':');
		const upstream = connect(Number(port), host, () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		upstream.on('error', () => client.destroy());
		client.on('error', () => upstream.destroy());
	});
	return await between(server, 'http', seen);
}

function forward(request: IncomingMessage, response: ServerResponse, url: URL): void {
	const { method, headers } = request;
	const onward = http.request(url, { method, headers: { ...headers, host: url.host } }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	onward.on('error', () => response.destroy());
	request.pipe(onward);
}

async function between(server: http.Server | https.Server, scheme: string, seen: string[]): Promise<Between> {
	await new Promise<void>((resolve) => (server as Server).listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `${scheme}://127.0.0.1:${port}`,
		seen,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
