/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../../scripts/live/shape';

interface Request {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: Buffer;
}

interface Answer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** A way in which an installation may differ: what it makes of a request and of its answer. */
export interface Twist {
	/** An answer in the platform's place. */
	answer?(request: Request): Answer | undefined;
	request?(request: Request): void;
	response?(answer: Answer, request: Request): void;
}

const json = { 'content-type': 'application/json' };
const notThere = (url: string): Answer => ({
	status: 404,
	headers: { 'content-type': 'text/html' },
	body: `<pre>Cannot GET ${url}</pre>`,
});

const isUsers = ({ url }: Request) => /^\/users(\?|\/|$)/.test(url);

/** `/api/users` instead of `/users`. */
const movedUsers: Twist = {
	answer: (request) => (isUsers(request) ? notThere(request.url) : undefined),
	request: (request) => void (request.url = request.url.replace(/^\/api\/users/, '/users')),
};

/** A hundred records in a page at most, whatever is asked for. */
const cappedPages: Twist = {
	request(request) {
		request.url = request.url.replace(/(page(?:%5B|\[)size(?:%5D|\])=)(\d+)/i, (_all, name: string, size) => {
			return `${name}${Math.min(Number(size), 100)}`;
		});
	},
};

/** Rows by flow as `{ flow: { id }, count }`. */
const otherRows: Twist = {
	response(answer, { url }) {
		if (!/groupby=flow/.test(url) || !isRecord(answer.body) || !Array.isArray(answer.body.data)) return;
		answer.body.data = answer.body.data.map((row: { _id: string; executions: number }) => ({
			flow: { id: row._id },
			count: row.executions,
		}));
	},
};

const noImpersonation: Twist = {
	answer: ({ url }) => (url.startsWith('/impersonate') ? notThere(url) : undefined),
};

/** `{ data: user }` */
const wrappedUsers: Twist = {
	response(answer, request) {
		if (isUsers(request) && answer.status === 200) answer.body = { data: answer.body };
	},
};

/** The platform compares base64; here it does hexadecimal. */
const hexSignature: Twist = {
	request({ url, headers }) {
		if (!url.startsWith('/webhooks') || !headers['x-hmac']) return;
		const isHex = /^[0-9a-f]{64}$/.test(headers['x-hmac']);
		headers['x-hmac'] = isHex ? Buffer.from(headers['x-hmac'], 'hex').toString('base64') : 'no signature';
	},
};

/** Twenty requests a second, then 429. */
function strictLimit(): Twist {
	let window = 0;
	let taken = 0;
	return {
		answer() {
			const second = Math.floor(Date.now() / 1_000);
			taken = second === window ? taken + 1 : 1;
			window = second;
			if (taken <= 20) return undefined;
			const body = { errors: [{ message: 'Too many requests', code: 429 }] };
			return { status: 429, headers: { ...json, 'retry-after': '1' }, body };
		},
	};
}

/** A flow stays `starting` for three seconds. */
function slowStarts(): Twist {
	const started = new Map<string, number>();
	return {
		response(answer, { method, url }) {
			const [, id, action] = /^\/flows\/([0-9a-f]{24})(\/start)?$/.exec(url) ?? [];
			if (!id || !isRecord(answer.body) || !isRecord(answer.body.data)) return;
			if (method === 'POST' && action) started.set(id, Date.now());
			const isNew = Date.now() - (started.get(id) ?? 0) < 3_000;
			if (method === 'GET' && isNew && answer.body.data.status === 'active')
				answer.body.data.status = 'starting';
		},
	};
}

/** One user is not a list. */
const loneUser: Twist = {
	response(answer, request) {
		const isList = isUsers(request) && Array.isArray(answer.body);
		if (isList && (answer.body as unknown[]).length === 1) [answer.body] = answer.body as unknown[];
	},
};

