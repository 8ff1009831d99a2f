import type { INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { advise, connectionAdvice, unreadableAdvice } from './advice';
import type { Answer, NoAnswer } from './answer';
import { complaintsIn, textOfAll } from './complaint';

/** What a request was about, in the terms of the parameters on screen. */
export interface Subject {
	/** The thing, such as `flow 'a1…'`; `the flows` where there is no single one. */
	what: string;
	/** The parameter or parameters that name it: `'Flow'`, `'Flow' and 'Step'`. */
	parameter?: string;
	/** Whether sending the request a second time does no harm. */
	repeatable: boolean;
}

/** Turns an answer that is no success into an error that says what happened and how to get unstuck. Never holds what was sent. */
export function answerError(node: INode, answer: Answer, subject: Subject): NodeApiError {
	const { message, description, failure } = advise(answer, subject);
	return new NodeApiError(
		node,
		{ message: textOfAll(complaintsIn(answer.body)) ?? `HTTP ${answer.statusCode}` },
		{ message, description, httpCode: String(answer.statusCode), failure },
	);
}

/** Turns a broken connection into an error that tells whether the request may have been carried out. */
export function connectionError(node: INode, { code }: NoAnswer, subject: Subject): NodeApiError {
	return new NodeApiError(node, { message: code }, connectionAdvice(code, subject));
}

/** An answer that has the right status but not the shape that it should have. */
export function unreadableError(node: INode, answer: Answer, subject: Subject): NodeApiError {
	return new NodeApiError(
		node,
		{ message: 'Unreadable answer' },
		{ ...unreadableAdvice(answer, subject), httpCode: String(answer.statusCode) },
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
