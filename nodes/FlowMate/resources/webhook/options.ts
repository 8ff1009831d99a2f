import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { entry } from '../../kit/parameter';
import { filledText, flag, optionalText, options } from '../../kit/parameters';
import type { Item } from '../../kit/scope';
import { shown } from '../../kit/shown';
import { webhookSecret } from '../../session/credential';

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

export const signatureHeader = entry(
	options,
	filledText({
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		default: 'x-hmac',
		description:
			'Header for the signature that some flows demand: the HMAC-SHA256 of the body in hexadecimal, made with ' +
			"'Webhook Secret' of the credential",
	}),
);

/** What the options add to the headers of a webhook call. `body` is what will be sent, byte for byte. */
export async function webhookHeaders(item: Item, body: string): Promise<IDataObject> {
	const headers: IDataObject = {};
	const ownId = item.read(requestId);
	const name = item.read(signatureHeader);
	if (ownId !== undefined) headers['x-request-id'] = headerValue(item, 'Request ID', ownId);
	if (name !== undefined) headers[headerName(item, name)] = await signatureOf(item, body);
	return headers;
}

async function signatureOf(item: Item, body: string): Promise<string> {
	const secret = webhookSecret(await item.credential());
	if (secret) return createHmac('sha256', secret).update(body).digest('hex');
	throw item.badInput(
		"'Signature Header' is set, but the FlowMate credential has no 'Webhook Secret'",
		"Enter the secret under 'Webhook Secret' in the FlowMate credential, or remove the option",
	);
}

/** Headers that the node sends itself, or that steer the connection: a signature in their place would break the request. */
const TAKEN = new Set([
	...['accept', 'accept-encoding', 'authorization', 'connection', 'content-encoding', 'content-length', 'content-type'],
	...['cookie', 'date', 'expect', 'host', 'keep-alive', 'origin', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
	...['user-agent', 'via', 'x-auth-type', 'x-request-id', '__proto__'],
]);

function headerName(item: Item, value: string): string {
	const name = value.trim().toLowerCase();
	const isFree = !TAKEN.has(name) && !/^(?:proxy|sec)-/.test(name);
	if (isFree && /^[a-z\d!#$%&'*+.^_`|~-]+$/.test(name)) return name;
	throw item.badInput(
		`'Signature Header' cannot be used as the name of a header: ${shown(value)}`,
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
