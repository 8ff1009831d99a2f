/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { waitFor } from '../../../scripts/waitFor';

export const TOKEN = 'shelf-token';

/** ms. */
const A_MOMENT = 40;

export interface Book {
	id: string;
	title: string;
	author: string;
	status: 'available' | 'lent' | 'withdrawn';
	place: { room: string; board: number };
	addedAt: string;
}

export interface Loan {
	id: string;
	book: string;
	reader: string;
	dueDate: string;
}

/** What becomes of a request instead of its answer. */
export type Fault =
	/** Another answer. Nothing is done. */
	| { status: number; body?: unknown; headers?: Record<string, string> }
	/** The beginning of the answer, after what was asked was done. */
	| 'cut'
	/** The connection breaks off, after what was asked was done. */
	| 'reset'
	/** No answer at all. */
	| 'hang'
	/** The right answer: it keeps the place of a request that goes well. */
	| 'none';

export interface RequestRecord {
	/** `GET /books?page=1`, with the body behind it where there was one. */
	text: string;
	/** When it came, in ms by the server's clock. */
	at: number;
}

const LOANS_PER_PAGE = 2;

/** A library as a web service: it lends books. */
export class ShelfServer {
	readonly books = new Map<string, Book>();
	readonly loans: Loan[] = [];
	readonly requests: RequestRecord[] = [];
	/** What becomes of the next requests, in order. */
	readonly faults: Fault[] = [];
	/** Requests behind the first `after` are answered a moment after so many were in flight; more of them would show by then. */
	together?: { after?: number; count: number };
	/** The server's own page size, where it does not go by the one asked for. */
	perPage?: number;
	/** Whether the server tells pages and totals. */
	tellsPaging = true;
	/** Whether the server sends the first page whatever page is asked for. */
	ignoresPage = false;
	mostInFlight = 0;
	url = '';

	private inFlight = 0;
	private readonly app: FastifyInstance = fastify({ forceCloseConnections: true });

	private constructor(private readonly now: () => number) {}

	/** Starts a server with some books on a free port of this machine. @param now its clock */
	static async start(books: number, now: () => number): Promise<ShelfServer> {
		const server = new ShelfServer(now);
		for (let number = 1; number <= books; number++) server.add(number);
		server.observe();
		server.routes();
		server.url = await server.app.listen({ host: '127.0.0.1', port: 0 });
		return server;
	}

	async close(): Promise<void> {
		await this.app.close();
	}

	/** The requests so far, as text. */
	get asked(): string[] {
		return this.requests.map(({ text }) => text);
	}

	/** When the requests came, in ms after the first. */
	get times(): number[] {
		return this.requests.map(({ at }) => at - this.requests[0].at);
	}

	private add(number: number): void {
		const id = `b${String(number).padStart(6, '0')}`;
		const author = number % 3 === 0 ? 'Lem' : 'Le Guin';
		const place = { room: 'north', board: number % 7 };
		const title = `Book ${number}`;
		this.books.set(id, { id, title, author, status: 'available', place, addedAt: '2026-01-01' });
	}

	private observe(): void {
		this.app.addHook('preHandler', async (request, reply) => {
			const { method, url, body } = request;
			const sent = body === undefined || body === null ? '' : ` ${JSON.stringify(body)}`;
			this.requests.push({ text: `${method} ${decodeURIComponent(url)}${sent}`, at: this.now() });
			this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
			reply.raw.once('close', () => this.inFlight--);
			await this.company();
			return await this.begin(request, reply);
		});
		this.app.addHook('onSend', async (request, reply, payload) => {
			const { fault } = request as FastifyRequest & { fault?: Fault };
			if (fault === 'reset') reply.raw.destroy();
			return fault === 'cut' ? String(payload).slice(0, 20) : payload;
		});
	}

	/** Waits for the requests that are to be in flight together with this one. */
	private async company(): Promise<void> {
		const { after = 0, count = 0 } = this.together ?? {};
		if (this.requests.length <= after) return;
		await waitFor(`${count} requests together`, () => this.mostInFlight >= count, {
			within: 60_000,
			every: 1,
		});
		if (count > 0) await wait(A_MOMENT);
	}

	private async begin(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
		if (request.headers.authorization !== `Bearer ${TOKEN}`)
			return await reply.code(401).send({ error: 'Who are you?' });
		const fault = this.faults.shift();
		if (fault === 'hang') return reply.hijack();
		if (typeof fault === 'object') {
			const { status, body = '', headers = {} } = fault;
			return await reply.code(status).headers(headers).send(body);
		}
		return void Object.assign(request, { fault });
	}

	private routes(): void {
		this.app.get<{ Querystring: Record<string, string> }>('/books', async ({ query }) => this.page(query));
		this.app.get<{ Params: { id: string } }>('/books/:id', async ({ params }, reply) => {
			const book = this.books.get(params.id);
			return book ? { result: book } : await reply.code(404).send({ error: 'No such book' });
		});
		this.app.delete<{ Params: { id: string } }>('/books/:id', async ({ params }, reply) => {
			const done = this.books.delete(params.id);
			return done ? await reply.code(204).send() : await reply.code(404).send({ error: 'No such book' });
		});
		this.app.put<{ Params: { id: string } }>('/books/:id/withdrawn', async ({ params }, reply) => {
			const book = this.books.get(params.id);
			if (!book) return await reply.code(404).send({ error: 'No such book' });
			if (book.status === 'lent') return await reply.code(409).send({ error: 'It is lent' });
			book.status = 'withdrawn';
			return { result: book };
		});
		this.app.post<{ Params: { id: string }; Body: { reader: string; dueDate?: string } }>(
			'/books/:id/loans',
			async ({ params, body }, reply) =>
				await reply.code(201).send({ result: this.lend(params.id, body.reader, body.dueDate) }),
		);
		this.app.get<{ Querystring: { after?: string } }>('/loans', async ({ query }) => this.loansAfter(query));
	}

	private page({ page, size, title, status }: Record<string, string>) {
		const found = [...this.books.values()].filter(
			(book) => (!title || book.title.includes(title)) && (!status || book.status === status),
		);
		const number = this.ignoresPage ? 1 : Number(page ?? 1);
		const perPage = this.perPage ?? Number(size ?? 10);
		const result = found.slice((number - 1) * perPage, number * perPage);
		if (!this.tellsPaging) return { result };
		return { result, paging: { page: number, size: perPage, total: found.length } };
	}

	private lend(book: string, reader: string, dueDate = '2026-12-20'): Loan {
		const lent = this.books.get(book);
		if (lent) lent.status = 'lent';
		const loan = { id: `l${String(this.loans.length + 1).padStart(6, '0')}`, book, reader, dueDate };
		this.loans.push(loan);
		return loan;
	}

	private loansAfter({ after = '' }: { after?: string }) {
		const rest = this.loans.filter(({ id }) => id > after);
		const result = rest.slice(0, LOANS_PER_PAGE);
		const more = rest.length > result.length;
		return { result, ...(more && { next: `/loans?after=${result[result.length - 1].id}` }) };
	}
}
