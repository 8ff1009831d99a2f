import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { CeligoCredential } from './credential';
import { apiToken, baseUrl } from './credential';

/** All paths of the API stand under it. */
export const VERSION = '/v1';

/**
 * Addresses a request to the credential's host and adds the token.
 *
 * @param request with a relative URL (`/flows`) as this package's node makes it, or an absolute one from the HTTP Request node
 * @throws UserError when the request goes to another host or scheme: a token never leaves for one
 */
export function sign(credential: CeligoCredential, request: IHttpRequestOptions): IHttpRequestOptions {
	const base = baseUrl(credential);
	const relative = request.url.startsWith('/') && !request.url.startsWith('//') && !request.baseURL;
	const url = relative ? `${base}${VERSION}${request.url}` : absolute(request);
	if (!URL.canParse(url) || new URL(url).origin !== new URL(base).origin) {
		throw new UserError('The Celigo credential signs requests to its own host only', {
			description: `Send the request to ${new URL(base).origin}, or change 'Region' in the Celigo credential`,
		});
	}
	const headers = { ...request.headers, authorization: `Bearer ${apiToken(credential)}` };
	return { ...request, baseURL: undefined, url, headers };
}

function absolute({ baseURL, url }: IHttpRequestOptions): string {
	return baseURL && !/^[a-z][a-z\d+.-]*:/i.test(url)
		? `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`
		: url;
}
