import type { IHttpRequestOptions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Answer, NoAnswer } from './answer';
import { isTimeOut, isUntrusted, isWebPage, neverLeft, saysNothing } from './answer';
import { isBlank, isComplaint } from './done';
import type { Service } from './service';
import type { Advice, Subject } from './subject';

type Words = Pick<Service, 'name' | 'addressedBy'>;

/** Turns an answer that is no success into an error that says what happened and how to get unstuck. Never holds what was sent. */
export function answerError(
	service: Pick<Service, 'name' | 'advise' | 'wordsOf'>,
	node: INode,
	answer: Answer,
	subject: Subject,
): NodeApiError {
	const { statusCode } = answer;
	const { message, description, failure } = service.advise(answer, subject);
	return new NodeApiError(
		node,
		{ message: service.wordsOf(answer.body) ?? `HTTP ${statusCode}` },
		{
			message,
			description: saysNothing(statusCode) ? wayOut(service, subject, description) : description,
			httpCode: String(statusCode),
			failure,
		},
	);
}

/** Turns a broken connection into an error that tells whether the request may have been carried out. */
export function connectionError(
	service: Words,
	node: INode,
	{ code }: NoAnswer,
	subject: Subject,
	proxy?: Proxy,
): NodeApiError {
	const advice = connectionAdvice(service, code, subject);
	const through = proxy &&
		neverLeft(code) &&
		!isUntrusted(code) && { message: proxyMessage(code, proxy), description: `Nothing was sent. ${CHECK_PROXY}.` };
	return new NodeApiError(node, { message: code }, { ...advice, ...through });
}

/** An answer that has the right status but does not look like success. */
export function unreadableError(
	service: Words & Pick<Service, 'wordsOf'>,
	node: INode,
	answer: Answer,
	subject: Subject,
): NodeApiError {
	const { message, description } = unreadableAdvice(service, answer, subject);
	return new NodeApiError(
		node,
		{ message: 'Unreadable answer' },
		{ message, description: wayOut(service, subject, description), httpCode: String(answer.statusCode) },
	);
}

/** What to say where no answer came. */
export function connectionAdvice(service: Words, code: string, subject: Subject): Advice {
	return {
		message: connectionMessage(code, service.name),
		description: neverLeft(code)
			? `Nothing was sent. Check ${service.addressedBy} and the network of this n8n (${code}).`
			: wayOut(service, subject, `Try again later (${code}).`, ` (${code})`),
		failure: { cause: 'temporarily-unavailable' },
	};
}

function unreadableAdvice(
	{ name, addressedBy, wordsOf }: Words & Pick<Service, 'wordsOf'>,
	{ body }: Answer,
	{ what }: Subject,
): Advice {
	if (isWebPage(body)) {
		return {
			message: `${name} answered with a web page when asked for ${what}`,
			description: `Check ${addressedBy}: it should be the address of the API`,
		};
	}
	if (isComplaint(body)) {
		const words = wordsOf(body);
		return {
			message: `${name} answered with an error when asked for ${what}${words ? `: ${words}` : ''}`,
			description: 'Nothing shows that it was done. Correct what the message names, or try again later.',
		};
	}
	return isBlank(body)
		? {
				message: `${name} answered with nothing when asked for ${what}`,
				description:
					'Nothing shows that it was done. Try again; if it stays so, report it with the operation you used.',
			}
		: {
				message: `${name}'s answer about ${what} could not be read`,
				description:
					'The answer was cut short or has a form that this node does not know. ' +
					'Try again; if it stays so, report it with the operation you used.',
			};
}

/**
 * What to advise about a request that left and came to no clear end. The one place that decides whether another attempt is advised:
 * what may have been carried out, and would be done twice, is to be looked for first.
 *
 * @param otherwise the advice where a second time does no harm
 */
export function wayOut({ name }: Pick<Service, 'name'>, subject: Subject, otherwise: string, code = ''): string {
	const { repeatable, findOut = `Check in ${name}` } = subject;
	return repeatable ? otherwise : `${name} may have carried this out${code}. ${findOut} before you repeat it.`;
}

/** What happened to the connection, in words. n8n replaces messages that contain the code of a connection error. */
export function connectionMessage(code: string, host: string): string {
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The host ${host} was not found`;
	if (code === 'ECONNREFUSED') return `${host} refused the connection`;
	if (isTimeOut(code)) return `${host} did not answer in time`;
	if (isUntrusted(code) || /SSL|TLS/.test(code)) return `The certificate of ${host} is not trusted`;
	return `The connection to ${host} broke off`;
}

export type Proxy = IHttpRequestOptions['proxy'];

export const CHECK_PROXY = "Check 'Proxy' under 'Request Options' of the node";

/** What happened to a connection that goes through a proxy and got no further than that. */
export function proxyMessage(code: string, { host, port }: NonNullable<Proxy>): string {
	return `The proxy ${host}:${port} ${code === 'ECONNREFUSED' ? 'refused the connection' : 'was not found'}`;
}

/** Input that cannot become a request. */
export function inputError(node: INode, message: string, description: string): NodeOperationError {
	return new NodeOperationError(node, message, { description });
}

/** Whether a language model called the node: n8n makes a second node type for that. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

/**
 * Names the item in an error, once. Anything that is no node error yet becomes one. A model has no items to look at, and n8n's agent
 * hands it the message alone: there, the advice stands in the message.
 */
export function forItem(node: INode, error: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	const named = asNodeError(node, error, itemIndex);
	named.context.itemIndex = itemIndex;
	const { message, description } = named;
	const tag = ` [item ${itemIndex}]`;
	if (!isTool(node)) {
		if (!message.endsWith(tag)) named.message += tag;
	} else if (description && !message.includes(description)) {
		named.message = `${message.replace(/\.$/, '')}. ${description}`;
	}
	return named;
}

/** The error itself, or one made of it: where it is none of n8n's yet, or names another item, which shared a look-up with this one. */
function asNodeError(node: INode, error: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	const isApiError = error instanceof NodeApiError;
	if (!isApiError && !(error instanceof NodeOperationError))
		return new NodeOperationError(node, error instanceof Error ? error : String(error));
	const of: unknown = error.context.itemIndex;
	if (of === undefined || of === itemIndex) return error;
	const message = error.message.replace(/ \[item \d+\]$/, '');
	const description = error.description ?? undefined;
	return isApiError
		? new NodeApiError(node, { message }, { message, description, httpCode: error.httpCode ?? undefined })
		: new NodeOperationError(node, message, { description });
}

/**
 * The output item that stands for an error where the node goes on. Only these keys make every n8n send the item to the error output,
 * together with the input item's own data.
 */
export function errorItem(
	{ message, description }: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	return {
		json: { error: message, ...(description && { message: description }) },
		pairedItem: { item: itemIndex },
	};
}
