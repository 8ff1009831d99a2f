import type { IHttpRequestOptions } from 'n8n-workflow';
import { signed } from '../kit/address';
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
	return signed(request, credential, {
		service: 'Celigo',
		changedBy: "'Region' in the Celigo credential",
		base: baseUrl(credential),
		pathOf: (path) => `${VERSION}${path}`,
		token: () => apiToken(credential),
	});
}
