import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { options } from '../../parameters/list';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { textOf } from '../../request/query';
import { CREDENTIAL } from '../../request/send';

export const wrapInData: Entry = {
	collection: options,
	property: {
		displayName: "Wrap in 'Data'",
		name: 'wrapInData',
		type: 'boolean',
		default: true,
		description: 'Whether to send the data as the value of a field named data, as some flows expect it',
	},
};

export const requestId: Entry = {
	collection: options,
	property: {
		displayName: 'Request ID',
		name: 'requestId',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-4711',
		description: 'Your own ID of this request. FlowMate returns it, and shows it in its logs.',
	},
};

export const signatureHeader: Entry = {
	collection: options,
	property: {
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		default: 'x-hmac',
		description:
			"Header for the signature that some flows demand: the HMAC-SHA256 of the body in hexadecimal, made with 'Webhook Secret' of the credential",
	},
};

/** What the options add to the headers of a webhook call. `body` is what will be sent, byte for byte. */
export async function webhookHeaders(item: Item, body: string): Promise<IDataObject> {
	const { requestId: id, signatureHeader: name } = item.collection('options');
	const headers: IDataObject = {};
	const ownId = textOf(item, 'Request ID', id);
	if (ownId !== undefined) headers['x-request-id'] = headerValue(item, 'Request ID', ownId);
	if (name !== undefined) headers[headerName(item, name)] = await signatureOf(item, body);
	return headers;
}

async function signatureOf(item: Item, body: string): Promise<string> {
	const { webhookSecret } = await item.context.getCredentials<{ webhookSecret?: string }>(CREDENTIAL);
	if (webhookSecret) return createHmac('sha256', webhookSecret).update(body).digest('hex');
	throw item.badInput(
		"'Signature Header' is set, but the FlowMate credential has no 'Webhook Secret'",
		"Enter the secret under 'Webhook Secret' in the FlowMate credential, or remove the option",
	);
}

function headerName(item: Item, value: unknown): string {
	const name = String(value).trim().toLowerCase();
	// Names that would take the place of what the node itself sends.
	if (
		/^[a-z\d!#$%&'*+.^_`|~-]+$/.test(name) &&
		!['authorization', 'content-type', 'content-length', 'host', 'x-auth-type'].includes(name)
	) {
		return name;
	}
	throw item.badInput(
		"'Signature Header' cannot be used as the name of a header",
		'Enter a name such as x-hmac',
	);
}

function headerValue(item: Item, displayName: string, value: string): string {
	if (/^[\x20-\x7e]{1,200}$/.test(value)) return value;
	throw item.badInput(
		`'${displayName}' cannot be sent in a header`,
		'Use at most 200 characters, without accents and line breaks',
	);
}
