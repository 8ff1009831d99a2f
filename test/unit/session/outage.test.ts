/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { IHttpRequestOptions } from 'n8n-workflow';
import { credentialFor, type Way } from '../../../nodes/FlowMate/kit/credential';
import type { FlowMateCredential } from '../../../nodes/FlowMate/session/credential';
import { Sessions } from '../../../nodes/FlowMate/session/session';
import { TestClock } from '../../kit/clock';
import { credentialWith } from '../credential';

const OPEN = { statusCode: 200, headers: {}, body: { token: 'good' } };
type Result = { statusCode: number; headers?: Record<string, string>; body?: unknown } | { code: string };

let clock: TestClock;
let sessions: Sessions;

beforeEach(() => {
	clock = new TestClock(1);
	sessions = new Sessions(clock);
});

/** A server that answers a login as `answer` says at that time; `attempts` is when they came, in ms. */
function serverWith(answer: (passed: number, request: IHttpRequestOptions) => Result) {
	const attempts: number[] = [];
	const httpRequest = async (request: IHttpRequestOptions) => {
		attempts.push(clock.passed);
		await Promise.resolve();
		const result = answer(clock.passed, request);
		if ('code' in result) throw Object.assign(new Error(result.code), result);
		return { headers: {}, body: {}, ...result };
	};
	return { attempts, helpers: { httpRequest } as never };
}

const by = (credential: FlowMateCredential, way: Partial<Way>) =>
	credentialFor(credential, { settings: {}, hurried: false, ...way });

const items = (count: number, way: Partial<Way> = {}) => {
	const credential = credentialWith();
	return Array.from({ length: count }, () => by(credential, way));
};

const renewAll = async (server: ReturnType<typeof serverWith>, all: FlowMateCredential[]) =>
	await Promise.allSettled(all.map(async (item) => await sessions.renew(server.helpers, item)));

describe('An outage of 10 s at login', () => {
	test.each<[string, Result]>([
		['503', { statusCode: 503 }],
		['504', { statusCode: 504 }],
		['no connection', { code: 'ECONNREFUSED' }],
		['a broken connection', { code: 'ECONNRESET' }],
		['no name for the host', { code: 'EAI_AGAIN' }],
	])('is waited for: 40 items, %s', async (_, down) => {
		const server = serverWith((passed) => (passed < 10_000 ? down : OPEN));
		const all = items(40);
		const results = await renewAll(server, all);
		expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['fulfilled']));
		expect(all.map((item) => sessions.currentToken(item))).toEqual(Array(40).fill('good'));
		expect(server.attempts.length).toBeLessThanOrEqual(5);
	});

	it('is not remembered as a refusal', async () => {
		const server = serverWith((passed) => (passed < 60_000 ? { code: 'ECONNREFUSED' } : OPEN));
		const [item] = items(1);
		await expect(sessions.renew(server.helpers, item)).rejects.toThrow('refused the connection');
		clock.passed = 60_000;
		await sessions.renew(server.helpers, item);
		expect(sessions.currentToken(item)).toBe('good');
	});

	it('that outlasts the waiting ends the rest of the execution at once', async () => {
		const server = serverWith(() => ({ code: 'ECONNREFUSED' }));
		const all = items(200, { signal: new AbortController().signal });
		for (const item of all) await expect(sessions.renew(server.helpers, item)).rejects.toThrow();
		expect(server.attempts).toHaveLength(5);
	});
});

describe('429 at login', () => {
	it('is obeyed once for all: one login, not one attempt earlier than told', async () => {
		const server = serverWith((passed) =>
			passed < 2_000 ? { statusCode: 429, headers: { 'retry-after': '2' } } : OPEN,
		);
		await renewAll(server, items(40));
		expect(server.attempts[0]).toBe(0);
		expect(server.attempts).toHaveLength(2);
		expect(server.attempts[1]).toBeGreaterThanOrEqual(2_000);
	});
});

