/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { itemsOf, startN8n, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { flowMateCredentials, keepCredentials, readExample } from '../../scripts/start/examples';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { waitFor } from '../../scripts/waitFor';
import { A_POLL, count, eventsOf, NOON_ZONE, POLLING, polls, published, today } from './counting';
import { loginTo, renamedNode } from './workflow';

/** Executions in a month, more than any customer of the sandbox has. */
const LIMIT = 10_000;

let n8n: N8n;
let sandbox: FlowMateSandbox;
let userFolder: string;

beforeEach(async () => {
	userFolder = mkdtempSync(join(tmpdir(), 'n8n-trigger-'));
	sandbox = await startFlowMate();
	n8n = await startN8n({ packages: [ROOT], userFolder });
});
afterEach(async () => {
	await n8n?.close();
	await sandbox?.close();
	rmSync(userFolder, { recursive: true, force: true });
});

test('counts that rise arrive as executions, once each: through a failed poll, a crash and a restart', async () => {
	const workflow = await published(n8n, sandbox, 'Counted', {
		triggerOn: 'executions',
		groupBy: 'user',
		window: 'day',
	});
	await polls(sandbox, 1);
	expect(await n8n.rest.listExecutions(workflow.id)).toEqual([]);

	count(sandbox, 'customer-1001', 5);
	await eventsOf(n8n, workflow, 1);

	sandbox.faults.add({ path: '/icenter', times: 1, effect: { status: 500 } });
	count(sandbox, 'customer-1002', 2);
	await eventsOf(n8n, workflow, 2);

	await n8n.kill();
	count(sandbox, 'customer-1001', 3);
	n8n = await startN8n({ packages: [ROOT], userFolder });
	await eventsOf(n8n, workflow, 3);
	await polls(sandbox, 2);

	// A failure that may pass is logged, and made good by the next poll.
	const executions = await n8n.rest.listExecutions(workflow.id);
	expect(executions.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
	expect(await eventsOf(n8n, workflow, 3)).toEqual([
		['customer-1001', 5],
		['customer-1002', 2],
		['customer-1001', 3],
	]);
}, 600_000);

test.each(POLLING)(
	'polls %s: FlowMate may be away while a workflow is published and while n8n starts, a row may be bad, and the node may be renamed',
	async (_way, env) => {
		await n8n.close();
		n8n = await startN8n({ packages: [ROOT], userFolder, env });
		const away = () => sandbox.faults.add({ effect: { reset: 'before' } });
		away();
		const workflow = await published(n8n, sandbox, 'Counted', {
			triggerOn: 'executions',
			groupBy: 'user',
			window: 'day',
		});
		await time(20);
		sandbox.faults.clear();
		await polls(sandbox, 1);
		count(sandbox, 'customer-1001', 5);
		await eventsOf(n8n, workflow, 1);

		await n8n.kill();
		away();
		n8n = await startN8n({ packages: [ROOT], userFolder, env });
		sandbox.faults.clear();
		count(sandbox, 'customer-1002', 2);
		await eventsOf(n8n, workflow, 2);

		const renamed = await renamedNode(n8n, workflow, 'Counts');
		count(sandbox, 'customer-1001', 3);
		await n8n.rest.publishWorkflow(renamed);
		await eventsOf(n8n, workflow, 3);
		expect(await n8n.rest.listExecutions(workflow.id)).toMatchObject(Array(3).fill({ status: 'success' }));

		const rows = [
			{ _id: idOf('customer-1002'), username: 'customer-1002', executions: 1_000_000 },
			{ _id: null },
		];
		sandbox.faults.add({ path: '/icenter', effect: { status: 200, body: { data: rows } } });
		const events = await eventsOf(n8n, workflow, 4);
		expect(events.slice(0, 3)).toEqual([
			['customer-1001', 5],
			['customer-1002', 2],
			['customer-1001', 3],
		]);
		// Until noon in UTC the day before is asked for as well, and answered alike.
		expect(new Set(events.slice(3).map(([key]) => key))).toEqual(new Set(['customer-1002', undefined]));
		const [, failed] = await n8n.rest.listExecutions(workflow.id);
		expect(failed.status).toBe('error');
	},
	900_000,
);

test('warn-at-limit.json warns at 80 %, and at 100 % stops the flows of that customer', async () => {
	const credentials = await keepCredentials(n8n.rest, flowMateCredentials(loginTo(sandbox)));
	const workflow = readExample('warn-at-limit.json', credentials);
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-flowmate.flowMateTrigger')!;
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	Object.assign(trigger.parameters, { timezone: NOON_ZONE, limit: String(LIMIT), pollTimes });
	const example = await n8n.rest.createWorkflow(workflow);
	const before = monthOf('customer-1001');
	await n8n.rest.publishWorkflow(example);
	await polls(sandbox, 1);

	count(sandbox, 'customer-1001', LIMIT - before);
	const [last] = await waitFor(
		'successful executions',
		async () => {
			const ended = await n8n.rest.listExecutions(example.id);
			return ended.length > 0 && ended.every(({ status }) => status === 'success') && ended;
		},
		{ within: A_POLL },
	);

	const execution = await n8n.rest.getExecution(last.id);
	const reached = itemsOf(execution, 'Limit Reached').filter(({ username }) => username === 'customer-1001');
	expect(reached.map(({ percentage }) => percentage)).toEqual([80, 100]);
	expect(itemsOf(execution, 'Warn the Customer').map(({ to }) => to)).toEqual(['customer-1001']);
	expect(itemsOf(execution, 'Tell the Team').length).toBeGreaterThan(0);
	const user = [...sandbox.state.users.values()].find(({ username }) => username === 'customer-1001');
	const running = [...sandbox.state.flows.values()].filter(
		({ status, owners }) => status === 'active' && owners.some(({ id }) => id === user?._id),
	);
	expect(running).toEqual([]);
}, 600_000);

const time = async (seconds: number) => await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

const idOf = (username: string) =>
	[...sandbox.state.users.values()].find((user) => user.username === username)?._id;

/** What the sandbox has counted for a user since the first of the month. */
function monthOf(username: string): number {
	const user = [...sandbox.state.users.values()].find((each) => each.username === username);
	const days = [...sandbox.state.executions].filter(([day]) => day.startsWith(today().slice(0, 7)));
	return days
		.flatMap(([, counts]) => [...counts.values()])
		.filter((each) => each.user === user?._id)
		.reduce((sum, { executions }) => sum + executions, 0);
}
