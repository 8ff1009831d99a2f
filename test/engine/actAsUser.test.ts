import type { IDataObject } from 'n8n-workflow';
import { ACTIVE, actingAs, Bench, by, CUSTOMER, flowOf, told } from './support';
import type { StoredCredential } from './harness';

const bench = new Bench({ loginDelay: 10 });
const other = new Bench();
const USERS = ['customer-1001', 'customer-1002', 'customer-1003', 'customer-1004', 'contoso-eu'];
/** 20 items of 5 users, in turn. */
const ITEMS = Array.from({ length: 20 }, (_, index) => ({ username: USERS[index % 5] }));
const WANTED = ITEMS.map(({ username }) => username);
const AS_ITEM = actingAs('={{ $json.username }}');

const sessions = (from: Bench) => ({
	logins: from.sandbox.count('POST', '/login'),
	impersonations: from.sandbox.count('POST', '/impersonate'),
});

async function run(credential: StoredCredential, items: Array<{ username: string }> = ITEMS) {
	const { json, error } = await bench.run('user.getCurrent', AS_ITEM, { credential, items });
	expect(error).toBeUndefined();
	return json.map(({ username }) => username);
}

describe("'Act as User' by an expression", () => {
	it('acts as the user of each item, run after run, with one session per user', async () => {
		expect(await run(bench.credential)).toEqual(WANTED);
		expect(sessions(bench)).toEqual({ logins: 1, impersonations: 5 });

		expect(await run(bench.credential)).toEqual(WANTED);
		expect(sessions(bench)).toEqual({ logins: 1, impersonations: 5 });
		const callers = bench.sandbox.requests.filter(({ path }) => path === '/users/me').map(({ user }) => user);
		expect([...callers].sort()).toEqual([...WANTED, ...WANTED].sort());
	});

	it('acts as the right users after the password was changed', async () => {
		await run(bench.credential);
		const [partner] = bench.sandbox.state.users.keys();
		bench.sandbox.state.passwords.set(partner, 'changed');
		expect(
			await run(bench.credentialWith({ ...bench.credential.stored, password: 'changed' } as never)),
		).toEqual(WANTED);
		expect(sessions(bench)).toEqual({ logins: 2, impersonations: 10 });
	});

	it('acts as the right users on another host after the base URL was changed', async () => {
		await run(bench.credential);
		const after = bench.credentialWith({ ...bench.credential.stored, baseUrl: other.sandbox.url } as never);
		expect(await run(after)).toEqual(WANTED);
		expect(sessions(other)).toEqual({ logins: 1, impersonations: 5 });
		expect(other.sandbox.requests.filter(({ status }) => status === 401)).toEqual([]);
	});

	it('acts as the right users when all sessions have expired', async () => {
		await run(bench.credential);
		bench.sandbox.expireTokens();
		expect(await run(bench.credential)).toEqual(WANTED);
		expect(sessions(bench).logins).toBe(2);
	});

	it("keeps the account's own session stored, never an end user's", async () => {
		await bench.run('user.getCurrent');
		const own = bench.credential.stored.sessionToken;
		await run(bench.credential);
		expect(bench.credential.stored.sessionToken).toBe(own);
		const { json } = await bench.run('user.getCurrent');
		expect(json).toMatchObject([{ username: 'partner@acme.example' }]);
	});

	it('makes an end user on the first call', async () => {
		expect(await run(bench.credential, [{ username: 'customer-new' }])).toEqual(['customer-new']);
	});
});

