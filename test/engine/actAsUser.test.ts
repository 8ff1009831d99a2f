import type { StoredCredential } from './harness';
import { Bench, told } from './support';

const bench = new Bench({ loginDelay: 10 });
const USERS = ['customer-1001', 'customer-1002', 'customer-1003', 'customer-1004', 'contoso-eu'];
/** 20 items of 5 users, in turn. */
const ITEMS = Array.from({ length: 20 }, (_, index) => ({ username: USERS[index % 5] }));
const AS_ITEM = { actAsUser: '={{ $json.username }}' };

/** Who made the requests, as the platform saw it, and who should have. */
const callers = (from: Bench) =>
	from.sandbox.requests.filter(({ path }) => path === '/users/me').map(({ user }) => user);
const sessions = (from: Bench) => ({
	logins: from.sandbox.count('POST', '/login'),
	impersonations: from.sandbox.count('POST', '/impersonate'),
});

async function run(credential: StoredCredential, items: Array<{ username: string }> = ITEMS) {
	const { json, error } = await bench.run('user.getCurrent', {}, { credential, items });
	expect(error).toBeUndefined();
	return json.map(({ username }) => username);
}

describe('A credential whose end user is an expression', () => {
	it('acts as the user of each item, run after run, with one session per user', async () => {
		const credential = bench.credentialWith(AS_ITEM);
		const wanted = ITEMS.map(({ username }) => username);
		expect(await run(credential)).toEqual(wanted);
		expect(sessions(bench)).toEqual({ logins: 1, impersonations: 5 });

		expect(await run(credential)).toEqual(wanted);
		expect(sessions(bench)).toEqual({ logins: 1, impersonations: 5 });
		expect([...callers(bench)].sort()).toEqual([...wanted, ...wanted].sort());
	});

	it('acts as the right users after its password was changed', async () => {
		const before = bench.credentialWith(AS_ITEM);
		await run(before);
		const [partner] = bench.sandbox.state.users.keys();
		bench.sandbox.state.passwords.set(partner, 'changed');
		const after = bench.credentialWith({ ...before.stored, password: 'changed' } as never);
		expect(await run(after)).toEqual(ITEMS.map(({ username }) => username));
		expect(sessions(bench)).toEqual({ logins: 2, impersonations: 10 });
	});

	it('acts as the right users on another host after its base URL was changed', async () => {
		const before = bench.credentialWith(AS_ITEM);
		await run(before);
		const after = bench.credentialWith({ ...before.stored, baseUrl: other.sandbox.url } as never);
		expect(await run(after)).toEqual(ITEMS.map(({ username }) => username));
		expect(sessions(other)).toEqual({ logins: 1, impersonations: 5 });
		expect(other.sandbox.requests.filter(({ status }) => status === 401)).toEqual([]);
	});

	it('acts as the right users when all sessions have expired', async () => {
		const credential = bench.credentialWith(AS_ITEM);
		await run(credential);
		bench.sandbox.expireTokens();
		expect(await run(credential)).toEqual(ITEMS.map(({ username }) => username));
		expect(sessions(bench).logins).toBe(2);
	});

	it.each([
		'={{ $json.none }}',
		'={{ $json.username.none.none }}',
		'={{ null }}',
		'={{ " " }}',
		'={{ ({}) }}',
	])('never acts as the account itself because it found nothing: %s', async (actAsUser) => {
		const credential = bench.credentialWith({ actAsUser });
		const { error } = await bench.run('user.getCurrent', {}, { credential, items: ITEMS });
		expect(told(error)).toMatchObject({
			message: "'Act as User' in the FlowMate credential gave no user name [Item 0]",
		});
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('takes an empty text for an empty field, which stands for the account itself', async () => {
		// n8n tells a credential no difference between the two.
		expect(await run(bench.credentialWith(AS_ITEM), [{ username: '' }])).toEqual(['partner@acme.example']);
	});

	it('makes an end user on the first call', async () => {
		expect(await run(bench.credentialWith(AS_ITEM), [{ username: 'customer-new' }])).toEqual([
			'customer-new',
		]);
	});
});

const other = new Bench();

describe('An end user who cannot be acted as', () => {
	it('is disabled', async () => {
		const user = [...bench.sandbox.state.users.values()].find(({ username }) => username === USERS[0]);
		user!.status = 'DISABLED';
		const credential = bench.credentialWith({ actAsUser: USERS[0] });
		const { error } = await bench.run('user.getCurrent', {}, { credential });
		expect(told(error)).toMatchObject({
			message: 'The FlowMate user to act as is disabled [Item 0]',
			description: "Check 'Act as User' in the FlowMate credential, or activate the user in FlowMate",
		});
		expect(sessions(bench)).toEqual({ logins: 1, impersonations: 1 });
	});

	it('belongs to an account that may not', async () => {
		const { username, password } = bench.credentialOf('flows.read').stored;
		const credential = bench.credentialWith({ username, password, actAsUser: USERS[0] } as never);
		const { error } = await bench.run('user.getCurrent', {}, { credential });
		expect(told(error)).toMatchObject({
			message: 'This FlowMate account may not act as an end user [Item 0]',
			description: "Use a partner account, or leave 'Act as User' in the FlowMate credential empty",
		});
	});

	it('lives on a platform without /impersonate', async () => {
		bench.sandbox.faults.add({ path: '/impersonate', effect: { status: 404, body: 'Cannot POST' } });
		const credential = bench.credentialWith({ actAsUser: USERS[0] });
		const { error } = await bench.run('user.getCurrent', {}, { credential });
		expect(told(error)).toMatchObject({
			message: 'This FlowMate installation cannot act as an end user: it has no /impersonate [Item 0]',
		});
	});
});
