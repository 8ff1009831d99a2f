/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { itemsOf, startN8n, type N8n, type Workflow } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { flowMateCredentials, keepCredentials, readExample } from '../../scripts/start/examples';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { loginTo } from './workflow';

/** n8n polls once a minute at the most; a poll may come late on a busy machine. */
const A_POLL = 100_000;

/** Executions in a month, as the example has it. */
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
	const workflow = await published('Counted', {
		triggerOn: 'executions',
		groupBy: 'user',
		window: 'day',
		timezone: 'UTC',
	});
	await polls(1);
	expect(await n8n.rest.listExecutions(workflow.id)).toEqual([]);

	count('customer-1001', 5);
	await eventsOf(workflow, 1);

	sandbox.faults.add({ path: '/icenter', times: 1, effect: { status: 500 } });
	count('customer-1002', 2);
	await eventsOf(workflow, 2);

	await n8n.kill();
	count('customer-1001', 3);
	n8n = await startN8n({ packages: [ROOT], userFolder });
	await eventsOf(workflow, 3);
	await polls(2);

	const executions = await n8n.rest.listExecutions(workflow.id);
	expect(executions.map(({ status }) => status)).toEqual(['success', 'success', 'error', 'success']);
	expect(await eventsOf(workflow, 3)).toEqual([
		['customer-1001', 5],
		['customer-1002', 2],
		['customer-1001', 3],
	]);
}, 600_000);

test('warn-at-limit.json warns at 80 %, and at 100 % stops the flows of that customer', async () => {
	const credentials = await keepCredentials(n8n.rest, flowMateCredentials(loginTo(sandbox)));
	const example = await n8n.rest.createWorkflow(readExample('warn-at-limit.json', credentials));
	const before = monthOf('customer-1001');
	await n8n.rest.publishWorkflow(example);
	await polls(1);

	count('customer-1001', LIMIT - before);
	const [last] = await waitFor(async () => {
		const ended = await n8n.rest.listExecutions(example.id);
		return ended.length > 0 && ended.every(({ status }) => status === 'success') ? ended : undefined;
	});

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
}, 300_000);

/** A published workflow of the trigger and a node that does nothing. */
async function published(name: string, parameters: object): Promise<Workflow> {
	const [{ id, name: credential }] = await keepCredentials(n8n.rest, flowMateCredentials(loginTo(sandbox)));
	const workflow = await n8n.rest.createWorkflow({
		name,
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: 'n8n-nodes-flowmate.flowMateTrigger',
				typeVersion: 1,
				parameters: { ...parameters, pollTimes: { item: [{ mode: 'everyMinute' }] } },
				credentials: { flowMateApi: { id, name: credential } },
				position: [0, 0],
			},
			{
				id: 'next',
				name: 'Next',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				parameters: {},
				position: [200, 0],
			},
		],
		connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	return await n8n.rest.publishWorkflow(workflow);
}

const today = () => new Date().toISOString().slice(0, 10);

function count(user: string, executions: number): void {
	const owner = [...sandbox.state.users.values()].find(({ username }) => username === user);
	const flow = [...sandbox.state.flows.values()].find(({ owners }) =>
		owners.some(({ id }) => id === owner?._id),
	);
	sandbox.countExecutions({ user, flow: String(flow?.id), day: today(), executions });
}

/** What the sandbox has counted for a user since the first of the month. */
function monthOf(username: string): number {
	const user = [...sandbox.state.users.values()].find((each) => each.username === username);
	const days = [...sandbox.state.executions].filter(([day]) => day.startsWith(today().slice(0, 7)));
	return days
		.flatMap(([, counts]) => [...counts.values()])
		.filter((each) => each.user === user?._id)
		.reduce((sum, { executions }) => sum + executions, 0);
}

/** Waits until the platform was asked so many times more. */
async function polls(times: number): Promise<void> {
	const before = sandbox.count('GET', '/icenter/executions');
	await waitFor(async () => {
		const asked = sandbox.count('GET', '/icenter/executions') - before;
		return await Promise.resolve(asked >= times ? asked : undefined);
	}, A_POLL * times);
}

/** Waits for so many successful executions. @returns user and difference of each event, in order */
async function eventsOf({ id }: Workflow, times: number): Promise<Array<[unknown, unknown]>> {
	const succeeded = await waitFor(async () => {
		const executions = (await n8n.rest.listExecutions(id)).filter(({ status }) => status === 'success');
		return executions.length >= times ? executions : undefined;
	}, A_POLL * 2);
	const events: Array<[unknown, unknown]> = [];
	for (const { id: execution } of succeeded.reverse()) {
		for (const { username, difference } of itemsOf(await n8n.rest.getExecution(execution), 'Next')) {
			events.push([username, difference]);
		}
	}
	return events;
}

async function waitFor<T>(look: () => Promise<T | undefined>, milliseconds = A_POLL): Promise<T> {
	const end = Date.now() + milliseconds;
	for (;;) {
		const seen = await look();
		if (seen !== undefined) return seen;
		if (Date.now() > end) throw new Error(`Nothing came within ${milliseconds / 1000} s`);
		await new Promise((resolve) => setTimeout(resolve, 1_000));
	}
}
