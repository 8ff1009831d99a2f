import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { credentialFor } from '../../nodes/FlowMate/kit/credential';
import type { FlowMateCredential } from '../../nodes/FlowMate/session/credential';

let hosts = 0;

/** A credential of a host that no other test has a session with. */
export function credentialWith(data: Partial<FlowMateCredential> = {}): FlowMateCredential {
	const fields = {
		authentication: 'login' as const,
		baseUrl: `https://host-${++hosts}.example`,
		username: 'partner',
		password: 'secret',
		token: '',
		actAsUser: '',
		userPath: '/users',
		webhookSecret: '',
		ignoreSSLIssues: false,
		sessionToken: '',
		...data,
	};
	return credentialFor(fields, { settings: {}, hurried: false });
}

type Answer = { statusCode: number; body: unknown; headers?: Record<string, string> };

/** n8n's request helper with a server that answers as `answer` does; `calls` are the requests, in short. */
export function httpWith(answer: (request: IHttpRequestOptions, number: number) => Answer) {
	const calls: string[] = [];
	const requests: IHttpRequestOptions[] = [];
	const httpRequest = async (request: IHttpRequestOptions) => {
		calls.push(`${request.method} ${new URL(request.url).pathname}`);
		requests.push(request);
		await Promise.resolve();
		return { headers: {}, ...answer(request, calls.length) };
	};
	return { calls, requests, helpers: { httpRequest } as unknown as IHttpRequestHelper['helpers'] };
}
