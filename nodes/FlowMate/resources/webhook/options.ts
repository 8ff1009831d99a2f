import type { IDataObject } from 'n8n-workflow';
import { entry } from '../../kit/parameter';
import { flag, optionalText, options } from '../../kit/parameters';
import type { Item } from '../../kit/scope';
import { signatureHeaders } from './signature';

export const wrapInData = entry(
	options,
	flag({
		displayName: "Wrap in 'Data'",
		name: 'wrapInData',
		type: 'boolean',
		default: true,
		description: 'Whether to send the data as the value of a field named data, as some flows expect it',
	}),
);

export const requestId = entry(
	options,
	optionalText({
		displayName: 'Request ID',
		name: 'requestId',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-4711',
		description: 'Your own ID of this request. FlowMate returns it, and shows it in its logs.',
	}),
);

/**
 * What the options and the flow, where it was read, add to the headers of a webhook call.
 *
 * @param body what will be sent, byte for byte
 */
export async function webhookHeaders(item: Item, body: string, flow?: IDataObject): Promise<IDataObject> {
	const ownId = item.read(requestId);
	return {
		...(ownId !== undefined && { 'x-request-id': headerValue(item, 'Request ID', ownId) }),
		...(await signatureHeaders(item, body, flow)),
	};
}

function headerValue(item: Item, displayName: string, value: string): string {
	if (/^[\x20-\x7e]{1,200}$/.test(value)) return value;
	throw item.badInput(
		`'${displayName}' cannot be sent in a header`,
		'Use at most 200 characters, without accents and line breaks',
	);
}