describe('A person who waits in the editor', () => {
	it('waits half a minute for a host that never answers', async () => {
		const server = serverWith((_, { timeout = 0 }) => {
			clock.passed += timeout;
			return { code: 'ETIMEDOUT' };
		});
		const item = by(credentialWith(), { hurried: true });
		await expect(sessions.renew(server.helpers, item)).rejects.toThrow('did not answer in time');
		expect(clock.passed).toBeLessThanOrEqual(30_000);
	});

	it('is told at once that nobody listens', async () => {
		const server = serverWith(() => ({ code: 'ECONNREFUSED' }));
		await expect(sessions.renew(server.helpers, by(credentialWith(), { hurried: true }))).rejects.toThrow();
		expect(clock.passed).toBe(0);
	});
});

describe('A canceled execution', () => {
	/** A server that never answers unless the login is ended. */
	const silent = () => {
		const requests: IHttpRequestOptions[] = [];
		const httpRequest = async (request: IHttpRequestOptions) => {
			requests.push(request);
			return await new Promise((_, reject) => {
				(request.abortSignal as AbortSignal).addEventListener('abort', () => reject(new Error('canceled')));
			});
		};
		return { requests, helpers: { httpRequest } as never };
	};
	const settle = async () => await new Promise((resolve) => setImmediate(resolve));

	it('ends its login, if nobody else needs it', async () => {
		const server = silent();
		const execution = new AbortController();
		const renewals = items(5, { signal: execution.signal }).map(
			async (item) => await sessions.renew(server.helpers, item),
		);
		const results = Promise.allSettled(renewals);
		await settle();
		execution.abort();
		for (const { status, reason } of (await results) as PromiseRejectedResult[]) {
			expect([status, (reason as Error).message]).toEqual(['rejected', 'The execution was canceled']);
		}
		expect(server.requests.map(({ abortSignal }) => (abortSignal as AbortSignal).aborted)).toEqual([true]);
	});

	it('leaves a login alone that another execution needs', async () => {
		const server = silent();
		const [first, second] = [new AbortController(), new AbortController()];
		const credential = credentialWith();
		const renew = async ({ signal }: AbortController) =>
			await sessions.renew(server.helpers, by(credential, { signal }));
		const canceled = renew(first).catch((error: Error) => error.message);
		const other = renew(second).catch((error: Error) => error.message);
		await settle();
		first.abort();
		expect(await canceled).toBe('The execution was canceled');
		expect((server.requests[0].abortSignal as AbortSignal).aborted).toBe(false);
		second.abort();
		expect(await other).toBe('The execution was canceled');
		expect(server.requests).toHaveLength(1);
	});

	it('does not keep a later one from logging in', async () => {
		const execution = new AbortController();
		const credential = credentialWith();
		const renewal = sessions.renew(silent().helpers, by(credential, { signal: execution.signal }));
		const ended = renewal.catch((error: Error) => error.message);
		await settle();
		execution.abort();
		await settle();
		const later = by(credential, { signal: new AbortController().signal });
		await sessions.renew(serverWith(() => OPEN).helpers, later);
		expect(await ended).toBe('The execution was canceled');
		expect(sessions.currentToken(later)).toBe('good');
	});
});

describe('A session that the server keeps turning down', () => {
	let logins = 0;
	const issuing = () => {
		logins = 0;
		return serverWith(() => ({ statusCode: 200, body: { token: `login-${++logins}` } }));
	};

	/** As n8n does: signs, is turned down, renews, signs again, is turned down. */
	async function turnedDown(server: ReturnType<typeof issuing>, item: FlowMateCredential): Promise<string> {
		try {
			sessions.currentToken(item);
		} catch {
			// There is no session yet.
		}
		try {
			await sessions.renew(server.helpers, item);
			return sessions.currentToken(item);
		} catch (error) {
			return (error as Error).message;
		}
	}

	it('ends a run after three logins', async () => {
		const server = issuing();
		const results: string[] = [];
		for (const item of items(200)) results.push(await turnedDown(server, item));
		expect(logins).toBe(3);
		expect(results.at(-1)).toBe('FlowMate opens sessions for this account but does not accept them');
	});

	it('is not one that worked before', async () => {
		const server = issuing();
		for (const item of items(50)) {
			await turnedDown(server, item);
			sessions.accepted(item);
		}
		expect(logins).toBe(50);
	});
});

