import { systemClock } from '../../../nodes/FlowMate/kit/clock';
import type { FlowMateCredential } from '../../../nodes/FlowMate/session/credential';
import { Sessions } from '../../../nodes/FlowMate/session/session';
import { credentialWith, httpWith } from '../credential';

const sessions = new Sessions(systemClock);

/** A server that gives `login-1`, `login-2` … or, to impersonate, `ada-1`, `bo-2` … */
const issuing = () =>
	httpWith(({ url, body }, number) => {
		const { username } = body as { username: string };
		const name = url.endsWith('/impersonate') ? username : 'login';
		return { statusCode: 200, body: { token: `${name}-${number}` } };
	});

const refusing = (message = 'PASSWORD_INCORRECT') => httpWith(() => ({ statusCode: 401, body: { message } }));

/** What a request is signed with: the token at hand, else the one of a login, as n8n does it. */
async function tokenFor(http: ReturnType<typeof httpWith>, credential: FlowMateCredential): Promise<string> {
	try {
		return sessions.currentToken(credential);
	} catch {
		await sessions.renew(http.helpers, credential);
		return sessions.currentToken(credential);
	}
}

describe('A credential without a session', () => {
	it('has no token, which n8n takes for an expired one', () => {
		expect(() => sessions.currentToken(credentialWith())).toThrow(
			expect.objectContaining({ response: { status: 401 } }),
		);
	});

	it('logs in once and is stored with a token that says for whom it is', async () => {
		const http = issuing();
		const credential = credentialWith();
		const sessionToken = String((await sessions.renew(http.helpers, credential)).sessionToken);
		expect(sessionToken).toMatch(/^[\w-]{43}\.login-1$/);
		expect(sessions.currentToken(credential)).toBe('login-1');
		expect(http.calls).toEqual(['POST /login']);
	});

	it('logs in once for any number of items at the same time', async () => {
		const http = issuing();
		const credential = credentialWith();
		const items = Array.from({ length: 50 }, () => ({ ...credential }));
		expect(new Set(await Promise.all(items.map((item) => tokenFor(http, item))))).toEqual(
			new Set(['login-1']),
		);
		expect(http.calls).toEqual(['POST /login']);
	});
});

describe('A token never serves another', () => {
	test.each<[string, Partial<FlowMateCredential>]>([
		['base URL', { baseUrl: 'https://other.example' }],
		['user', { username: 'other' }],
		['password', { password: 'other' }],
		['end user', { actAsUser: 'ada' }],
		['way of signing in', { authentication: 'token', token: 'login-1' }],
	])('%s, neither from memory nor from where it is stored', async (_, change) => {
		const credential = credentialWith();
		const sessionToken = String((await sessions.renew(issuing().helpers, credential)).sessionToken);
		expect(sessions.currentToken(credential)).toBe('login-1');
		expect(() => sessions.currentToken({ ...credential, sessionToken, ...change })).toThrow(
			'FlowMate needs a session',
		);
	});

	it('end user, whatever the two are called', async () => {
		const http = issuing();
		const credential = credentialWith();
		const ada = await tokenFor(http, { ...credential, actAsUser: 'ada' });
		const bo = await tokenFor(http, { ...credential, actAsUser: 'bo' });
		expect([ada, bo]).toEqual(['ada-2', 'bo-3']);
		expect(http.calls).toEqual(['POST /login', 'POST /impersonate', 'POST /impersonate']);
	});

	it('is not told by a slash or a blank at the base URL', async () => {
		const credential = credentialWith();
		await sessions.renew(issuing().helpers, credential);
		expect(sessions.currentToken({ ...credential, baseUrl: ` ${credential.baseUrl}/ ` })).toBe('login-1');
	});
});

describe('A stored token', () => {
	const stored = async () => {
		const credential = credentialWith({ baseUrl: 'https://stored.example' });
		const sessionToken = String((await sessions.renew(issuing().helpers, credential)).sessionToken);
		return sessionToken;
	};

	it('is used by an n8n that was started anew', async () => {
		const sessionToken = await stored();
		const credential = credentialWith({ baseUrl: 'https://stored.example', sessionToken });
		expect(new Sessions(systemClock).currentToken(credential)).toBe('login-1');
	});

	test.each(['login-1', 'x.login-1', '.login-1', 'null', 'undefined'])(
		'is not used when it does not say for whom it is: %j',
		(sessionToken) => {
			expect(() => sessions.currentToken(credentialWith({ sessionToken }))).toThrow(
				'FlowMate needs a session',
			);
		},
	);
});

describe('A token that the server turned down', () => {
	it('is replaced by one login, however many items it failed for', async () => {
		const http = issuing();
		const credential = credentialWith();
		const items = Array.from({ length: 20 }, () => ({ ...credential }));
		await tokenFor(http, credential);
		expect(items.map((item) => sessions.currentToken(item))).toEqual(Array(20).fill('login-1'));

		await Promise.all(items.map((item) => sessions.renew(http.helpers, item)));
		expect(items.map((item) => sessions.currentToken(item))).toEqual(Array(20).fill('login-2'));
		expect(http.calls).toEqual(['POST /login', 'POST /login']);
	});

	it('does not take the new one with it when its failure arrives late', async () => {
		const http = issuing();
		const [early, late] = [credentialWith(), credentialWith()];
		late.baseUrl = early.baseUrl;
		await tokenFor(http, early);
		sessions.currentToken(late);
		await sessions.renew(http.helpers, early);

		await sessions.renew(http.helpers, late);
		expect(sessions.currentToken(late)).toBe('login-2');
		expect(http.calls).toHaveLength(2);
	});

	it('is not taken from where it is stored again', async () => {
		const http = issuing();
		const credential = credentialWith();
		const sessionToken = String((await sessions.renew(http.helpers, credential)).sessionToken);
		const item = { ...credential, sessionToken };
		sessions.currentToken(item);
		await sessions.renew(http.helpers, item);
		expect(sessions.currentToken({ ...credential, sessionToken })).toBe('login-2');
	});
});

