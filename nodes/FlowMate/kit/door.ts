import type { IDataObject, IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Answer, NoAnswer } from './answer';
import { connectionCode, declaredFailure, isRecord, readAnswer, rejectedAnswer } from './answer';
import { blanked } from './blank';
import { pause, stopIfCancelled } from './clock';
import { anyJson } from './done';
import { answerError, connectionError, unreadableError } from './errors';
import type { Look, Reply, Request, Requests } from './request';
import { loadIn, verdictOn, waitBeforeRetry } from './retry';
import type { Service } from './service';
import type { Subject } from './subject';
import { chosenTimeout } from './settings';

/** Requests of one node run that may be on their way at the same time, unless 'Max Requests in Flight' says otherwise. */
export const DEFAULT_IN_FLIGHT = 50;

/** A call that takes a minute will not come back. */
const TIMEOUT = 60_000;

/** Characters of a body that says nothing, such as `[]`. */
const SHORTEST_BODY = 4;

/** What the door needs of n8n: who asks, when to stop, and a signed request. */
export interface Connection {
	readonly node: INode;
	readonly signal?: AbortSignal;
	/** What the user has set for all requests of the node: time-out, proxy, certificates. */
	readonly settings: Partial<IHttpRequestOptions>;
	/** Requests of this run that may be on their way at the same time. */
	mostInFlight(): number;
	/** Who makes the requests, in a form that tells users apart; '' for the account of the credential. */
	actingAs(): string;
	/** n8n's request helper, with the credential's signature. */
	request(options: IHttpRequestOptions): Promise<unknown>;
	/** What no error may repeat, should the server quote the request: passwords, tokens. */
	secrets(): Iterable<string>;
}

/** The one way to the service: every request of the node, of lists in the editor and of polls goes through it. */
export class Door implements Requests {
	constructor(
		private readonly service: Service,
		private readonly connection: Connection,
	) {}

	/**
	 * Sends one request: has it signed, waits for its turn, repeats it where that helps and does no harm.
	 *
	 * @returns the answer, one that looks like success or has a status of `request.accept`
	 * @throws NodeApiError for every other answer and for none
	 */
	async send(request: Request): Promise<Reply> {
		const { clock, limiters } = this.service;
		const { signal } = this.connection;
		let repeated = false;
		for (let attempts = 1; ; attempts++) {
			stopIfCancelled(signal);
			const result = await this.attemptInTurn(request);
			if ('code' in result) stopIfCancelled(signal);
			else if (this.isSettled(request, result)) return { ...result, repeated };
			const verdict = verdictOn(result, clock.now());
			const isInVain = verdict.kind === 'rateLimited' && limiters.isInVain(signal);
			const wait = isInVain ? undefined : waitBeforeRetry(verdict, attempts, request.subject.repeatable, clock);
			if (wait === undefined || wait >= this.timeLeft(request)) throw this.failure(result, request.subject);
			await pause(clock, wait, signal);
			if (verdict.kind !== 'unavailable') continue;
			repeated = true;
			const found = request.look && (await this.lookFor(request.look));
			if (found) return found;
		}
	}

	/** Looks up once what several items of a run want to know. @param key what it is */
	async once<T>(key: string, look: () => Promise<T>): Promise<T> {
		const { signal, actingAs } = this.connection;
		return await this.service.lookups.once(signal, JSON.stringify([actingAs(), key]), look);
	}

	/** Sends a request whose answer is one record, and takes that out of its envelope. */
	async fetchOne(request: Request): Promise<IDataObject> {
		const answer = await this.send(request);
		const content = this.service.unwrap(answer.body);
		if (!isRecord(content)) throw this.unreadable(answer, request.subject);
		return content as IDataObject;
	}

	/** An answer that has not the shape that it should have. It passed for a success, so that nothing in it was blanked. */
	unreadable(answer: Answer, subject: Subject): NodeApiError {
		const body = this.blanked(answer.body);
		return unreadableError(this.service, this.connection.node, { ...answer, body }, subject);
	}

	/** What an answer of success says, without secrets, for an error. */
	blanked<T>(value: T): T {
		return blanked(value, this.connection.secrets());
	}

