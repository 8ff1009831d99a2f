import type { IHttpRequestHelper, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import { skippingCertificates } from '../kit/address';
import type { Answer, NoAnswer } from '../kit/answer';
import { connectionCode, isRecord, readAnswer } from '../kit/answer';
import { blanked } from '../kit/blank';
import type { Clock } from '../kit/clock';
import { pause, stopIfCancelled } from '../kit/clock';
import type { Way } from '../kit/credential';
import { chosenTimeout } from '../kit/settings';
import { serverText } from '../advice';
import type { FlowMateCredential } from './credential';
import { baseUrl, loginOf, staticToken, userPath } from './credential';
import { attemptTimeout, waitBefore } from './patience';
import {
	addressReason,
	connectionReason,
	DISABLED,
	impersonationReason,
	loginReason,
	missing,
	SessionRefused,
	SessionUnavailable,
	tokenReason,
	unavailableReason,
} from './refusals';

/** The requests that open a session. Each throws SessionRefused for a reason that lasts, SessionUnavailable for a passing one. */
type Http = IHttpRequestHelper['helpers'];

/** What a login needs: n8n's request helper, the credential as it is for the item at hand, the way to go, and a clock. */
export interface Visit {
	http: Http;
	credential: FlowMateCredential;
	way: Way;
	clock: Clock;
	/** Aborted when nobody waits for the login any more. */
	signal?: AbortSignal;
}

/** POST /login → 200 `{token, id}`, where id is the token's, not the user's. */
export async function logIn(visit: Visit): Promise<string> {
	const { username, password } = loginOf(visit.credential);
	if (!username || !password) throw new SessionRefused(missing.login);
	const answer = await call(visit, 'POST', '/login', { body: { username, password } });
	const token = tokenIn(answer);
	if (!token) throw new SessionRefused(loginReason(answer, baseUrl(visit.credential)));
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

interface Sent {
	token?: string;
	body?: { username: string; password?: string };
}

async function call(visit: Visit, method: IHttpRequestMethods, path: string, sent: Sent): Promise<Answer> {
	const { credential, clock, way, signal } = visit;
	const url = `${baseUrl(credential)}${path}`;
	const begun = clock.now();
	for (let attempts = 1; ; attempts++) {
		stopIfCancelled(signal);
		const elapsed = () => clock.now() - begun;
		const timeout = attemptTimeout(elapsed(), way.hurried, chosenTimeout(way.settings));
		const result = await attempt(visit, { ...requestOf(visit, sent), method, url, timeout });
		stopIfCancelled(signal);
		const wait = waitBefore({ result, attempts, elapsed: elapsed(), hurried: way.hurried }, clock);
		if (wait !== undefined) await pause(clock, wait, signal);
		else return settled(result, baseUrl(credential), way);
	}
}

/** An answer that says something about the session. @throws SessionRefused, SessionUnavailable for what says something else */
function settled(result: Answer | NoAnswer, base: string, way: Way): Answer {
	const { host } = new URL(base);
	if ('code' in result) throw new SessionUnavailable(connectionReason(result, host, way.settings.proxy));
	if (result.statusCode === 429 || result.statusCode >= 500)
		throw new SessionUnavailable(unavailableReason(result, base));
	const wrongAddress = addressReason(result, host);
	if (wrongAddress) throw new SessionRefused(wrongAddress);
	return result;
}

function requestOf({ credential, way, signal }: Visit, { token, body }: Sent): Omit<IHttpRequestOptions, 'url'> {
	return {
		...way.settings,
		...skippingCertificates(credential),
		headers: { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
		...(body && { body }),
		...(signal && { abortSignal: signal }),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/** One attempt. What the server says comes without what was sent, should it quote that. */
async function attempt({ http, credential }: Visit, options: IHttpRequestOptions): Promise<Answer | NoAnswer> {
	const result = await answerTo(http, options);
	if ('code' in result || result.statusCode < 300) return result;
	return { ...result, body: blanked(result.body, [staticToken(credential), ...Object.values(sentIn(options))]) };
}

async function answerTo(http: Http, options: IHttpRequestOptions): Promise<Answer | NoAnswer> {
	return await http.httpRequest(options).then(
		(answer: Answer) => readAnswer(answer),
		(error: unknown) => {
			const code = connectionCode(error);
			if (code === undefined) throw error;
			return { code };
		},
	);
}

/** The secrets of a request: its token, its password. */
function sentIn({ headers, body }: IHttpRequestOptions): { authorization: string; password: string } {
	const { password = '' } = isRecord(body) ? (body as { password?: string }) : {};
	const authorization = String(headers?.authorization ?? '').replace(/^Bearer /, '');
	return { authorization, password };
}

function tokenIn({ statusCode, body }: Answer): string | undefined {
	if (statusCode >= 300 || !isRecord(body)) return undefined;
	return typeof body.token === 'string' && body.token ? body.token : undefined;
}
