import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Credential } from './credential';

/** Where a credential's requests go, and what they are signed with. */
export interface Signature {
	/** The service's name, for messages: `FlowMate`. */
	service: string;
	/** Where a person changes the host, for messages: `'Base URL' in the FlowMate credential`. */
	changedBy: string;
	/** From webAddress. */
	base: string;
	/** What comes behind the base for a relative URL, such as `/v1/flows` for `/flows`. */
	pathOf(relative: string): string;
	/** Asked for once the address is known to be right. */
	token(): string;
}

/**
 * The address of an API as a person enters it: without blanks around it and slashes at its end.
 *
 * @returns undefined for everything but http and https addresses of a host, with or without a path
 */
export function webAddress(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	// The parser makes a host of `http:/host` and `http:host` as well.
	if (!/^https?:\/\/[^/\\?#@]+(?:\/[^\\?#@]*)?$/i.test(text) || !URL.canParse(text)) return undefined;
	const { origin, pathname } = new URL(text);
	return `${origin}${pathname.replace(/\/+$/, '')}`;
}

/** A request as n8n hands it over: by its own nodes with `url`, by the HTTP Request node with `uri`, as of old. */
type AnyRequest = Omit<IHttpRequestOptions, 'url'> & { url?: string; uri?: string };

/**
 * Addresses a request to the credential's host and adds its token.
 *
 * @param request with a relative URL (`/flows`) as this package's nodes make it, or an absolute one from the HTTP Request node
 * @throws UserError when the request goes to another host, port or scheme: a token never leaves for one
 */
export function signed(given: object, credential: Credential, signature: Signature): IHttpRequestOptions {
	const { uri, ...request } = given as AnyRequest;
	const url = addressed(uri ?? request.url ?? '', request.baseURL, signature);
	const token = signature.token();
	return {
		...request,
		...ONWARD,
		...skippingCertificates(credential),
		...domainsOf(credential),
		baseURL: undefined,
		auth: undefined,
		...(uri === undefined ? { url } : { uri: url }),
		headers: { ...unsigned(request.headers), authorization: `Bearer ${token}` },
	} as IHttpRequestOptions;
}

/** An API has no redirects, and one could take the token along. The last three tell n8n's older request helper. */
const ONWARD = {
	disableFollowRedirect: true,
	sendCredentialsOnCrossOriginRedirect: false,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

function addressed(
	target: string,
	baseURL: string | undefined,
	{ service, changedBy, base, pathOf }: Signature,
): string {
	if (!baseURL && /^\/(?![/\\])/.test(target)) return `${base}${pathOf(target)}`;
	const text = baseURL && !/^[a-z][a-z\d+.-]*:/i.test(target) ? joined(baseURL, target) : target;
	const absolute = URL.canParse(text) ? new URL(text) : undefined;
	const { origin } = new URL(base);
	if (absolute?.origin === origin && !absolute.username && !absolute.password) return absolute.href;
	throw new UserError(`The ${service} credential signs requests to its own host only`, {
		description: `Send the request to ${origin}, or change ${changedBy}`,
	});
}

const joined = (base: string, path: string) => `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;

/** Headers without an Authorization, in whatever case somebody has written it. */
function unsigned(headers: IHttpRequestOptions['headers'] = {}): IHttpRequestOptions['headers'] {
	const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization');
	return Object.fromEntries(others) as IHttpRequestOptions['headers'];
}

/** 'Ignore SSL Issues (Insecure)', for both of n8n's request helpers. */
export const skippingCertificates = ({ ignoreSSLIssues }: Credential) =>
	ignoreSSLIssues === true ? { skipSslCertificateValidation: true, rejectUnauthorized: false } : {};

/** n8n's 'Allowed HTTP Request Domains'. It sees to them for its HTTP Request node, and at a login; this does for all other requests. */
const domainsOf = ({ allowedHttpRequestDomains, allowedDomains }: Credential) =>
	allowedHttpRequestDomains === 'domains' && typeof allowedDomains === 'string' ? { allowedDomains } : {};

/** A secret as it was pasted: without the line ends that come along. */
export const withoutLineEnds = (secret: unknown): string => String(secret ?? '').replace(/^[\r\n]+|[\r\n]+$/g, '');

/** A token as it was pasted: without blanks, line ends and the word Bearer. */
export const pastedToken = (token: unknown): string =>
	String(token ?? '')
		.trim()
		.replace(/^(?:Bearer\s+)+/i, '');
