import { actingAs, Bench, by, byId, CUSTOMER, PARTNER, told } from './support';

const bench = new Bench();

describe('Get', () => {
	it('gives flat fields, the id first and under the name id', async () => {
		const { json } = await bench.run('user.get', { user: byId(CUSTOMER) });
		expect(Object.keys(json[0])[0]).toBe('id');
		expect(json).toEqual([
			{
				id: CUSTOMER,
				username: 'customer-1001',
				status: 'ACTIVE',
				tenant: expect.stringMatching(/^[0-9a-f]{24}$/),
				canLogin: false,
				confirmed: true,
				createdAt: '2024-05-02T08:30:00.000Z',
			},
		]);
		expect(bench.requests).toEqual([`GET /users/${CUSTOMER}`]);
	});

	it("finds the user by the partner's own user name", async () => {
		const { json } = await bench.run('user.get', { user: by('username', 'customer-1001') });
		expect(json).toMatchObject([{ id: CUSTOMER }]);
		expect(bench.requests).toEqual(['GET /users?username=customer-1001', `GET /users/${CUSTOMER}`]);
	});

	it('finds a user name whatever characters it holds', async () => {
		const [user] = bench.sandbox.state.users.values();
		bench.sandbox.state.users.set(user._id, { ...user, username: 'a&b=ü ../#?' });
		const { json } = await bench.run(
			'user.get',
			{ user: by('username', 'a&b=Ü ../#?') },
			{ credential: bench.credentialWith({ username: 'a&b=ü ../#?' }) },
		);
		expect(json).toMatchObject([{ id: user._id }]);
	});

	it('takes nobody but the one with the user name, also from a host that sends others too', async () => {
		const others = [...bench.sandbox.state.users.values()];
		bench.sandbox.faults.add({ path: /users$/, effect: { body: others } });
		const { json } = await bench.run('user.get', { user: by('username', 'Customer-1001') });
		expect(json).toMatchObject([{ id: CUSTOMER }]);
	});

	it('does not choose between two users of the same name', async () => {
		const user = { _id: CUSTOMER, username: 'customer-1001' };
		bench.sandbox.faults.add({ path: /users$/, effect: { body: [user, { ...user, _id: PARTNER }] } });
		const { error } = await bench.run('user.get', { user: by('username', 'customer-1001') });
		expect(told(error)).toMatchObject({
			message: "FlowMate has 2 users with the user name 'customer-1001' [item 0]",
		});
		expect(bench.requests).toEqual(['GET /users?username=customer-1001']);
	});

	it('reads an answer in data, and an id where _id is due', async () => {
		const user = { id: CUSTOMER, username: 'customer-1001' };
		bench.sandbox.faults.add({ path: '/users', effect: { body: { data: user } } });
		const { json } = await bench.run('user.get', { user: by('username', 'customer-1001') });
		expect(json).toEqual([user]);
		expect(bench.requests).toEqual(['GET /users?username=customer-1001', `GET /users/${CUSTOMER}`]);
	});

	it('gives the user as FlowMate sent it when it is not to be simplified', async () => {
		const { json } = await bench.run('user.get', { user: byId(CUSTOMER), simplify: false });
		expect(json).toEqual([bench.sandbox.state.users.get(CUSTOMER)]);
	});
});