describe('A session that n8n did not see expire', () => {
	it('is not taken again, from memory or as stored', async () => {
		let logins = 0;
		const server = serverWith(() => ({ statusCode: 200, body: { token: `token ${++logins}` } }));
		const fields = credentialWith();
		const first = by(fields, {});
		const stored = { ...fields, ...(await sessions.renew(server.helpers, first)) };
		expect(sessions.currentToken(first)).toBe('token 1');
		sessions.rejected(first);
		const second = by(stored, {});
		expect(() => sessions.currentToken(second)).toThrow('needs a session');
		await sessions.renew(server.helpers, second);
		expect(sessions.currentToken(second)).toBe('token 2');
		sessions.rejected(first);
		expect(sessions.currentToken(second)).toBe('token 2');
	});
});

describe('The way of a login', () => {
	const proxy = { host: 'proxy.example', port: 8080 };

	it("is the request's: proxy, certificates and time-out", async () => {
		const seen: IHttpRequestOptions[] = [];
		const server = serverWith((_, request) => {
			seen.push(request);
			return OPEN;
		});
		const settings = { proxy, skipSslCertificateValidation: true, timeout: 7_000 };
		await sessions.renew(server.helpers, by(credentialWith(), { settings }));
		expect(seen).toMatchObject([settings]);
	});

	it('says that it is the proxy where that cannot be reached', async () => {
		const server = serverWith(() => ({ code: 'ECONNREFUSED' }));
		await expect(
			sessions.renew(server.helpers, by(credentialWith(), { settings: { proxy }, hurried: true })),
		).rejects.toThrow('The proxy proxy.example:8080 refused the connection');
	});

	it('keeps a refusal on one way from answering for another', async () => {
		const credential = credentialWith();
		const lost = serverWith(() => ({ statusCode: 200, body: '<html>Sign in to the network</html>' }));
		await expect(sessions.renew(lost.helpers, by(credential, { settings: { proxy } }))).rejects.toThrow(
			'web page',
		);
		const direct = by(credential, {});
		await sessions.renew(serverWith(() => OPEN).helpers, direct);
		expect(sessions.currentToken(direct)).toBe('good');
	});

	it('of another node is that of the request that it signs', async () => {
		const seen: IHttpRequestOptions[] = [];
		const server = serverWith((_, request) => {
			seen.push(request);
			return OPEN;
		});
		const plain = { ...credentialWith() };
		const foreign = Object.fromEntries(Object.entries(plain)) as FlowMateCredential;
		expect(await sessions.renew(server.helpers, foreign)).toEqual({});
		const request = { uri: 'x', proxy: 'http://proxy.example:8080', rejectUnauthorized: false };
		expect(() => sessions.currentToken(foreign, request)).toThrow('FlowMate needs a session');
		await sessions.renew(server.helpers, foreign);
		expect(seen).toMatchObject([
			{ proxy: { ...proxy, protocol: 'http' }, skipSslCertificateValidation: true },
		]);
	});
});

describe('The HTTP Request node, which renews a session upon any failure', () => {
	it('is not sent to log in again, nor its request repeated, while FlowMate knows the token', async () => {
		const calls: string[] = [];
		const server = serverWith((_, { url }) => {
			calls.push(new URL(url).pathname);
			return OPEN;
		});
		const foreign = Object.fromEntries(Object.entries(credentialWith())) as FlowMateCredential;
		expect(() => sessions.currentToken(foreign, {})).toThrow();
		await sessions.renew(server.helpers, foreign);
		expect(sessions.currentToken(foreign, {})).toBe('good');

		expect(await sessions.renew(server.helpers, foreign)).toEqual({});
		expect(calls).toEqual(['/login', '/users/me']);
	});
});
