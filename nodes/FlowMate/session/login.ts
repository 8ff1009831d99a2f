import type { IHttpRequestHelper, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Answer, NoAnswer } from '../kit/answer';
import { connectionCode, isRecord, readAnswer } from '../kit/answer';
import type { Clock } from '../kit/clock';
import { pause } from '../kit/clock';
import { verdictOn, waitBeforeRetry } from '../kit/retry';
import { serverText } from '../advice';
import type { FlowMateCredential } from './credential';
import { baseUrl, staticToken, userPath } from './credential';
import {
	addressReason,
	connectionReason,
	DISABLED,
	impersonationReason,
	loginReason,
	missing,
	SessionRefused,
	tokenReason,
	unavailableReason,
} from './refusals';

/** The requests that open a session. Each throws SessionRefused for a reason that lasts, UserError for a passing one. */
type Http = IHttpRequestHelper['helpers'];

/** What a login needs: n8n's request helper, the credential as it is for the item at hand, and a clock. */
export interface Visit {
	http: Http;
	credential: FlowMateCredential;
	clock: Clock;
}

const TIMEOUT = 30_000;

/** POST /login → 200 `{token, id}`, where id is the token's, not the user's. */
export async function logIn(visit: Visit): Promise<string> {
	const { username, password } = visit.credential;
	if (!username || !password) throw new SessionRefused(missing.login);
	const answer = await call(visit, 'POST', '/login', { body: { username, password } });
	const token = tokenIn(answer);
	if (!token) throw new SessionRefused(loginReason(answer));
	return token;
}

/** A static token is what it is. */
export async function checkToken(visit: Visit): Promise<string> {
	const token = staticToken(visit.credential);
	if (!token) throw new SessionRefused(missing.token);
	if (!(await isKnown(visit, token))) throw new SessionRefused(tokenReason);
	return token;
}

/** Whether FlowMate still knows a token: GET users/me. */
export async function isKnown(visit: Visit, token: string): Promise<boolean> {
	const answer = await call(visit, 'GET', `${userPath(visit.credential)}/me`, { token });
	return answer.statusCode !== 401;
}

/**
 * POST /impersonate with a partner's token and `{username}` → `{token, id}`. FlowMate creates the end user on the first call.
 * Returns undefined when the partner's token has expired.
 */
export async function impersonate(visit: Visit, username: string, partnerToken: string): Promise<string | undefined> {
	const answer = await call(visit, 'POST', '/impersonate', {
		token: partnerToken,
		body: { username },
	});
	if (answer.statusCode === 401 && serverText(answer.body) !== DISABLED) return undefined;
	const token = tokenIn(answer);
	if (!token) throw new SessionRefused(impersonationReason(answer));
	return token;
}

async function call(
	{ http, credential, clock }: Visit,
	method: IHttpRequestMethods,
	path: string,
	{ token, body }: { token?: string; body?: { username: string; password?: string } },
): Promise<Answer> {
	const url = `${baseUrl(credential)}${path}`;
	const { host } = new URL(url);
	for (let attempts = 1; ; attempts++) {
		const result = await attempt(http, {
			method,
			url,
			headers: { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
			...(body && { body }),
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT,
		});
		const wait = waitBeforeRetry(verdictOn(result, clock.now()), attempts, true, clock);
		if (wait !== undefined) {
			await pause(clock, wait);
			continue;
		}
		if ('code' in result) throw new SessionRefused(connectionReason(result, host));
		if (result.statusCode === 429 || result.statusCode >= 500) {
			const { message, description } = unavailableReason(result);
			throw new UserError(message, { description });
		}
		const wrongAddress = addressReason(result, host);
		if (wrongAddress) throw new SessionRefused(wrongAddress);
		return result;
	}
}

async function attempt(http: Http, options: IHttpRequestOptions): Promise<Answer | NoAnswer> {
	try {
		return readAnswer((await http.httpRequest(options)) as Answer);
	} catch (error) {
		const code = connectionCode(error);
		if (code === undefined) throw error;
		return { code };
	}
}

function tokenIn({ statusCode, body }: Answer): string | undefined {
	if (statusCode >= 300 || !isRecord(body)) return undefined;
	return typeof body.token === 'string' && body.token ? body.token : undefined;
}
