import { sleep } from 'n8n-workflow';
import type { FaultRule } from '../../sandbox/flowmate';
import { quicken } from './harness/quicken';
import { actingAs, Bench, told } from './support';

type Effect = FaultRule['effect'];

const bench = new Bench({ loginDelay: 30 });
const FIFTY = Array.from({ length: 50 }, () => ({}));

const logins = () => bench.sandbox.count('POST', '/login');
const rejected = () => bench.sandbox.requests.filter(({ status }) => status === 401).length;
const run = async (options: Parameters<Bench['run']>[2] = {}) =>
	await bench.run('user.getCurrent', {}, options);

describe('Fifty items', () => {
	it('without a token log in once', async () => {
		const { json } = await run({ items: FIFTY });
		expect(json).toHaveLength(50);
		expect([logins(), rejected()]).toEqual([1, 0]);
	});

	it('with an expired token log in once', async () => {
		await run();
		bench.sandbox.expireTokens();
		const { json } = await run({ items: FIFTY });
		expect(json).toHaveLength(50);
		expect(logins()).toBe(2);
		// No more requests are turned down than were on their way.
		expect(rejected()).toBeLessThanOrEqual(10);
	});

	it('whose token expires while they run log in once', async () => {
		bench.sandbox.faults.add({ path: '/users/me', skip: 20, times: 1, effect: { expireTokens: true } });
		const { json } = await run({ items: FIFTY });
		expect(json).toHaveLength(50);
		expect(logins()).toBe(2);
	});

	it('with a wrong password try it once', async () => {
		const credential = bench.credentialWith({ password: 'wrong' });
		const { json } = await run({ items: FIFTY, credential, onError: 'continueRegularOutput' });
		expect(new Set(json.map(({ error }) => String(error).replace(/\d+/, 'n')))).toEqual(
			new Set(['FlowMate did not accept the password [item n]']),
		);
		expect([logins(), bench.requests]).toEqual([1, []]);
	});
});

describe('Fifty items on a platform that allows one session per user', () => {
	const single = new Bench({ singleSession: true, loginDelay: 30 });

	it('all succeed', async () => {
		const first = await single.run('user.getCurrent', {}, { items: FIFTY });
		single.sandbox.expireTokens();
		const second = await single.run('user.getCurrent', {}, { items: FIFTY });
		expect([first.json.length, second.json.length]).toEqual([50, 50]);
		expect(single.sandbox.count('POST', '/login')).toBe(2);
	});
});

describe('A session', () => {
	it('is stored in the credential and serves the next execution', async () => {
		await run();
		const { sessionToken, ...rest } = bench.credential.stored;
		const [token] = [...bench.sandbox.state.tokens.keys()].slice(-1);
		expect(sessionToken).toMatch(new RegExp(`^[\\w-]{43}\\.${token}$`));
		expect(rest).toEqual({ baseUrl: bench.sandbox.url, ...bench.sandbox.partner });

		await run();
		expect(logins()).toBe(1);
	});

	it.each([
		['password', { password: 'new' }],
		['user name', { username: 'second@acme.example', password: 'new' }],
	])('does not survive a change of the %s', async (_, change) => {
		await run();
		const [user] = bench.sandbox.state.users.values();
		const { sessionToken } = bench.credential.stored;
		const second = { ...user, _id: 'a'.repeat(24), username: 'second@acme.example' };
		bench.sandbox.state.users.set(second._id, second);
		for (const id of [user._id, second._id]) bench.sandbox.state.passwords.set(id, 'new');

		const credential = bench.credentialWith({ sessionToken, ...change } as never);
		const { json } = await run({ credential });
		expect(json).toMatchObject([{ username: credential.stored.username }]);
		expect(logins()).toBe(2);
	});

	it('does not go to another host, not even once', async () => {
		await run();
		const { sessionToken } = bench.credential.stored;
		const credential = bench.credentialWith({ sessionToken, baseUrl: other.sandbox.url } as never);
		await run({ credential });
		expect(other.sandbox.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
			['POST', '/login', 200],
			['GET', '/users/me', 200],
		]);
	});
});

const other = new Bench();

