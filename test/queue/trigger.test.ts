import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { count, eventsOf, polls, published } from '../n8n/counting';
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
	await polls(sandbox, 1);
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
