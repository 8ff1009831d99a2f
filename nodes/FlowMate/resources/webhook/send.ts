import { NodeApiError } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { dataFields, dataJson, dataMode, dataOf } from './data';
import { mappedFields } from './mapping';
import { requestId, signatureHeader, webhookHeaders, wrapInData } from './options';
import { itemOf, reply } from './reply';

/**
 * POST /webhooks/{flowId}. Answers 200 { data: { requestId, message: 'thank you' } } when the data was taken; the flow runs afterwards
 * and its result never comes back. 404 when the flow is unknown, not active, or has a schedule.
 */
export const send = operation({
	name: 'Send Data to Flow',
	value: 'send',
	action: 'Send data to flow',
	description: 'Send data to the webhook of an active flow, which then runs with it',
	method: 'POST',
	path: ['webhooks', flowLocator],
	permission: 'webhooks.execute',
	uses: [dataMode, dataJson, dataFields, mappedFields, wrapInData, requestId, signatureHeader],
	findOut: 'Check in FlowMate whether the flow ran',
	done: reply,
	accept: [403, 404],
	body(item) {
		const data = dataOf(item);
		// Text, since a signature is of the exact bytes, and since JSON that was typed is sent as it is.
		return item.read(wrapInData) ? `{"data":${data}}` : data;
	},
	headers: async (item, body) => await webhookHeaders(item, body as string),
	read(item, { statusCode, body }, [flow]) {
		if (statusCode === 404) throw notActive(item.node, flow);
		if (statusCode === 403) throw notAllowed(item.node, flow);
		// A live server may answer 200 and say in a top-level message what went wrong; success has none there.
		if (isRecord(body) && typeof body.message === 'string') throw refusedData(item.node, flow, body.message);
		return itemOf(flow, body);
	},
});

function notActive(node: NodeApiError['node'], flow: string): NodeApiError {
	const message = `The flow '${flow}' takes no data: it does not exist, is not active, or runs on a schedule`;
	const description =
		"Check 'Flow'. Start the flow and wait until it is active; a flow with a cron cannot be reached by webhook.";
	return new NodeApiError(node, { message }, { message, description, httpCode: '404' });
}

function notAllowed(node: NodeApiError['node'], flow: string): NodeApiError {
	const message = `The flow '${flow}' takes data from authorized senders only`;
	const description =
		'Use an account that owns the flow and has the permission webhooks.execute, or, where the flow demands a ' +
		"signature, add 'Signature Header' under 'Options'";
	return new NodeApiError(node, { message }, { message, description, httpCode: '403' });
}

function refusedData(node: NodeApiError['node'], flow: string, text: string): NodeApiError {
	const message = `The flow '${flow}' did not take the data: ${text.slice(0, 300)}`;
	const description = 'Check the data against the input parameters of the flow';
	return new NodeApiError(node, { message }, { message, description, httpCode: '200' });
}
