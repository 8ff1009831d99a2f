import type { Failure, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Answer, NoAnswer } from './answer';
import { isWebPage, serverText } from './answer';
import { connectionMessage } from './refusals';
import { retryAfterMs } from './retry';

/** What a request was about, in the terms of the parameters on screen. */
export interface Subject {
	/** The thing, such as `flow 'a1…'`; `the list of flows` where there is no single one. */
	what: string;
	/** The parameter that names it. */
	parameter?: string;
	/** Permission that FlowMate demands; its own answer does not name it. */
	permission?: string;
	/** Whether sending the request a second time does no harm. */
	repeatable: boolean;
}

interface Advice {
	message: string;
	description: string;
	failure?: Failure;
}

/** Turns an answer that is no success into an error that says what happened and how to get unstuck. Never holds what was sent. */
export function answerError(node: INode, answer: Answer, subject: Subject): NodeApiError {
	const { message, description, failure } = advise(answer, subject);
	return new NodeApiError(
		node,
		{ message: serverText(answer.body) ?? `HTTP ${answer.statusCode}` },
		{ message, description, httpCode: String(answer.statusCode), failure },
	);
}

/** Turns a broken connection into an error that tells whether the request may have been carried out. */
export function connectionError(node: INode, { code }: NoAnswer, subject: Subject): NodeApiError {
	const message = connectionMessage(code, 'FlowMate');
	const arrived = code !== 'ENOTFOUND' && code !== 'EAI_AGAIN' && code !== 'ECONNREFUSED';
	const description = !arrived
		? `Nothing was sent. Check 'Base URL' in the FlowMate credential and the network of this n8n (${code}).`
		: subject.repeatable
			? `Try again later (${code}).`
			: `FlowMate may have received it before the connection broke off (${code}). Check in FlowMate whether it arrived before you send it again.`;
	return new NodeApiError(
		node,
		{ message: code },
		{ message, description, failure: { cause: 'temporarily-unavailable' } },
	);
}

/** An answer that has the right status but not the shape that it should have. */
export function unreadableError(node: INode, answer: Answer, { what }: Subject): NodeApiError {
	const webPage = isWebPage(answer.body);
	return new NodeApiError(
		node,
		{ message: 'Unreadable answer' },
		{
			message: webPage
				? `FlowMate answered with a web page when asked for ${what}`
				: `FlowMate's answer about ${what} could not be read`,
			description: webPage
				? "Check 'Base URL' in the FlowMate credential: it should be the address of the API"
				: 'The answer was cut short or has a form that this node does not know. Try again; if it stays so, report it with the operation you used.',
			httpCode: String(answer.statusCode),
		},
	);
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
	const named =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(node, error instanceof Error ? error : String(error));
	named.context.itemIndex = itemIndex;
	const { message, description } = named;
	const tag = ` [Item ${itemIndex}]`;
	if (!isTool(node)) {
		if (!message.endsWith(tag)) named.message += tag;
	} else if (description && !message.includes(description)) {
		named.message = `${message.replace(/\.$/, '')}. ${description}`;
	}
	return named;
}

/**
 * The output item that stands for an error where the node goes on. Only these keys make n8n send the item to the error output,
 * together with the input item's own data.
 */
export function errorItem(
	{ message, description }: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	return {
		json: { error: message, ...(description && { details: description }) },
		pairedItem: { item: itemIndex },
	};
}

