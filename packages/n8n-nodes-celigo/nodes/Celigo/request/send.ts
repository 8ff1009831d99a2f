import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer, NoAnswer } from './answer';
import { connectionCode, outcomeOf } from './answer';
import type { Subject } from './errors';
import { answerError, connectionError } from './errors';
import { inFlight } from './flights';
import { pause, stopIfCancelled, waitBeforeRetry } from './retry';

export const CREDENTIAL = 'celigoApi';

/** Requests of one node run that may be on their way at the same time, unless 'Max Requests in Flight' says otherwise. */
export const DEFAULT_IN_FLIGHT = 10;

/** The engine fills in 300 s where the user set no time-out. */
const ENGINE_TIMEOUT = 300_000;
const TIMEOUT = 60_000;

/** What all of n8n's contexts (a node's item, a list in the editor) have in common. */
export interface Context {
	getNode(): INode;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequestWithAuthentication'>;
}

export interface Request {
	method: IHttpRequestMethods;
	/** Made by pathOf, or by nextPage from a link of Celigo's: relative to the base URL, below /v1. */
	path: string;
	qs?: IDataObject;
	/** Sent as JSON. */
	body?: IDataObject | IDataObject[];
	/** What it is about, and whether it may be sent again after a failure that may have arrived. */
	subject: Subject;
	inFlight?: number;
	/** Milliseconds to wait for the answer, where a minute is too short. */
	timeout?: number;
	/** Answers with these statuses are handed back instead of thrown. */
	accept?: number[];
	/** When the answer is of no use any more, in ms since 1970: no attempt and no wait goes on beyond it. */
	deadline?: number;
}

/** An answer, and whether an earlier attempt, whose answer was lost, may have done what was asked. */
export type Reply = Answer & { repeated: boolean };

/**
 * Sends one request: has it signed, waits for its turn, repeats it where that helps and does no harm.
 *
 * @param options what the engine found in the node's settings: time-out, proxy, certificates
 * @returns the answer, of status below 300 or one of `request.accept`
 * @throws NodeApiError for every other answer and for none
 */
export async function send(
	context: Context,
	request: Request,
	options: Partial<IHttpRequestOptions> = {},
): Promise<Reply> {
	const signal = context.getExecutionCancelSignal?.();
	return await inFlight(signal, request.inFlight ?? DEFAULT_IN_FLIGHT, async () => {
		let repeated = false;
		for (let attempts = 1; ; attempts++) {
			stopIfCancelled(signal);
			const result = await attempt(context, httpOptions(request, options));
			if ('code' in result) stopIfCancelled(signal);
			const outcome = outcomeOf(result);
			const wait = waitBeforeRetry(outcome, attempts, request.subject.repeatable);
			if (wait !== undefined && wait < timeLeft(request)) {
				repeated ||= outcome.kind === 'unavailable';
				await pause(wait, signal);
			} else if ('code' in result) throw connectionError(context.getNode(), result, request.subject);
			else if (result.statusCode < 300 || request.accept?.includes(result.statusCode))
				return { ...result, repeated };
			else throw answerError(context.getNode(), result, request.subject);
		}
	});
}

const timeLeft = ({ deadline = Infinity }: Request) => deadline - Date.now();

function httpOptions(
	request: Request,
	{ timeout, ...options }: Partial<IHttpRequestOptions>,
): IHttpRequestOptions {
	const { method, path, qs, body } = request;
	const longest = !timeout || timeout === ENGINE_TIMEOUT ? (request.timeout ?? TIMEOUT) : timeout;
	return {
		...options,
		timeout: Math.max(1, Math.min(longest, timeLeft(request))),
		method,
		url: path,
		qs,
		headers: {
			accept: 'application/json',
			...(body !== undefined && { 'content-type': 'application/json' }),
		},
		// Serialised here: the request helper leaves out a body that is an empty object.
		body: body === undefined ? undefined : JSON.stringify(body),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect could take the request, and a GET instead of a POST, to another host.
		disableFollowRedirect: true,
	};
}

async function attempt(context: Context, options: IHttpRequestOptions): Promise<Answer | NoAnswer> {
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			CREDENTIAL,
			options,
		)) as Answer;
	} catch (error) {
		const code = connectionCode(error);
		if (code !== undefined) return { code };
		// An empty credential and a cancelled execution say what they have to say themselves. No cause goes along: it would hold the request.
		const { message, description } = error as NodeApiError;
		throw new NodeApiError(
			context.getNode(),
			{ message },
			{ message, description: description ?? undefined, failure: { cause: 'credential-invalid' } },
		);
	}
}
