import { errorOf, itemsOf, startN8n, type Credential, type Execution, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { FLOWMATE, itemsToFlowMate, loginTo, WAYS, WHO_AM_I } from './workflow';

const USERS = ['customer-1001', 'customer-1002', 'customer-1003', 'customer-1004', 'customer-1005'];
const TWENTY_ITEMS = Array.from({ length: 20 }, (_, index) => ({ username: USERS[index % 5] }));

const actAsUser = { __rl: true, mode: 'username', value: '={{ $json.username }}' };
const AS_ITEM = { ...WHO_AM_I, options: { actAsUser } };

let n8n: N8n;
let first: FlowMateSandbox;
let second: FlowMateSandbox;

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => await n8n?.close());

describe.each(WAYS)("20 items for 5 users, 'Act as User' by an expression, %s", (_way, run) => {
	let credential: Credential;
	let workflow: string;

	beforeAll(async () => {
		first = await startFlowMate({ loginDelay: 100 });
		second = await startFlowMate({ loginDelay: 100 });
		credential = await n8n.rest.createCredential('flowMateApi', 'FlowMate', loginTo(first));
		workflow = (await n8n.rest.createWorkflow(itemsToFlowMate(TWENTY_ITEMS, AS_ITEM, credential))).id;
	});
	afterAll(async () => {
		await first?.close();
		await second?.close();
	});
	beforeEach(() => {
		first.requests.length = 0;
		second.requests.length = 0;
	});

	test('the first execution runs each item as its own user', async () => {
		expectEachItemAsItsUser(await run(n8n, workflow), first);
	});

	test('the second execution does so too', async () => {
		expectEachItemAsItsUser(await run(n8n, workflow), first);
	});

	test('and one after the password was changed', async () => {
		const partner = [...first.state.users.values()].find((user) => user.username === first.partner.username);
		first.state.passwords.set(partner!._id, 'a new password');
		await n8n.rest.editCredential(credential, { password: 'a new password' });

		expectEachItemAsItsUser(await run(n8n, workflow), first);
	});

	test('and one after the base URL was changed, which leaves the old server alone', async () => {
		await n8n.rest.editCredential(credential, loginTo(second));

		expectEachItemAsItsUser(await run(n8n, workflow), second);
		expect(first.requests).toEqual([]);
	});
});

function expectEachItemAsItsUser(execution: Execution, sandbox: FlowMateSandbox): void {
	expect(errorOf(execution)).toBeUndefined();
	expect(itemsOf(execution, FLOWMATE)).toMatchObject(TWENTY_ITEMS);
	const askers = sandbox.requests.filter(({ path }) => path === '/users/me').map(({ user }) => user);
	expect(askers.sort()).toEqual(TWENTY_ITEMS.map(({ username }) => username).sort());
	expect(sandbox.count('POST', '/impersonate')).toBeLessThanOrEqual(USERS.length);
	expect(sandbox.count('POST', '/login')).toBeLessThanOrEqual(1);
}
