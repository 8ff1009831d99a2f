import { waitFor } from '../../scripts/waitFor';
import { eventually } from './eventually';
import { FlowMateStage } from './stage';

const stage = new FlowMateStage({ seed: { users: 60, flows: 120 } });

const flowRequests = () => stage.asked.filter((request) => request.startsWith('GET /flows'));

test('the list of flows comes from FlowMate page by page while one scrolls', async () => {
	await stage.openNode({ resource: 'flow', operation: 'get' });
	const flow = stage.editor.locator('flow');

	await flow.openList();
	await eventually(async () => expect(await flow.entries.count()).toBe(50));
	expect(await flow.entries.first().innerText()).toBe('Flow 000001 (active)');
	expect(flowRequests()).toEqual(['GET /flows?sort=name&page[size]=50&page[number]=1']);

	await flow.scrollToEnd();
	await eventually(async () => expect(await flow.entries.count()).toBe(100));
	await flow.scrollToEnd();
	await eventually(async () => expect(await flow.entries.count()).toBe(120));
	expect(await flow.entries.last().innerText()).toBe('Flow 000120 (inactive)');
	expect(flowRequests()).toHaveLength(3);
});

test('all flows are searched, not only those that have been scrolled to', async () => {
	await stage.openNode({ resource: 'flow', operation: 'get' });
	const flow = stage.editor.locator('flow');

	await flow.openList();
	await flow.search('000117');
	await eventually(async () => expect(await flow.entries.allInnerTexts()).toEqual(['Flow 000117 (active)']));
	expect(flowRequests().at(-1)).toBe('GET /flows?sort=name&page[size]=1000&page[number]=1');

	await flow.pick('Flow 000117 (active)');
	expect(await flow.shown()).toBe('Flow 000117 (active)');
	await stage.editor.execute();
	expect(await stage.editor.outputTable()).toMatchObject([{ name: 'Flow 000117', status: 'active' }]);
});

test('a user is found by name in the list, or taken by the user name of one’s own system', async () => {
	await stage.openNode({ resource: 'user', operation: 'get' });
	const user = stage.editor.locator('user');

	await user.openList();
	await user.search('000042');
	await eventually(async () => expect(await user.entries.allInnerTexts()).toEqual(['user-000042']));
	await user.pick('user-000042');
	await stage.editor.execute();
	expect(await stage.editor.outputTable()).toMatchObject([{ username: 'user-000042' }]);

	await user.chooseMode('By Name');
	await user.fill('user-000007');
	await stage.editor.execute();
	await eventually(async () =>
		expect(await stage.editor.outputTable()).toMatchObject([{ username: 'user-000007' }]),
	);
});

test('where each item acts as its own user, a list says why it cannot be shown', async () => {
	const actAsUser = { __rl: true, mode: 'username', value: '={{ $json.username }}' };
	await stage.openNode({ resource: 'flow', operation: 'get', options: { actAsUser } });

	await stage.editor.locator('flow').openList();

	await stage.editor.locator('flow').listError.getByText("'Act as User'").waitFor();
	expect(stage.asked).toEqual([]);
});

test("with a user chosen, the list of flows is that user's", async () => {
	const actAsUser = { __rl: true, mode: 'list', value: 'customer-1001' };
	await stage.openNode({ resource: 'flow', operation: 'get', options: { actAsUser } });

	await stage.editor.locator('flow').openList();

	await waitFor(
		'flows asked for as the chosen user',
		() => stage.sandbox.requests.some(({ path, user }) => path === '/flows' && user === 'customer-1001'),
		{ within: 10_000 },
	);
});
