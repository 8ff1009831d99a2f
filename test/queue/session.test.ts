import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import type { Credential, Workflow } from '../../scripts/n8n';
import { loginTo, numbered, WHO_AM_I } from '../n8n/workflow';
import { begun, Cluster } from './cluster';

const ITEMS = 50;

let cluster: Cluster;
let sandbox: FlowMateSandbox;
let credential: Credential;
let workflow: Workflow;

beforeAll(async () => {
	cluster = await Cluster.start();
	sandbox = await startFlowMate({ loginDelay: 300 });
	credential = await cluster.main.rest.createCredential('flowMateApi', 'FlowMate', loginTo(sandbox));
	workflow = await cluster.publish('who', WHO_AM_I, credential);
});
afterAll(async () => {
	await cluster?.close();
	await sandbox?.close();
});

const statuses = async (count: number) => (await cluster.ended(workflow, count)).map(({ status }) => status);

test('a worker uses the token that another has stored', async () => {
	const first = await cluster.addWorker();
	await cluster.call('who', numbered(ITEMS));
	expect(await statuses(1)).toEqual(['success']);
	expect(sandbox.count('POST', '/login')).toBe(1);
	await cluster.removeWorker(first);

	const second = await cluster.addWorker();
	await cluster.call('who', numbered(ITEMS));

	expect(await statuses(2)).toEqual(['success', 'success']);
	expect(begun(second)).toBe(1);
	expect(sandbox.count('POST', '/login')).toBe(1);
	expect(sandbox.count('GET', '/users/me')).toBe(2 * ITEMS);
});

test.each([1, 2, 3])(
	'two workers whose tokens have expired log in once each at the most, however many executions run, time after time: %d',
	async (time) => {
		if (cluster.workers.length < 2) await cluster.addWorker();
		sandbox.expireTokens();
		sandbox.requests.length = 0;

		await Promise.all(numbered(10).map(async () => await cluster.call('who', numbered(ITEMS))));

		expect(await statuses(2 + 10 * time)).toEqual(Array(2 + 10 * time).fill('success'));
		expect(cluster.workers.map((worker) => begun(worker) > 0)).toEqual([true, true]);
		expect(sandbox.count('POST', '/login')).toBeGreaterThanOrEqual(1);
		expect(sandbox.count('POST', '/login')).toBeLessThanOrEqual(2);
	},
);

test('workers act as the user of each item', async () => {
	if (cluster.workers.length < 2) await cluster.addWorker();
	const actAsUser = { __rl: true, mode: 'username', value: '={{ $json.username }}' };
	const each = await cluster.publish('each', { ...WHO_AM_I, options: { actAsUser } }, credential);
	const users = Array.from({ length: ITEMS }, (_, index) => `customer-${1001 + (index % 5)}`);
	sandbox.requests.length = 0;

	await Promise.all(
		numbered(4).map(
			async () =>
				await cluster.call(
					'each',
					users.map((username) => ({ username })),
				),
		),
	);

	expect((await cluster.ended(each, 4)).map(({ status }) => status)).toEqual(Array(4).fill('success'));
	const askers = sandbox.requests.filter(({ path }) => path === '/users/me').map(({ user }) => user);
	expect(askers.sort()).toEqual(
		numbered(4)
			.flatMap(() => users)
			.sort(),
	);
});
