import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Answer, NoAnswer } from './answer';
import { connectionCode, isRecord, outcomeOf } from './answer';
import type { Subject } from './errors';
import { answerError, connectionError } from './errors';
import { inFlight } from './flights';
import { pause, stopIfCancelled, waitBeforeRetry } from './retry';

export const CREDENTIAL = 'flowMateApi';

/** Requests of one node run that may be on their way at the same time, unless 'Max Requests in Flight' says otherwise. */
export const DEFAULT_IN_FLIGHT = 10;

/** The engine fills in 300 s where the user set no time-out; a call to FlowMate that takes a minute will not come back. */
const ENGINE_TIMEOUT = 300_000;
const TIMEOUT = 60_000;

/** What all of n8n's contexts (a node's item, a list in the editor, a poll) have in common. */
export interface Context {
	getNode(): INode;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequestWithAuthentication'>;
}

export interface Request {
	method: IHttpRequestMethods;
	/** Made by pathOf: relative to the base URL. */
	path: string;
	qs?: IDataObject;
	/** Sent as JSON; a string is JSON already. */
	body?: IDataObject | IDataObject[] | string[] | string;
	headers?: IDataObject;
	/** What it is about, and whether it may be sent again after a failure that may have arrived. */
	subject: Subject;
	inFlight?: number;
	/** Answers with these statuses are handed back instead of thrown. */
	accept?: number[];
	/** When the answer is of no use any more, in ms since 1970: no attempt and no wait goes on beyond it. */
	deadline?: number;
}

/** An answer, and whether an earlier attempt, whose answer was lost, may have done what was asked. */
export type Reply = Answer & { repeated: boolean };

/**
 * Sends one request: signs it, waits for its turn, repeats it where that helps and does no harm.
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
	const { method, path, qs, body, headers } = request;
	const longest = !timeout || timeout === ENGINE_TIMEOUT ? TIMEOUT : timeout;
	return {
		...options,
		timeout: Math.max(1, Math.min(longest, timeLeft(request))),
		method,
		url: path,
		qs,
		// A user name may be asked for more than once; brackets would make it an unknown parameter.
		arrayFormat: 'repeat',
		headers: {
			accept: 'application/json',
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
		// Serialised here: the request helper leaves out a body that is an empty object.
		body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
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
		const rejected = rejectedAnswer(error);
		if (rejected) return rejected;
		// Refused logins and cancelled executions say what they have to say themselves. No cause goes along: it would hold the request.
		const { message, description } = error as NodeApiError;
		throw new NodeApiError(
			context.getNode(),
			{ message },
			{ message, description: description ?? undefined, failure: { cause: 'credential-invalid' } },
		);
	}
}

/** n8n hands back every status but 401, which it throws once the session has been renewed in vain. */
function rejectedAnswer(error: unknown): Answer | undefined {
	for (let level = error, depth = 0; isRecord(level) && depth < 5; level = level.cause, depth++) {
		if (isRecord(level.response) && level.response.status === 401) {
			return { statusCode: 401, headers: {}, body: level.response.data };
		}
	}
	return undefined;
}
