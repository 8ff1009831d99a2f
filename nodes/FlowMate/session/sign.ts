import type { IHttpRequestOptions } from 'n8n-workflow';
import { signed } from '../kit/address';
import type { FlowMateCredential } from './credential';
import { baseUrl, userPath } from './credential';
import type { Sessions } from './session';

/**
 * Addresses a request to the credential's host and signs it.
 *
 * @param request with a relative URL (`/flows`, `/users/me`) as this package's nodes make it, or an absolute one from the HTTP Request node
 * @throws UserError when the request goes to another host: a token never leaves for one
 */
export function sign(
	sessions: Sessions,
	credential: FlowMateCredential,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	return signed(request, credential, {
		service: 'FlowMate',
		changedBy: "'Base URL' in the FlowMate credential",
		base: baseUrl(credential),
		// FlowMate's pages disagree on where users are, so the credential says it.
		pathOf: (path) => path.replace(/^\/users(?=[/?]|$)/, userPath(credential)),
		token: () => sessions.currentToken(credential, request),
	});
}