describe("'Act as User' that is empty", () => {
	const EMPTY = [
		'={{ $json.none }}',
		'={{ $json.username.none }}',
		'={{ null }}',
		'={{ undefined }}',
		'={{ "" }}',
		'={{ $json.none ?? "" }}',
		'={{ " " }}',
		'={{ ({}) }}',
		'={{ [] }}',
		'={{ NaN }}',
		'={{ "" + $json.none }}',
		'={{ true }}',
		'',
	];
	const message: unknown = expect.stringMatching(
		/^'Act as User' (is empty(: its expression gave nothing for this item)?|must be text: it is \S+( \S+)?) \[item 0\]$/,
	);

	test.each(EMPTY)('never acts as the account itself: %s', async (value) => {
		const { error } = await bench.run('user.getCurrent', actingAs(value), { items: ITEMS });
		expect(told(error)).toMatchObject({ message });
		const many = await bench.run('flow.stopMany', actingAs(value), {
			items: [{ id: ACTIVE }, { id: ACTIVE }],
		});
		expect(told(many.error)).toMatchObject({ message });
		expect(bench.sandbox.requests).toEqual([]);
	});

	test.each<[string, IDataObject]>([
		['the option', { options: { actAsUser: '={{ $json.none }}' } }],
		['its mode and value', { options: { actAsUser: '={{ ({ mode: "username", value: $json.none }) }}' } }],
	])('where %s is the expression', async (_, parameters) => {
		const { error } = await bench.run('user.getCurrent', parameters);
		expect(told(error)).toMatchObject({ message });
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('refuses the item alone where the node goes on', async () => {
		const items = [{ username: USERS[0] }, { username: '' }, { username: USERS[1] }];
		const { json } = await bench.run('user.getCurrent', AS_ITEM, { items, onError: 'continueRegularOutput' });
		expect(json).toMatchObject([
			{ username: USERS[0] },
			{ error: "'Act as User' is empty: its expression gave nothing for this item [item 1]" },
			{ username: USERS[1] },
		]);
	});
});

describe("'Act as User' in a list", () => {
	const search = async (method: string, currentNodeParameters: IDataObject) =>
		await bench.engine.listSearch({
			node: 'flowMate',
			method,
			credential: bench.credential,
			currentNodeParameters,
		});

	it('offers user names', async () => {
		const { results } = await search('searchUsernames', {});
		expect(results.map(({ value }) => value)).toEqual(expect.arrayContaining(USERS));
	});

	it('offers them as the account, whoever is chosen', async () => {
		await search('searchUsernames', actingAs('customer-1001'));
		expect(bench.sandbox.requests.at(-1)).toMatchObject({ path: '/users', user: 'partner@acme.example' });
	});

	it('asks for flows as the chosen user', async () => {
		const { results } = await search('searchFlows', { options: { actAsUser: by('list', 'customer-1001') } });
		expect(results.map(({ value }) => value)).toContain(flowOf('customer-1001', 'New contact to newsletter'));
		const asked = bench.sandbox.requests.filter(({ path }) => path === '/flows');
		expect(asked.map(({ user }) => user)).toEqual(['customer-1001']);
	});

	it('says that an expression has no value there', async () => {
		await expect(search('searchFlows', AS_ITEM)).rejects.toThrow("'Act as User' is an expression");
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('A credential that differs between the items of an operation over many', () => {
	test.each([0, 3, 19])('is refused before anything is sent (item %i)', async (odd) => {
		const items = ITEMS.map((_, index) => ({
			id: ACTIVE,
			account: index === odd ? 'a@acme.example' : 'b@acme.example',
		}));
		const credential = bench.credentialWith({ username: '={{ $json.account }}' });
		const { error } = await bench.run(
			'flow.startMany',
			{},
			{ credential, items: odd === 3 ? hundreds(items) : items },
		);
		expect(told(error)).toMatchObject({
			message: expect.stringMatching(
				/^The FlowMate credential is another one for item \d+ than for the first/,
			),
			description: expect.stringContaining("'Act as User' under 'Options'"),
		});
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('A credential that differs between the items of an operation that takes all at once', () => {
	test.each([
		['webhook.send', { flow: by('id', ACTIVE), dataMode: 'item' }],
		['webhook.sendToUser', { user: by('id', CUSTOMER), dataMode: 'item' }],
		['user.create', { username: 'new', firstName: 'New', lastName: 'One', password: 'secret-1' }],
	])('is refused before anything is sent: %s', async (operation, parameters) => {
		const items = ITEMS.map((_, index) => ({ account: index === 7 ? 'a@acme.example' : 'b@acme.example' }));
		const credential = bench.credentialWith({ username: '={{ $json.account }}' });
		const { error } = await bench.run(operation, parameters, { credential, items });
		expect(told(error)).toMatchObject({
			message: 'The FlowMate credential is another one for item 7 than for the first',
		});
		expect(bench.sandbox.requests).toEqual([]);
	});
});

/** 300 items, the one at 200 being the odd one. */
const hundreds = (items: IDataObject[]) =>
	Array.from({ length: 300 }, (_, index) => (index === 200 ? items[3] : items[0]));

describe('An end user who cannot be acted as', () => {
	const asFirst = async (credential = bench.credential) =>
		await bench.run('user.getCurrent', actingAs(USERS[0]), { credential });

	it('is disabled', async () => {
		bench.sandbox.state.users.get(CUSTOMER)!.status = 'DISABLED';
		const { error } = await asFirst();
		expect(told(error)).toMatchObject({
			message: 'The FlowMate user to act as is disabled [item 0]',
			description: "Check the option 'Act as User', or activate the user in FlowMate",
		});
		expect(sessions(bench)).toEqual({ logins: 1, impersonations: 1 });
	});

	it('belongs to an account that may not', async () => {
		const { error } = await asFirst(bench.credentialOf('flows.read'));
		expect(told(error)).toMatchObject({
			message: 'This FlowMate account may not act as an end user [item 0]',
			description: "Use a partner account, or remove the option 'Act as User'",
		});
	});

	it('lives on a platform without /impersonate', async () => {
		bench.sandbox.faults.add({ path: '/impersonate', effect: { status: 404, body: 'Cannot POST' } });
		const { error } = await asFirst();
		expect(told(error)).toMatchObject({
			message: 'This FlowMate installation cannot act as an end user: it has no /impersonate [item 0]',
		});
	});
});

test('A tool acts as the user that is set, or that the model names', async () => {
	const parameters = { resource: 'user', operation: 'getCurrent' };
	for (const way of ['agent', 'direct'] as const) {
		const call = async (value: string, named = '') =>
			await bench.engine.runAsTool({
				node: 'flowMate',
				parameters: { ...parameters, ...actingAs(value) },
				credential: bench.credential,
				input: { user: named },
				by: way,
			});
		const model = "={{ $fromAI('user', 'Whom to act as', 'string') }}";
		expect((await call('customer-1001')).text).toContain('"username":"customer-1001"');
		expect((await call(model, 'customer-1002')).text).toContain('"username":"customer-1002"');
		expect((await call(model, '')).text).toContain("'Act as User' is empty");
	}
});
