import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { wayOut } from '../../kit/errors';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import type { Subject } from '../../kit/subject';
import { inState } from '../../advice';
import { lookAt } from './asked';
import { dataOf } from './data';
import { webhookHeaders, wrapInData } from './options';
import { itemOf, reply } from './reply';

/**
 * POST /webhooks/{flowId}. Answers 200 { data: { requestId, message: 'thank you' } } when the data was taken; the flow runs afterwards
 * and its result never comes back. 404 when the flow is unknown, not active, or has a schedule.
 *
 * @param look gives the flow, for data that depends on it
 * @param flow the flow, where it is known already
 * @returns what the webhook replied, and the ID of the flow
 * @throws NodeOperationError for data that does not fit, NodeApiError for data that was not taken
 */
export async function sendData(
	item: Item,
	id: string,
	look: () => Promise<IDataObject>,
	flow?: IDataObject,
): Promise<IDataObject> {
	let seen = flow;
	const data = await dataOf(item, async () => (seen ??= await look()));
	// Text, since a signature is of the exact bytes, and since JSON that was typed is sent as it is.
	const body = item.read(wrapInData) ? `{"data":${data}}` : data;
	const subject: Subject = {
		what: `flow '${id}'`,
		parameter: "'Flow'",
		permission: 'webhooks.execute',
		repeatable: false,
		findOut: 'Check in FlowMate whether the flow ran',
	};
	const answer = await item.send({
		method: 'POST',
		path: pathOf('webhooks', id),
		body,
		headers: await webhookHeaders(item, body, seen),
		subject,
		done: reply,
		accept: [403, 404],
	});
	if (answer.statusCode === 404) throw await takesNoData(item, id);
	if (answer.statusCode === 403) throw notAllowed(item, id);
	// A live server may answer 200 and say in a top-level message what went wrong; success has none there.
	if (isRecord(answer.body) && typeof answer.body.message === 'string')
		throw refusedData(item, id, answer.body.message, subject);
	return itemOf(id, answer.body);
}

/** FlowMate says the same of three things; a look at the flow tells which it is. */
async function takesNoData(item: Item, id: string): Promise<NodeApiError> {
	const look = async () => await lookAt(item, id);
	const flow = await item.door
		.once(`why flow ${id} takes no data`, look)
		.catch(({ httpCode }: NodeApiError) => (httpCode === '404' ? {} : undefined));
	return refusal(item, ...reasonOf(id, flow), '404');
}

/** @param flow undefined where it could not be looked at, empty where there is none */
function reasonOf(id: string, flow: IDataObject | undefined): [message: string, description: string] {
	if (flow === undefined)
		return [
			`The flow '${id}' takes no data: it does not exist, is not active, or runs on a schedule`,
			"Check 'Flow'. Start the flow and wait until it is active; a flow with a cron cannot be reached by webhook.",
		];
	if (flow.id === undefined)
		return [
			`There is no flow '${id}'`,
			"Check 'Flow'. FlowMate says the same of what belongs to another user or tenant.",
		];
	if (flow.cron)
		return [
			`The flow '${id}' takes no data: it runs on a schedule (${String(flow.cron)})`,
			"A flow with a schedule has no webhook. Leave such flows out with the filter 'Takes Data' of 'Get Many'.",
		];
	if (flow.status === 'active')
		return [
			`The flow '${id}' took no data, although it is active`,
			'It may have been started only just now, or be about to stop. Wait a moment and send again.',
		];
	return [
		`The flow '${id}' takes no data: it ${inState(String(flow.status))}`,
		'Start the flow and wait until it is active, then send again',
	];
}

const notAllowed = (item: Item, id: string) =>
	refusal(
		item,
		`The flow '${id}' takes data from authorized senders only`,
		'Use an account that owns the flow and has the permission webhooks.execute, or, where the flow demands a ' +
			"signature, add 'Signature Header' under 'Options'",
		'403',
	);

const refusedData = (item: Item, id: string, text: string, subject: Subject) =>
	refusal(
		item,
		`FlowMate answered for flow '${id}', but not as for data that was taken: ${text.slice(0, 300)}`,
		`Check the data against the input parameters of the flow. ${wayOut(item.service, subject, '')}`,
		'200',
	);

const refusal = ({ node }: Item, message: string, description: string, httpCode: string) =>
	new NodeApiError(node, { message }, { message, description, httpCode });
