import type { Answer } from './answer';
import { isRecord } from './answer';

/**
 * What an answer of success looks like. Whatever does not look so is no success: a gateway, a login page or a maintenance page answers
 * with 200, too, and a list of errors is JSON.
 *
 * @param answer of any status
 * @param content the answer's body without its envelope
 * @param ids those in the operation's path; left out where a request stands for itself
 */
export type Done = (answer: Answer, content: unknown, ids?: string[]) => boolean;

const isSuccess = ({ statusCode }: Answer) => statusCode >= 200 && statusCode < 300;

/** Any answer of success, for whoever takes it apart and refuses what does not fit: a list. */
export const success: Done = isSuccess;

/** A record that has one of these fields filled: those that hold its ID, or the sentence that confirms a delete. */
export const record =
	(...fields: string[]): Done =>
	(answer, content) =>
		isSuccess(answer) && isRecord(content) && fields.some((field) => isFilled(content[field]));

/** Any answer of success that complains of nothing: a list beside a complaint may lack records. */
export const uncomplaining: Done = (answer) => isSuccess(answer) && !isComplaint(answer.body);

/** A bare list, or one under a key of the body, with no complaint beside it. */
export const list =
	(key?: string): Done =>
	(answer, content) =>
		uncomplaining(answer, content) &&
		[content, key !== undefined && isRecord(answer.body) && answer.body[key]].some(Array.isArray);

/** Nothing at all, as HTTP 204 has it. */
export const empty: Done = (answer) => isSuccess(answer) && isBlank(answer.body);

/** JSON that complains of nothing: for what the service's documents leave open. */
export const anyJson: Done = (answer, content) =>
	uncomplaining(answer, content) && typeof answer.body === 'object' && answer.body !== null;

/** One of several forms. */
export const either =
	(...forms: Done[]): Done =>
	(answer, content, ids) =>
		forms.some((form) => form(answer, content, ids));

/** Whether a body says that something went wrong, whatever the status: it has `errors` or an `error` that is not empty, or nothing else. */
export function isComplaint(body: unknown): boolean {
	if (!isRecord(body)) return false;
	const { errors, error, ...others } = body;
	return says(errors) || says(error) || (Object.keys(body).length > 0 && Object.keys(others).length === 0);
}

const says = (value: unknown) => !!value && (typeof value !== 'object' || Object.keys(value).length > 0);

/** Whether a body holds nothing: no text, or JSON's null. */
export const isBlank = (body: unknown): boolean => body === '' || body === undefined || body === null;

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';
