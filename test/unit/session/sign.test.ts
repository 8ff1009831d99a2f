import type { IHttpRequestOptions } from 'n8n-workflow';
import { systemClock } from '../../../nodes/FlowMate/kit/clock';
import type { FlowMateCredential } from '../../../nodes/FlowMate/session/credential';
import { Sessions } from '../../../nodes/FlowMate/session/session';
import { sign as signWith } from '../../../nodes/FlowMate/session/sign';
import { credentialWith, httpWith } from '../credential';

const sessions = new Sessions(systemClock);

const sign = (credential: FlowMateCredential, options: IHttpRequestOptions) =>
	signWith(sessions, credential, options);

/** A credential with an open session, whose token is `token-1`. */
async function signedIn(data: Partial<FlowMateCredential> = {}): Promise<FlowMateCredential> {
	const credential = credentialWith({ baseUrl: 'https://api.flowmate.example/v1', ...data });
	const { helpers } = httpWith(() => ({ statusCode: 200, body: { token: 'token-1' } }));
	await sessions.renew(helpers, credential);
	return credential;
}

/** What keeps n8n's two request helpers from taking a token along to another address. */
const ONWARD = {
	disableFollowRedirect: true,
	sendCredentialsOnCrossOriginRedirect: false,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

const request = (url: string, other: Partial<IHttpRequestOptions> = {}): IHttpRequestOptions => ({
	method: 'GET',
	url,
	...other,
});

describe('A request of the node', () => {
	it('goes to the base URL with the token of the session', async () => {
		expect(sign(await signedIn(), request('/flows', { qs: { sort: 'name' } }))).toEqual({
			method: 'GET',
			url: 'https://api.flowmate.example/v1/flows',
			baseURL: undefined,
			qs: { sort: 'name' },
			headers: { authorization: 'Bearer token-1' },
			...ONWARD,
		});
	});

	test.each([
		['/users', '/api/users'],
		['/users/me', '/api/users/me'],
		['/users?username=a', '/api/users?username=a'],
		['/userspace', '/userspace'],
		['/flows/users', '/flows/users'],
	])('for %s goes to %s where users are at /api/users', async (url, path) => {
		const credential = await signedIn({ userPath: '/api/users' });
		expect(sign(credential, request(url)).url).toBe(`https://api.flowmate.example/v1${path}`);
	});
});

describe('A request of the HTTP Request node', () => {
	test.each([
		[{ url: 'https://api.flowmate.example/v1/flows' }, 'https://api.flowmate.example/v1/flows'],
		[{ url: 'https://API.flowmate.example:443/x' }, 'https://api.flowmate.example/x'],
		[{ url: 'flows', baseURL: 'https://api.flowmate.example/' }, 'https://api.flowmate.example/flows'],
		[{ url: '/flows', baseURL: 'https://api.flowmate.example' }, 'https://api.flowmate.example/flows'],
	])('%j goes where it says', async (target, url) => {
		const signed = sign(await signedIn(), { ...request(''), ...target });
		expect([signed.url, signed.baseURL, signed.headers]).toEqual([
			url,
			undefined,
			{ authorization: 'Bearer token-1' },
		]);
	});

	it('cannot bring an Authorization of its own', async () => {
		const headers = { Authorization: 'Basic x', AUTHORIZATION: 'y', authorization: 'z', accept: '*/*' };
		expect(sign(await signedIn(), request('/flows', { headers })).headers).toEqual({
			accept: '*/*',
			authorization: 'Bearer token-1',
		});
	});
});

describe('A request to another host gets no token', () => {
	test.each([
		{ url: 'https://evil.example/flows' },
		{ url: 'https://api.flowmate.example.evil.example/flows' },
		{ url: 'https://api.flowmate.example@evil.example/flows' },
		{ url: 'http://api.flowmate.example/flows' },
		{ url: 'https://api.flowmate.example:8443/flows' },
		{ url: '//evil.example/flows' },
		{ url: '/flows', baseURL: 'https://evil.example' },
		{ url: 'https://evil.example/', baseURL: 'https://api.flowmate.example' },
		{ url: 'flows' },
		{ url: '' },
	])('%j', async (target) => {
		const credential = await signedIn();
		expect(() => sign(credential, { ...request(''), ...target })).toThrow(
			expect.objectContaining({
				message: 'The FlowMate credential signs requests to its own host only',
				description:
					"Send the request to https://api.flowmate.example, or change 'Base URL' in the FlowMate credential",
			}),
		);
	});
});