	/** An answer that is no success. */
	refused(answer: Answer, subject: Subject): NodeApiError {
		return answerError(this.service, this.connection.node, answer, subject);
	}

	/** One attempt, when there is a place for it among the requests in flight. */
	private async attemptInTurn(request: Request): Promise<Answer | NoAnswer> {
		const { clock, limiters } = this.service;
		const { signal, mostInFlight } = this.connection;
		const attempt = async () => await this.attempt(request);
		return await limiters.run(clock, signal, mostInFlight(), attempt, (result) => loadIn(result, clock.now()));
	}

	/** Whether an answer needs no second attempt and is no error. */
	private isSettled({ accept, done = anyJson }: Request, answer: Answer): boolean {
		if (answer.cutShort) return false;
		return accept?.includes(answer.statusCode) || done(answer, this.service.unwrap(answer.body));
	}

	private failure(result: Answer | NoAnswer, subject: Subject): NodeApiError {
		if ('code' in result) {
			const { node, settings } = this.connection;
			return connectionError(this.service, node, result, subject, settings.proxy);
		}
		return result.statusCode < 300 ? this.unreadable(result, subject) : this.refused(result, subject);
	}

	/** The answer to a look that shows the work as done. */
	private async lookFor({ request, isDone }: Look): Promise<Reply | undefined> {
		const reply = await this.send(request);
		const content = this.service.unwrap(reply.body);
		return isDone(isRecord(content) ? (content as IDataObject) : undefined) ? { ...reply, repeated: true } : undefined;
	}

	private timeLeft({ deadline = Infinity }: Request): number {
		return deadline - this.service.clock.now();
	}

	private optionsOf(request: Request): IHttpRequestOptions {
		const { method, path, qs, body, headers } = request;
		const { timeout, ...settings } = this.connection.settings;
		const longest = chosenTimeout({ timeout }) ?? request.timeout ?? TIMEOUT;
		return {
			...settings,
			timeout: Math.max(1, Math.min(longest, this.timeLeft(request))),
			method,
			url: path,
			qs,
			// A name may be asked for more than once; brackets would make it another parameter.
			arrayFormat: 'repeat',
			headers: {
				accept: 'application/json',
				...(body !== undefined && { 'content-type': 'application/json' }),
				...headers,
			},
			// Serialised here: the request helper leaves out a body that is an empty object.
			body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
			// Read here, since a text that was parsed no longer tells whether it was whole.
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: this.service.renewsSession ? { ignore: true, except: [401] } : true,
			// A redirect could take the request, and a GET instead of a POST, to another host.
			disableFollowRedirect: true,
		};
	}

	/** One attempt. What the server says to a request that failed comes without what was sent, should it quote that. */
	private async attempt(request: Request): Promise<Answer | NoAnswer> {
		const options = this.optionsOf(request);
		const result = await this.attemptAsItIs(options);
		if ('code' in result || (result.statusCode < 300 && this.isSettled(request, result))) return result;
		const sent = typeof options.body === 'string' && options.body.length > SHORTEST_BODY ? [options.body] : [];
		return { ...result, body: blanked(result.body, [...this.connection.secrets(), ...sent]) };
	}

	private async attemptAsItIs(options: IHttpRequestOptions): Promise<Answer | NoAnswer> {
		try {
			return readAnswer((await this.connection.request(options)) as Answer);
		} catch (error) {
			const code = connectionCode(error);
			if (code !== undefined) return { code };
			const rejected = rejectedAnswer(error);
			if (rejected) return readAnswer(rejected);
			// Says already what is wrong with a parameter.
			if (error instanceof NodeOperationError) throw new NodeOperationError(this.connection.node, error);
			// Refused logins and cancelled executions say what they have to say themselves. No cause goes along: it would hold the request.
			const { message, description } = error as NodeApiError;
			throw new NodeApiError(
				this.connection.node,
				{ message },
				{
					message,
					description: description ?? undefined,
					failure: declaredFailure(error) ?? { cause: 'credential-invalid' },
				},
			);
		}
	}
}