describe('Get Many', () => {
	it('gives everybody in one request, up to the limit', async () => {
		const { json } = await bench.run('user.getAll', { limit: 2 });
		expect(json.map(({ username }) => username)).toEqual(['partner@acme.example', 'customer-1001']);
		expect(bench.requests).toEqual(['GET /users']);
	});

	it('gives everybody', async () => {
		const { json } = await bench.run('user.getAll', { returnAll: true });
		expect(json).toHaveLength(9);
		expect(bench.requests).toEqual(['GET /users']);
	});

	test.each([
		['customer-1002', 'username=customer-1002', ['customer-1002']],
		[
			' customer-1002, CUSTOMER-1001 ,',
			'username=customer-1002&username=CUSTOMER-1001',
			['customer-1001', 'customer-1002'],
		],
		['={{ ["customer-1002", "x"] }}', 'username=customer-1002&username=x', ['customer-1002']],
		['nobody', 'username=nobody', []],
	])('asks for the user names %j', async (usernames, query, found) => {
		const { json } = await bench.run('user.getAll', { filters: { usernames } });
		expect(bench.requests).toEqual([`GET /users?${query}`]);
		expect(json.map(({ username }) => username)).toEqual(found);
	});

	test.each(['', ' , '])('does not give everybody because the user names are %j', async (usernames) => {
		const { error } = await bench.run('user.getAll', { filters: { usernames } });
		expect(told(error)).toMatchObject({
			message: "'User Names' is empty [item 0]",
			description: 'Enter at least one user name, or remove the filter to get all users',
		});
		expect(bench.requests).toEqual([]);
	});

	test.each(['={{ "" }}', '={{ undefined }}', '={{ null }}', '={{ [] }}', '={{ [""] }}'])(
		'does not give everybody because an expression gave no user names: %j',
		async (usernames) => {
			const { error } = await bench.run('user.getAll', { filters: { usernames } });
			expect(told(error)).toMatchObject({
				message: "'User Names' is empty: its expression gave nothing for this item [item 0]",
				description: "Check whether this item has the fields that the expression of 'User Names' names",
			});
			expect(bench.requests).toEqual([]);
		},
	);

	it('does not give everybody because the status is missing', async () => {
		const { error } = await bench.run('user.getAll', { filters: { status: '={{ $json.status }}' } });
		expect(told(error)).toMatchObject({
			message: "'Status' is empty: its expression gave nothing for this item [item 0]",
			description: "Check whether this item has the fields that the expression of 'Status' names",
		});
	});

	it('selects by status before it counts to the limit', async () => {
		const { users } = bench.sandbox.state;
		[...users.values()].slice(1, 8).forEach((user) => users.set(user._id, { ...user, status: 'DISABLED' }));
		const active = await bench.run('user.getAll', { limit: 2, filters: { status: 'ACTIVE' } });
		expect(active.json.map(({ id }) => id)).toEqual(
			[...users.keys()].filter((_, at) => at === 0 || at === 8),
		);
		const pending = await bench.run('user.getAll', { limit: 2, filters: { status: 'PENDING' } });
		expect(pending.json).toEqual([]);
	});

	test.each([
		['a list in data', (users: object[]) => ({ data: users, meta: { total: users.length } })],
		['one user by itself, as the guide shows it', ([user]: object[]) => user],
		['one user with an id instead of _id', () => ({ id: CUSTOMER, username: 'customer-1001' })],
	])('reads %s', async (_, answer) => {
		const users = [bench.sandbox.state.users.get(CUSTOMER) as object];
		bench.sandbox.faults.add({ path: '/users', effect: { body: answer(users) } });
		const { json } = await bench.run('user.getAll');
		expect(json).toMatchObject([{ id: CUSTOMER, username: 'customer-1001' }]);
	});
});

describe('Create', () => {
	const required = { username: 'new@acme.example', password: 'secret-1' };

	it('sends user name, password and what was added, and gives the new id', async () => {
		const additionalFields = {
			firstname: 'Nora',
			lastname: 'New',
			status: 'PENDING',
			permissions: 'tenant.account.read, tenant.flows.read',
			otherFields: '{"avatar":"https://x.example/a.png","_id":"x"}',
		};
		const { json } = await bench.run('user.create', { ...required, additionalFields });
		expect(json).toMatchObject([
			{
				id: expect.stringMatching(/^[0-9a-f]{24}$/),
				username: 'new@acme.example',
				firstname: 'Nora',
				lastname: 'New',
				status: 'PENDING',
			},
		]);
		expect(bench.requests).toEqual([
			`POST /users ${JSON.stringify({
				avatar: 'https://x.example/a.png',
				firstname: 'Nora',
				lastname: 'New',
				status: 'PENDING',
				permissions: ['tenant.account.read', 'tenant.flows.read'],
				username: 'new@acme.example',
				password: 'secret-1',
			})}`,
		]);
		expect(bench.sandbox.state.users.get(String(json[0].id))).toMatchObject({ firstname: 'Nora' });
	});

	test.each([
		['in data', { data: { id: CUSTOMER } }, { id: CUSTOMER, username: 'new@acme.example' }],
		[
			'as the whole user',
			{ _id: CUSTOMER, username: 'new@acme.example', status: 'ACTIVE' },
			{ id: CUSTOMER, username: 'new@acme.example', status: 'ACTIVE' },
		],
	])('reads an answer %s', async (_, body, expected) => {
		bench.sandbox.faults.add({ method: 'POST', path: '/users', effect: { body } });
		const { json } = await bench.run('user.create', required);
		expect(json).toEqual([expected]);
	});

	it('says that a user name is taken', async () => {
		const { error } = await bench.run('user.create', { ...required, username: 'IT@fabrikam.example' });
		expect(told(error)).toEqual({
			message: "'User Name' is taken: FlowMate has a user with this user name [item 0]",
			description:
				"Choose another 'User Name', or find the user with 'Get Many'. Upper and lower case are the same.",
			httpCode: '409',
		});
	});

	it('gives the user name as FlowMate stores it', async () => {
		const { json } = await bench.run('user.create', { ...required, username: ' New@Acme.example ' });
		expect(json).toMatchObject([{ username: 'new@acme.example' }]);
		expect(bench.sandbox.state.users.get(String(json[0].id))?.username).toBe('new@acme.example');
	});

	it('says that FlowMate wants another user name', async () => {
		const { error } = await bench.run('user.create', { ...required, username: 'new' });
		expect(told(error)).toMatchObject({
			message:
				"FlowMate did not accept 'User Name', or something under 'Additional Fields' such as 'Role IDs': INPUT_INVALID [item 0]",
			httpCode: '400',
		});
	});

	test.each([
		[
			"'User Name' is empty: its expression gave nothing for this item",
			{ ...required, username: '={{ "" }}' },
		],
		["'User Name' must be text: it is an object", { ...required, username: '={{ ({}) }}' }],
		[
			"'Password' is empty: its expression gave nothing for this item",
			{ ...required, password: '={{ undefined }}' },
		],
	])('sends nothing where %s', async (message, parameters) => {
		const { error } = await bench.run('user.create', parameters);
		expect(told(error)).toMatchObject({ message: `${message} [item 0]` });
		expect(bench.requests).toEqual([]);
	});
});

