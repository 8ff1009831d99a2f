import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { itemsOf } from '../../scripts/n8n';
import { waitFor } from '../../scripts/waitFor';
import { A_POLL, count, eventsOf, firstPollSaved, polls, published } from '../n8n/counting';
import { begun, Cluster } from './cluster';

let cluster: Cluster;
let sandbox: FlowMateSandbox;

beforeAll(async () => {
	cluster = await Cluster.start();
	sandbox = await startFlowMate();
	await cluster.addWorker();
	await cluster.addWorker();
});
afterAll(async () => {
	await cluster?.close();
	await sandbox?.close();
});

test('counts that rise while main is down arrive once when it is back; PostgreSQL holds the state, workers run the executions', async () => {
	const workflow = await published(cluster.main, sandbox, 'Counted', {
		triggerOn: 'executions',
		groupBy: 'user',
		window: 'day',
	});
	await firstPollSaved(cluster.main, workflow);
	count(sandbox, 'customer-1001', 5);
	await eventsOf(cluster.main, workflow, 1);

	await cluster.main.kill();
	count(sandbox, 'customer-1001', 3);
	count(sandbox, 'customer-1002', 2);
	await cluster.startMain();
	await eventsOf(cluster.main, workflow, 2);
	await polls(sandbox, 2);

	expect(await eventsOf(cluster.main, workflow, 2)).toEqual([
		['customer-1001', 5],
		['customer-1001', 3],
		['customer-1002', 2],
	]);
	expect(cluster.workers.reduce((sum, worker) => sum + begun(worker), 0)).toBe(2);
}, 600_000);

test('flows that are switched while main is down arrive once when it is back', async () => {
	const workflow = await published(cluster.main, sandbox, 'Switched', { triggerOn: 'flowStatus' });
	await firstPollSaved(cluster.main, workflow);
	const [first, second] = [...sandbox.state.flows.values()].filter(({ status }) => status === 'active');

	await cluster.main.kill();
	for (const { id } of [first, second])
		sandbox.state.flows.set(id, {
			...sandbox.state.flows.get(id)!,
			status: 'inactive',
			updatedAt: new Date().toISOString(),
		});
	await cluster.startMain();
	await eventsOf(cluster.main, workflow, 1);
	const before = sandbox.count('GET', '/flows');
	await waitFor('another poll', () => sandbox.count('GET', '/flows') > before, { within: A_POLL });

	const executions = await cluster.main.rest.listExecutions(workflow.id);
	const told = await Promise.all(
		executions.map(async ({ id }) => itemsOf(await cluster.main.rest.getExecution(id), 'Next')),
	);
	expect(
		told.map((items) => items.map(({ id, change }) => `${String(change)} ${String(id)}`).sort()),
	).toEqual([[first, second].map(({ id }) => `inactive ${id}`).sort()]);
}, 600_000);
