/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PAGE } from '../cases';

/** What the server is told to be before a measurement. */
export interface Setting {
	/** How many flows the tenant has. */
	flows: number;
	/** How long each answer takes, in ms. */
	latency: number;
	/** How many requests it has at a time at most; one more is answered 429. */
	allowed: number;
	/** How many users, flows or components have execution counts, and how often each ran. */
	keys: number;
	executions: number;
}

/** What came in since the last setting. */
export interface Counted {
	requests: number;
	mostInFlight: number;
	/** Those of the requests that were answered 429. */
	refused: number;
}

/** As many requests at a time as come: a number that travels as JSON. */
export const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** The id of the flow with this number, as of MongoDB: 24 hexadecimal characters. */
export const idOf = (number: number) => number.toString(16).padStart(24, '0');

/**
 * Just enough of FlowMate to be measured against: it answers as FlowMate does but keeps no state, checks nothing, and sends lists from
 * memory, so that it never is what is being measured.
 */
export class FlowMate {
	private setting: Setting = { flows: 0, latency: 0, allowed: UNLIMITED, keys: 0, executions: 0 };

	private counted: Counted = { requests: 0, mostInFlight: 0, refused: 0 };

	private inFlight = 0;

	private readonly lists = new Map<string, Buffer>();

	set(setting: Partial<Setting>): void {
		this.setting = { ...this.setting, ...setting };
		this.counted = { requests: 0, mostInFlight: 0, refused: 0 };
		this.prepare();
	}

	/** Makes the pages of a list beforehand, so that whoever asks first does not wait for them. */
	private prepare(): void {
		const { flows } = this.setting;
		for (let page = 1; page <= Math.ceil(flows / PAGE); page++)
			this.page(new URLSearchParams({ 'page[size]': String(PAGE), 'page[number]': String(page) }));
	}

	count(): Counted {
		return this.counted;
	}

	handle(request: IncomingMessage, response: ServerResponse): void {
		this.counted.requests++;
		if (this.inFlight >= this.setting.allowed) return this.refuse(request, response);
		this.counted.mostInFlight = Math.max(this.counted.mostInFlight, ++this.inFlight);
		response.on('close', () => this.inFlight--);
		const isRead = request.url?.startsWith('/flows/multiple/') || request.url?.startsWith('/login');
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => isRead && chunks.push(chunk));
		request.on('end', () => {
			const answer = () => {
				const body = this.answer(request, Buffer.concat(chunks).toString());
				response.writeHead(200, {
					'content-type': 'application/json',
					'content-length': Buffer.byteLength(body),
				});
				response.end(body);
			};
			if (this.setting.latency > 0) setTimeout(answer, this.setting.latency);
			else answer();
		});
	}

	/** As servers do that count connections: at once, and without a time to wait. */
	private refuse(request: IncomingMessage, response: ServerResponse): void {
		this.counted.refused++;
		request.resume();
		response.writeHead(429, { 'content-type': 'application/json' });
		response.end('{"errors":[{"message":"Too many requests","code":429}]}');
	}

	private answer({ method, url = '' }: IncomingMessage, body: string): string | Buffer {
		const [path, query] = url.split('?');
		const [, resource, id, verb] = path.split('/');
		if (resource === 'login' || resource === 'impersonate')
			return JSON.stringify({ token: 'token', id: idOf(1) });
		if (resource === 'users') return JSON.stringify({ _id: idOf(1), username: 'partner@example.com' });
		if (resource === 'webhooks') return '{"data":{"requestId":"request","message":"thank you"}}';
		if (resource === 'icenter')
			return this.kept(`${url} ${this.setting.keys} ${this.setting.executions}`, () => this.counts());
		if (method === 'GET' && !id) return this.page(new URLSearchParams(query));
		if (id === 'multiple') return outcomes(JSON.parse(body) as string[]);
		if (verb) return JSON.stringify({ data: { id, status: 'starting' }, meta: {} });
		return JSON.stringify({ data: flow(Number.parseInt(id, 16)), meta: {} });
	}

	private page(query: URLSearchParams): Buffer {
		const { flows: total } = this.setting;
		const perPage = Number(query.get('page[size]') ?? 10);
		const page = Number(query.get('page[number]') ?? 1);
		return this.kept(`flows ${total} ${perPage} ${page}`, () => {
			const first = (page - 1) * perPage + 1;
			const last = Math.min(page * perPage, total);
			const data = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => flow(first + index));
			return { data, meta: { total, page, perPage, totalPages: Math.ceil(total / perPage) } };
		});
	}

	private counts() {
		const { keys, executions } = this.setting;
		const data = Array.from({ length: keys }, (_, index) => ({
			_id: idOf(index + 1),
			user: idOf(index + 1),
			tenant: idOf(1),
			allFlows: 3,
			executions,
			username: `customer-${index + 1}`,
		}));
		return { data, metadata: { totalExecutions: keys * executions } };
	}

	private kept(key: string, make: () => unknown): Buffer {
		const list = this.lists.get(key) ?? Buffer.from(JSON.stringify(make()));
		this.lists.set(key, list);
		return list;
	}
}

const outcomes = (ids: string[]): string =>
	JSON.stringify(ids.map((id) => ({ data: { id, status: 'starting' }, meta: {} })));

/** A flow of two steps, a little over 1 kB, with the fields that FlowMate sends. */
function flow(number: number) {
	const id = idOf(number);
	const step = { componentId: idOf(7), name: '', description: '', nodeSettings: { storeRawRecord: true } };
	return {
		id,
		name: `New contact to newsletter ${number}`,
		description: 'Sends each new contact of the customer to the newsletter tool, with its tags',
		status: 'inactive',
		type: 'ordinary',
		graph: {
			nodes: [
				{
					...step,
					id: 'step_1',
					function: 'webhook',
					fields: { inputParameters: { firstName: 'string', email: 'string' } },
				},
				{
					...step,
					id: 'step_2',
					function: 'upsertContact',
					credentials_id: idOf(9),
					fields: { list: 'Customers' },
				},
			],
			edges: [
				{
					source: 'step_1',
					target: 'step_2',
					config: { mapper: { type: 'jsonata', expression: '{ "email": email }' } },
				},
			],
		},
		owners: [
			{ id: idOf(number % 500), type: 'user' },
			{ id: idOf(1), type: 'tenant' },
		],
		tags: ['contacts', 'newsletter'],
		fromTemplate: idOf(11),
		createdAt: '2026-01-12T09:30:00.000Z',
		updatedAt: '2026-03-02T16:05:11.000Z',
	};
}
