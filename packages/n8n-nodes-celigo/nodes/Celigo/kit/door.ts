import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer, NoAnswer } from './answer';
import { connectionCode, isRecord, rejectedAnswer } from './answer';
import { pause, stopIfCancelled } from './clock';
import { answerError, connectionError, unreadableError } from './errors';
import { loadIn, verdictOn, waitBeforeRetry } from './retry';
import type { Service, Subject } from './service';

/** Requests of one node run that may be on their way at the same time, unless 'Max Requests in Flight' says otherwise. */
export const DEFAULT_IN_FLIGHT = 50;

/** The engine fills in 300 s where the user set no time-out; a call that takes a minute will not come back. */
const ENGINE_TIMEOUT = 300_000;
const TIMEOUT = 60_000;

export interface Request {
	method: IHttpRequestMethods;
	/** Made by pathOf: relative to the credential's address. */
	path: string;
	qs?: IDataObject;
	/** Sent as JSON; a string is JSON already. */
	body?: IDataObject | IDataObject[] | string[] | string;
	headers?: IDataObject;
	/** What it is about, and whether it may be sent again after a failure that may have arrived. */
	subject: Subject;
	/** Answers with these statuses are handed back instead of thrown. */
	accept?: number[];
	/** ms to wait for the answer, where a minute is too short. */
	timeout?: number;
	/** When the answer is of no use any more, in ms since 1970: no attempt and no wait goes on beyond it. */
	deadline?: number;
}

/** An answer, and whether an earlier attempt, whose answer was lost, may have done what was asked. */
export type Reply = Answer & { repeated: boolean };

/** What the door needs of n8n: who asks, when to stop, and a signed request. */
export interface Connection {
	readonly node: INode;
	readonly signal?: AbortSignal;
	/** What the user has set for all requests of the node: time-out, proxy, certificates. */
	readonly settings: Partial<IHttpRequestOptions>;
	/** Requests of this run that may be on their way at the same time. */
	mostInFlight(): number;
	/** n8n's request helper, with the credential's signature. */
	request(options: IHttpRequestOptions): Promise<unknown>;
}

/** The one way to the service: every request of the node, of lists in the editor and of polls goes through it. */
export class Door {
	constructor(
		private readonly service: Service,
		private readonly connection: Connection,
	) {}

	/**
	 * Sends one request: has it signed, waits for its turn, repeats it where that helps and does no harm.
	 *
	 * @returns the answer, of status below 300 or one of `request.accept`
	 * @throws NodeApiError for every other answer and for none
	 */
	async send(request: Request): Promise<Reply> {
		const { clock } = this.service;
		const { signal, node } = this.connection;
		let repeated = false;
		for (let attempts = 1; ; attempts++) {
			stopIfCancelled(signal);
			const result = await this.attemptInTurn(request);
			if ('code' in result) stopIfCancelled(signal);
			const verdict = verdictOn(result, this.service.isTransient, clock.now());
			const wait = waitBeforeRetry(verdict, attempts, request.subject.repeatable, clock);
			if (wait !== undefined && wait < this.timeLeft(request)) {
				repeated ||= verdict.kind === 'unavailable';
				await pause(clock, wait, signal);
			} else if ('code' in result) throw connectionError(this.service, node, result, request.subject);
			else if (result.statusCode < 300 || request.accept?.includes(result.statusCode)) return { ...result, repeated };
			else throw this.refused(result, request.subject);
		}
	}

	/** Sends a request whose answer is one record, and takes that out of its envelope. */
	async fetchOne(request: Request): Promise<IDataObject> {
		const answer = await this.send(request);
		const record = this.service.unwrap(answer.body);
		if (!isRecord(record)) throw this.unreadable(answer, request.subject);
		return record as IDataObject;
	}

	/** An answer that has not the shape that it should have. */
	unreadable(answer: Answer, subject: Subject): NodeApiError {
		return unreadableError(this.service, this.connection.node, answer, subject);
	}

	/** An answer that is no success. */
	refused(answer: Answer, subject: Subject): NodeApiError {
		return answerError(this.service, this.connection.node, answer, subject);
	}

	/** One attempt, when there is a place for it among the requests in flight. */
	private async attemptInTurn(request: Request): Promise<Answer | NoAnswer> {
		const { clock, limiters } = this.service;
		const { signal, mostInFlight } = this.connection;
		const attempt = async () => await this.attempt(this.optionsOf(request));
		return await limiters.run(clock, signal, mostInFlight(), attempt, (result) => loadIn(result, clock.now()));
	}

	private timeLeft({ deadline = Infinity }: Request): number {
		return deadline - this.service.clock.now();
	}

	private optionsOf(request: Request): IHttpRequestOptions {
		const { method, path, qs, body, headers } = request;
		const { timeout, ...settings } = this.connection.settings;
		const longest = !timeout || timeout === ENGINE_TIMEOUT ? (request.timeout ?? TIMEOUT) : timeout;
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
			returnFullResponse: true,
			ignoreHttpStatusErrors: this.service.renewsSession ? { ignore: true, except: [401] } : true,
			// A redirect could take the request, and a GET instead of a POST, to another host.
			disableFollowRedirect: true,
		};
	}

	private async attempt(options: IHttpRequestOptions): Promise<Answer | NoAnswer> {
		try {
			return (await this.connection.request(options)) as Answer;
		} catch (error) {
			const code = connectionCode(error);
			if (code !== undefined) return { code };
			const rejected = rejectedAnswer(error);
			if (rejected) return rejected;
			// Refused logins and cancelled executions say what they have to say themselves. No cause goes along: it would hold the request.
			const { message, description } = error as NodeApiError;
			throw new NodeApiError(
				this.connection.node,
				{ message },
				{ message, description: description ?? undefined, failure: { cause: 'credential-invalid' } },
			);
		}
	}
}
