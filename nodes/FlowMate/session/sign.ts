import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
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
	const base = baseUrl(credential);
	const relative = request.url.startsWith('/') && !request.url.startsWith('//') && !request.baseURL;
	const url = relative ? `${base}${underUserPath(request.url, credential)}` : absolute(request);
	if (URL.canParse(url) === false || new URL(url).origin !== new URL(base).origin) {
		throw new UserError('The FlowMate credential signs requests to its own host only', {
			description: `Send the request to ${new URL(base).origin}, or change 'Base URL' in the FlowMate credential`,
		});
	}
	const headers = {
		...unsigned(request.headers),
		authorization: `Bearer ${sessions.currentToken(credential)}`,
	};
	return { ...request, baseURL: undefined, url, headers };
}

/** Headers without an Authorization, in whatever case somebody has written it. */
function unsigned(headers: IHttpRequestOptions['headers'] = {}): IHttpRequestOptions['headers'] {
	return Object.fromEntries(
		Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
	) as IHttpRequestOptions['headers'];
}

function absolute({ baseURL, url }: IHttpRequestOptions): string {
	return baseURL && !/^[a-z][a-z\d+.-]*:/i.test(url)
		? `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`
		: url;
}

/** FlowMate's pages disagree on where users are, so the credential says it. */
function underUserPath(path: string, credential: FlowMateCredential): string {
	return path.replace(/^\/users(?=[/?]|$)/, userPath(credential));
}
