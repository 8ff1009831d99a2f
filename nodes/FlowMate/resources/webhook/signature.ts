import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { entry } from '../../kit/parameter';
import { choice, filledText, options } from '../../kit/parameters';
import type { Item } from '../../kit/scope';
import { shown } from '../../kit/shown';
import { webhookSecret } from '../../session/credential';

/**
 * The signature that a flow may demand of its webhook's callers, as the platform checks it: the header `hmacHeaderKey ?? 'x-hmac'`
 * holds the HMAC of the raw body in base64, made with `hmacAlgorithm ?? 'sha256'`.
 */
export const signatureHeader = entry(
	options,
	filledText({
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		default: 'x-hmac',
		description:
			'Header for the signature that some flows demand: the HMAC of the body, made with ' +
			"'Webhook Secret' of the credential",
	}),
);

const signatureAlgorithm = entry(
	options,
	choice({
		displayName: 'Signature Algorithm',
		name: 'signatureAlgorithm',
		type: 'options',
		options: [
			{ name: 'SHA-1', value: 'sha1' },
			{ name: 'SHA-256', value: 'sha256' },
			{ name: 'SHA-384', value: 'sha384' },
			{ name: 'SHA-512', value: 'sha512' },
		],
		default: 'sha256',
		description: 'How the signature is made. FlowMate uses SHA-256 unless the settings of the flow name another.',
	}),
);

const signatureEncoding = entry(
	options,
	choice({
		displayName: 'Signature Encoding',
		name: 'signatureEncoding',
		type: 'options',
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Hexadecimal', value: 'hex' },
		],
		default: 'base64',
		description: 'How the signature is written. FlowMate wants Base64.',
	}),
);

export const signatureOptions = [signatureHeader, signatureAlgorithm, signatureEncoding];

/** What a flow's settings say of its signature. */
interface Demanded {
	isDemanded: boolean;
	header: string;
	algorithm: string;
}

/** @param flow where it was read anyway */
function demandedBy(flow: IDataObject | undefined): Demanded {
	const { flowSettings } = flow ?? {};
	const general = isRecord(flowSettings) ? flowSettings : {};
	const settings = { ...general, ...(isRecord(general.webhooks) && general.webhooks) };
	return {
		isDemanded: Boolean(settings.requireWebhookAuth) && Boolean(settings.hmacAuthSecret),
		header: String(settings.hmacHeaderKey ?? 'x-hmac'),
		algorithm: String(settings.hmacAlgorithm ?? 'sha256'),
	};
}

/**
 * The header that signs a call, where an option or the flow asks for one. Options come before the flow's settings.
 *
 * @param body what will be sent, byte for byte
 * @param flow the flow, where it was read anyway
 * @throws NodeOperationError without a secret, and for what cannot be a header
 */
export async function signatureHeaders(item: Item, body: string, flow?: IDataObject): Promise<IDataObject> {
	const demanded = demandedBy(flow);
	const isWanted = signatureOptions.some((option) => item.has(option));
	if (!isWanted && !demanded.isDemanded) return {};
	const header = headerName(item, item.read(signatureHeader) ?? demanded.header);
	const algorithm = item.read(signatureAlgorithm) ?? demanded.algorithm;
	const encoding = item.read(signatureEncoding) ?? 'base64';
	const secret = webhookSecret(await item.credential());
	if (secret) return { [header]: createHmac(algorithm, secret).update(body).digest(encoding) };
	if (!isWanted) return {};
	throw item.badInput(
		"A signature is asked for under 'Options', but the FlowMate credential has no 'Webhook Secret'",
		"Enter the secret under 'Webhook Secret' in the FlowMate credential, or remove the options of the signature",
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