/** `{ error: { text } }` from flows and templates. */
const otherErrors: Twist = {
	response(answer) {
		if (answer.status < 400 || !isRecord(answer.body) || !Array.isArray(answer.body.errors)) return;
		const [first] = answer.body.errors as Array<{ message: unknown }>;
		answer.body = { error: { text: first.message, status: answer.status } };
	},
};

/** Each with what the report is to name. */
export const TWISTS: Array<[string, () => Twist, string]> = [
	['users at /api/users', () => movedUsers, 'users.path'],
	['pages of 100 at most', () => cappedPages, 'pages.cap'],
	['rows by flow in another shape', () => otherRows, 'counts.flow'],
	['no /impersonate', () => noImpersonation, 'impersonate'],
	['users in data', () => wrappedUsers, 'users.answer'],
	['hexadecimal signatures', () => hexSignature, 'webhook.signature'],
	['a strict rate limit', strictLimit, 'gateway.rate'],
	['slow starts', slowStarts, 'flow.start'],
	['a list of one as an object', () => loneUser, 'users.one'],
	['another error envelope', () => otherErrors, 'errors.envelope'],
];

/** A start is taken, and the flow stays inactive: its component cannot be deployed. */
export const failingStarts: Twist = {
	answer({ method, url }) {
		const [, id] = /^\/flows\/([0-9a-f]{24})\/start$/.exec(url) ?? [];
		if (method !== 'POST' || !id) return undefined;
		return { status: 200, headers: json, body: { data: { id, status: 'starting' }, meta: {} } };
	},
};

/** What the open-source platform lacks. */
export const openSource: Twist = {
	answer: ({ url }) => (/^\/(impersonate|icenter)/.test(url) ? notThere(url) : undefined),
};

/**
 * As if the process were gone behind its so-many-th change: that is carried out and its answer lost, and nothing gets through any more.
 */
export function killedBehind(last: number): Twist {
	let changes = 0;
	const refusal = { status: 400, headers: json, body: {} };
	const isChange = ({ method, url }: Request) =>
		/^(POST|PATCH|DELETE)$/.test(method) && !/^\/(login|impersonate)/.test(url);
	return {
		answer: () => (changes >= last ? refusal : undefined),
		response(answer, request) {
			if (isChange(request) && ++changes === last) Object.assign(answer, refusal);
		},
	};
}

/** A proxy on loopback that rewrites what goes through. */
export async function startTwisted(target: string, twist: Twist): Promise<{ url: string; close(): void }> {
	const server = createServer((request, response) => void pass(target, twist, request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

async function pass(
	target: string,
	twist: Twist,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const request: Request = {
		method: incoming.method ?? 'GET',
		url: incoming.url ?? '/',
		headers: passedOn(incoming.headers),
		body: Buffer.concat(await incoming.toArray()),
	};
	const answer = twist.answer?.(request) ?? (await fetched(target, twist, request));
	const isJson = answer.headers['content-type']?.includes('json');
	outgoing.writeHead(answer.status, answer.headers);
	outgoing.end(
		answer.body === undefined ? undefined : isJson ? JSON.stringify(answer.body) : String(answer.body),
	);
}

/** Headers of a message, not of its connection. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
	const names = Object.keys(headers).filter((name) => !/^(host|connection|content-length)$/.test(name));
	return Object.fromEntries(names.map((name) => [name, String(headers[name])]));
}

async function fetched(target: string, twist: Twist, request: Request): Promise<Answer> {
	twist.request?.(request);
	const { method, url, headers, body } = request;
	const response = await fetch(`${target}${url}`, {
		method,
		headers,
		body: body.length > 0 ? new Uint8Array(body) : undefined,
	});
	const text = await response.text();
	const type = response.headers.get('content-type');
	const answer: Answer = {
		status: response.status,
		headers: type ? { 'content-type': type } : {},
		body: text === '' ? undefined : type?.includes('json') ? (JSON.parse(text) as unknown) : text,
	};
	twist.response?.(answer, request);
	return answer;
}