function advise(answer: Answer, subject: Subject): Advice {
	const { statusCode, body } = answer;
	const text = serverText(body);
	const { what, parameter } = subject;
	switch (statusCode) {
		case 400:
			return {
				message: `FlowMate did not accept the input for ${what}${text ? `: ${text}` : ''}`,
				description: 'Correct the named value and run the node again',
			};
		case 401:
			return {
				message: 'FlowMate did not accept the session',
				description:
					'Test the FlowMate credential; something else may log in with the same account at the same time',
				failure: { cause: 'credential-invalid' },
			};
		case 403:
			return forbidden(text, subject);
		case 404:
			return isWebPage(body) || !parameter
				? {
						message: `FlowMate does not offer ${what} at this address`,
						description: "Check 'Base URL' and 'User Path' in the FlowMate credential",
					}
				: {
						message: `There is no ${what}`,
						description: `Check '${parameter}'. FlowMate says the same of what belongs to another user or tenant.`,
					};
		case 409:
			return conflict(text, what);
		case 413:
			return {
				message: `The data for ${what} is larger than FlowMate accepts`,
				description:
					'FlowMate takes up to 100 kB in one request, and up to 10 MB at a webhook. Send less at once.',
			};
		case 429: {
			return {
				message: 'FlowMate asks to slow down',
				description: "Lower 'Max Requests in Flight' under 'Options', or run the workflow later",
				failure: { cause: 'rate-limited', retryAfterMs: retryAfterOf(answer) },
			};
		}
	}
	if (statusCode >= 300 && statusCode < 400) {
		return {
			message: "The address under 'Base URL' leads on to another address",
			description: "Enter the final address under 'Base URL' in the FlowMate credential",
		};
	}
	if (statusCode >= 502 && statusCode <= 504) {
		return {
			message: `FlowMate is not available at the moment (HTTP ${statusCode})`,
			description: subject.repeatable
				? 'Try again in a few minutes'
				: 'FlowMate may have carried the request out. Check in FlowMate before you repeat it.',
			failure: { cause: 'temporarily-unavailable' },
		};
	}
	return {
		message: `FlowMate could not handle the request for ${what}${text ? `: ${text}` : ''} (HTTP ${statusCode})`,
		description:
			statusCode >= 500
				? 'FlowMate gave no usable reason. Check the values you send, above all nested JSON; if they are right, report it to FlowMate.'
				: 'Check the values you send',
	};
}

/** FlowMate says `MISSING_PERMISSION` or `FORBIDDEN` without naming the permission, or a sentence about what it does not allow. */
function forbidden(text: string | undefined, { what, permission }: Subject): Advice {
	const message = `This FlowMate account may not use ${what}`;
	const failure: Failure = { cause: 'configuration-invalid' };
	if (text === 'FORBIDDEN' && permission === 'tenant.account.create') {
		return {
			message: 'This FlowMate account may not give a user these permissions or roles',
			description: "Leave out 'Permissions' and 'Role IDs', or use the account of an administrator",
			failure,
		};
	}
	if (text?.includes(' ')) {
		const description = 'Leave out what the message names, or use an account that may do it';
		return { message: `${message}: ${text}`, description, failure };
	}
	const description = permission
		? `FlowMate demands the permission ${permission}. Use another account, or set 'Act as User' in the FlowMate credential.`
		: "Use another account, or set 'Act as User' in the FlowMate credential";
	return { message, description, failure };
}

/** How long FlowMate asks to wait, in ms; n8n paces the next poll by it. */
function retryAfterOf({ headers }: Answer): number | undefined {
	const header = headers['retry-after'];
	return typeof header === 'string' ? retryAfterMs(header) : undefined;
}

/** FlowMate refuses in three situations: `Flow is not inactive. Current status: active`, `DUPLICATE_KEY`, and documented ones without a text. */
function conflict(text: string | undefined, what: string): Advice {
	if (text === 'DUPLICATE_KEY') {
		return {
			message: "'User Name' is taken: FlowMate has a user with this user name",
			description:
				"Choose another 'User Name', or find the user with 'Get Many'. Upper and lower case are the same.",
		};
	}
	const status = /Current status: (\w+)/.exec(text ?? '')?.[1];
	return status
		? {
				message: `The ${what} is not inactive (its status is ${status})`,
				description:
					'FlowMate changes and deletes inactive flows only. Stop the flow, wait until it is inactive, then run this again.',
			}
		: {
				message: `FlowMate does not allow this in the present state of ${what}${text ? `: ${text}` : ''}`,
				description: "Look at its status with 'Get', and change that first",
			};
}
