import { isRecord, isWebPage } from '../kit/answer';
import { isComplaint } from '../kit/done';

/** One entry of what Celigo objects to. `code` is stable, `message` is not; `field` is a key of the body that was sent. */
export interface Complaint {
	code?: string;
	message?: string;
	field?: string;
}

/**
 * What Celigo objects to, from any of its forms: `{errors:[{code,message,field}]}` (documented), `{errors:["…"]}`, `{message}`,
 * `{error,code}`, plain text. Empty for a web page and for a body without words.
 */
export function complaintsIn(body: unknown): Complaint[] {
	if (typeof body === 'string') return isWebPage(body) ? [] : entry(body);
	if (!isRecord(body)) return [];
	const { errors, error } = body;
	if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(entry);
	if (typeof errors === 'string' || isRecord(errors)) return entry(errors);
	if (isRecord(error)) return entry(error);
	return entry({ code: body.code, message: body.message ?? error, field: body.field });
}

/** The same of what an answer of success says under `errors` or `error` alone: other words in it need not be a complaint. */
export const refusalsIn = (body: unknown): Complaint[] => (isComplaint(body) ? complaintsIn(body) : []);

/** The words of all complaints in one line; undefined where there are none. */
export function textOfAll(complaints: Complaint[]): string | undefined {
	const texts = complaints.map(({ message, code }) => message ?? code).filter((text) => text !== undefined);
	return cleaned(texts.join(' '));
}

function entry(value: unknown): Complaint[] {
	if (typeof value === 'string') return found({ message: cleaned(value) });
	if (!isRecord(value)) return [];
	return found({ code: cleaned(value.code), message: cleaned(value.message), field: cleaned(value.field) });
}

const found = (complaint: Complaint): Complaint[] =>
	complaint.message === undefined && complaint.code === undefined ? [] : [complaint];

function cleaned(text: unknown): string | undefined {
	if (typeof text !== 'string') return undefined;
	const short = text.replace(/\s+/g, ' ').trim().slice(0, 300);
	return short || undefined;
}