describe('Get Current', () => {
	it('gives the user that the credential stands for', async () => {
		const { json } = await bench.run('user.getCurrent');
		expect(json).toMatchObject([{ id: PARTNER, username: 'partner@acme.example', firstname: 'Petra' }]);
		expect(bench.requests).toEqual(['GET /users/me']);
	});

	it('gives the end user that it acts as', async () => {
		const { json } = await bench.run('user.getCurrent', actingAs('customer-1001'));
		expect(json).toMatchObject([{ id: CUSTOMER, username: 'customer-1001' }]);
	});

	it('reads a user in data', async () => {
		const data = {
			_id: CUSTOMER,
			username: 'customer-1001',
			safeguard: { lastLogin: '2026-11-01T00:00:00Z' },
		};
		bench.sandbox.faults.add({ path: '/users/me', effect: { body: { data } } });
		const { json } = await bench.run('user.getCurrent');
		expect(json).toEqual([{ id: CUSTOMER, username: 'customer-1001', lastLogin: '2026-11-01T00:00:00Z' }]);
	});
});

describe('Users of a platform that has them elsewhere', () => {
	const elsewhere = new Bench({ userPath: '/api/users' });

	it('are found where the credential says', async () => {
		const credential = elsewhere.credentialWith({ userPath: '/api/users' });
		await elsewhere.run('user.get', { user: by('username', 'customer-1001') }, { credential });
		await elsewhere.run('user.getCurrent', {}, { credential });
		expect(elsewhere.requests).toEqual([
			'GET /api/users?username=customer-1001',
			`GET /api/users/${CUSTOMER}`,
			'GET /api/users/me',
		]);
	});

	it('are missed with a hint at the setting', async () => {
		const { error } = await elsewhere.run('user.getAll', {}, { credential: elsewhere.credentialWith() });
		expect(told(error)).toEqual({
			message: 'FlowMate does not offer the users at this address [item 0]',
			description: "Check 'Base URL' and 'User Path' in the FlowMate credential",
			httpCode: '404',
		});
	});
});

describe('The list of users in the editor', () => {
	const search = async (filter?: string) =>
		await bench.engine.listSearch({
			node: 'flowMate',
			method: 'searchUsers',
			credential: bench.credential,
			filter,
		});

	it('is sorted by name and shows who it is', async () => {
		const { results } = await search();
		expect(results).toHaveLength(9);
		expect(results.at(-1)).toEqual({ name: 'Petra Partner · partner@acme.example', value: PARTNER });
	});

	test.each([
		['PETRA', PARTNER],
		[CUSTOMER, CUSTOMER],
	])('is searched for %s', async (filter, found) => {
		expect((await search(filter)).results.map(({ value }) => value)).toEqual([found]);
	});
});
