import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import type { Done } from '../../kit/done';
import { isBlank, isComplaint } from '../../kit/done';

/**
 * A webhook answers `{ data: { requestId, message } }`, or with what a flow makes it reply: JSON of any form. Nothing, an empty object
 * and a complaint show nothing of data that was taken.
 */
export const reply: Done = ({ statusCode, headers, body }) =>
	statusCode >= 200 && statusCode < 300 && isJson(headers, body) && saysSomething(body);

/** Text and numbers are JSON only where they say so. */
const isJson = (headers: Record<string, unknown>, body: unknown) =>
	typeof body === 'object' || /\bjson\b/i.test(String(headers['content-type'] ?? ''));

function saysSomething(body: unknown): boolean {
	if (isBlank(body) || isComplaint(body)) return false;
	return !isRecord(body) || Object.keys(body).length > 0;
}

/** What the workflow gets of a reply: all of it, FlowMate's own without its envelope. */
export function itemOf(flow: string, body: unknown): IDataObject {
	if (!isRecord(body)) return { flow, reply: body as IDataObject[] };
	const onlyData = isRecord(body.data) && Object.keys(body).length === 1;
	const content = (onlyData ? body.data : body) as IDataObject;
	return 'flow' in content ? { flow, reply: content } : { flow, ...content };
}