describe('An admin token', () => {
	const withToken = (token: string) => bench.credentialWith({ authentication: 'token', token });

	it('is used as it is, after one look whether it counts', async () => {
		const { json } = await run({ credential: withToken(bench.sandbox.adminToken), items: FIFTY });
		expect(json).toHaveLength(50);
		expect([logins(), bench.requests.length]).toEqual([0, 51]);
	});

	it('is taken without the word Bearer that was pasted along', async () => {
		const { json } = await run({ credential: withToken(` Bearer ${bench.sandbox.adminToken}\n`) });
		expect(json).toMatchObject([{ username: 'partner@acme.example' }]);
	});

	it('that does not count is tried once', async () => {
		const credential = withToken('expired');
		const { error } = await run({ credential, items: FIFTY });
		expect(told(error)).toMatchObject({
			message: 'FlowMate did not accept the admin token: it is unknown or has expired [item 0]',
			description: "Ask FlowMate for a new token and paste it under 'Admin Token'",
		});
		expect(bench.requests).toEqual(['GET /users/me']);
	});

	it('acts as an end user', async () => {
		const credential = withToken(bench.sandbox.adminToken);
		const { json } = await bench.run('user.getCurrent', actingAs('customer-1002'), { credential });
		expect(json).toMatchObject([{ username: 'customer-1002' }]);
	});
});

test('A login takes name and password without the line ends that were pasted along', async () => {
	const { username, password } = bench.sandbox.partner;
	const credential = bench.credentialWith({ username: ` ${username}\n`, password: `${password}\r\n` });
	const { json } = await run({ credential });
	expect(json).toMatchObject([{ username }]);
	expect(logins()).toBe(1);
});

describe('A login that cannot be', () => {
	const NO_ADDRESS = [
		"'Base URL' in the FlowMate credential is not a web address [item 0]",
		'Enter the address of the API, such as https://api.platform.openintegrationhub.com',
	] as const;

	it.each([
		[
			{ username: 'nobody@acme.example' },
			'FlowMate does not know this user name [item 0]',
			"Check 'User Name' in the FlowMate credential",
		],
		[
			{ username: '', password: '' },
			"'User Name' and 'Password' are required in the FlowMate credential [item 0]",
			"Fill in both, or choose 'Admin Token' under 'Authentication'",
		],
		[{ baseUrl: 'api.platform.openintegrationhub.com' }, ...NO_ADDRESS],
		[{ baseUrl: 'http://:pw@127.0.0.1' }, ...NO_ADDRESS],
		[{ baseUrl: 'http:/127.0.0.1' }, ...NO_ADDRESS],
	])('is explained: %j', async (data, message, description) => {
		const { error } = await run({ credential: bench.credentialWith(data) });
		expect(told(error)).toMatchObject({ message, description });
		expect(bench.requests).toEqual([]);
	});
});

describe('A platform in trouble', () => {
	it('is logged in to once for all items after an outage', async () => {
		bench.sandbox.faults.add({ path: '/login', times: 1, effect: { status: 503 } });
		const { json, error } = await run({ items: Array.from({ length: 40 }, () => ({})) });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(40);
		expect(logins()).toBe(2);
	});

	it('that accepts no session ends a run of 200 items after three logins', async () => {
		bench.sandbox.faults.add({ path: '/users/me', effect: { status: 401 } });
		const items = Array.from({ length: 200 }, () => ({}));
		const { json } = await run({ items, onError: 'continueRegularOutput' });
		expect(json).toHaveLength(200);
		expect(logins()).toBeLessThanOrEqual(3);
		expect(json.at(-1)?.error).toContain('does not accept them');
		// Those that were on their way when the third session was turned down.
		expect(bench.sandbox.count('GET', '/users/me')).toBeLessThanOrEqual(150);
	});
});

describe('An outage of 10 s at login', () => {
	const QUICK = 20;
	beforeAll(() => quicken(QUICK, 'FlowMate'));

	/** Ends all faults 10 s after the first login. */
	const comesBack = async () => {
		while (logins() === 0) await sleep(2);
		await sleep(10_000 / QUICK);
		bench.sandbox.faults.clear();
	};

	test.each<[string, Effect]>([
		['503', { status: 503 }],
		['a connection that breaks', { reset: 'before' }],
	])('keeps none of 40 items from being done, and takes at most 5 logins: %s', async (_, effect) => {
		bench.sandbox.faults.add({ path: '/login', effect });
		const items = Array.from({ length: 40 }, () => ({}));
		const [{ json, error }] = await Promise.all([run({ items }), comesBack()]);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(40);
		expect(logins()).toBeGreaterThan(2);
		expect(logins()).toBeLessThanOrEqual(5);
		expect(rejected()).toBe(0);
	});
});