describe('The token that another n8n process has stored', () => {
	/** A server that gives `login-1`, `login-2` …, and knows these tokens. */
	const knowing = (...tokens: string[]) =>
		httpWith(({ url, headers }, number) => {
			if (url.endsWith('/login')) return { statusCode: 200, body: { token: `login-${number}` } };
			const known = tokens.includes(String(headers?.authorization).replace('Bearer ', ''));
			return { statusCode: known ? 200 : 401, body: {} };
		});

	/** Items of a process that has logged in itself, signed, before another one's token was stored. */
	async function itemsSigned(http: ReturnType<typeof httpWith>, count: number) {
		const credential = credentialWith();
		const sessionToken = String((await sessions.renew(http.helpers, credential)).sessionToken);
		const stored = sessionToken.replace('login-1', 'others');
		const items = Array.from({ length: count }, () => ({ ...credential, sessionToken: stored }));
		items.forEach((item) => sessions.currentToken(item));
		return items;
	}

	it('is used when our own has expired and that one has not', async () => {
		const http = knowing('others');
		const items = await itemsSigned(http, 20);
		await Promise.all(items.map((item) => sessions.renew(http.helpers, item)));
		expect(new Set(items.map((item) => sessions.currentToken(item)))).toEqual(new Set(['others']));
		expect(http.calls).toEqual(['POST /login', 'GET /users/me']);
	});

	it('is not handed out when it has expired as well', async () => {
		const http = knowing();
		const items = await itemsSigned(http, 20);
		await Promise.all(items.map((item) => sessions.renew(http.helpers, item)));
		expect(new Set(items.map((item) => sessions.currentToken(item)))).toEqual(new Set(['login-3']));
		expect(http.calls).toEqual(['POST /login', 'GET /users/me', 'POST /login']);
	});
});

describe('Acting as a user', () => {
	it('opens the session of the account anew when that has expired', async () => {
		const http = httpWith(({ url, headers }, number) => {
			if (url.endsWith('/login')) return { statusCode: 200, body: { token: `login-${number}` } };
			return headers?.authorization === 'Bearer login-1'
				? { statusCode: 401, body: { message: 'VALIDATION_ERROR' } }
				: { statusCode: 200, body: { token: 'ada' } };
		});
		const credential = credentialWith();
		await sessions.renew(http.helpers, credential);
		expect(await tokenFor(http, { ...credential, actAsUser: 'ada' })).toBe('ada');
		expect(http.calls).toEqual(['POST /login', 'POST /impersonate', 'POST /login', 'POST /impersonate']);
	});

	it('ends when the account is turned down right after its login', async () => {
		const http = httpWith(({ url }) =>
			url.endsWith('/login') ? { statusCode: 200, body: { token: 'login' } } : { statusCode: 401, body: {} },
		);
		await expect(sessions.renew(http.helpers, credentialWith({ actAsUser: 'ada' }))).rejects.toThrow(
			'FlowMate did not accept the session of this account, although it was just opened',
		);
		expect(http.calls).toHaveLength(4);
	});
});

describe('A refused login', () => {
	afterEach(() => jest.restoreAllMocks());

	it('is tried once, not once per item', async () => {
		const http = refusing();
		const credential = credentialWith();
		const items = Array.from({ length: 50 }, () => sessions.renew(http.helpers, { ...credential }));
		const results = await Promise.allSettled(items);
		expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['rejected']));
		await expect(sessions.renew(http.helpers, credential)).rejects.toThrow(
			'FlowMate did not accept the password',
		);
		expect(http.calls).toEqual(['POST /login']);
	});

	it('is tried again after half a minute', async () => {
		const http = refusing();
		const credential = credentialWith();
		const now = Date.now();
		await expect(sessions.renew(http.helpers, credential)).rejects.toThrow();
		jest.spyOn(Date, 'now').mockReturnValue(now + 29_000);
		await expect(sessions.renew(http.helpers, credential)).rejects.toThrow();
		expect(http.calls).toHaveLength(1);
		jest.spyOn(Date, 'now').mockReturnValue(now + 31_000);
		await expect(sessions.renew(http.helpers, credential)).rejects.toThrow();
		expect(http.calls).toHaveLength(2);
	});

	it('does not keep a corrected password from being tried', async () => {
		const credential = credentialWith();
		await expect(sessions.renew(refusing().helpers, credential)).rejects.toThrow();
		expect(await tokenFor(issuing(), { ...credential, password: 'right' })).toBe('login-1');
	});

	it('does not look to n8n like an expired token', async () => {
		const refused = await sessions
			.renew(refusing().helpers, credentialWith())
			.catch((error: unknown) => error);
		expect(refused).not.toHaveProperty('response');
	});
});

describe('The memory for sessions', () => {
	it('keeps the thousand that were used last', async () => {
		const http = issuing();
		const credential = credentialWith({ authentication: 'login' });
		const user = (number: number) => ({ ...credential, username: `user-${number}` });
		for (let number = 0; number < 1_000; number++) await tokenFor(http, user(number));
		sessions.currentToken(user(0));
		await tokenFor(http, user(1_000));
		expect(sessions.currentToken(user(0))).toBe('login-1');
		expect(() => sessions.currentToken(user(1))).toThrow('FlowMate needs a session');
	});
});
