/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { itemsOf, startN8n, type N8n, type Workflow } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { flowMateCredentials, keepCredentials, readExample } from '../../scripts/start/examples';
import { startFlowMate, type Flow, type FlowMateSandbox } from '../../sandbox/flowmate';
import { waitFor } from '../../scripts/waitFor';
import { A_POLL, firstPollSaved, published } from './counting';
import { loginTo } from './workflow';

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

test('flows that are switched arrive as executions, once each, through a kill and a restart; the example sends everything to the one switched on', async () => {
	const newsletter = flowOf('contoso-eu', 'New contact to newsletter');
	const orders = flowOf('customer-1002', 'Order to ERP');
	const invoices = flowOf('customer-1001', 'Won deal to invoice');
	const credentials = await keepCredentials(n8n.rest, flowMateCredentials(loginTo(sandbox)));
	const workflow = await published(n8n, sandbox, 'Switched', { triggerOn: 'flowStatus' });
	const example = await n8n.rest.createWorkflow(readExample('customer-switched-a-flow-on.json', credentials));
	await n8n.rest.publishWorkflow(example);
	await Promise.all([workflow, example].map(async (each) => await firstPollSaved(n8n, each)));

	await switched(newsletter, 'start');
	await switched(orders, 'start');
	expect(await eventsOf(workflow, 2)).toEqual([
		['contoso-eu', 'active'],
		['customer-1002', 'active'],
	]);
	await eventsOf(example, 1);

	await n8n.kill();
	await switched(newsletter, 'stop');
	await switched(newsletter, 'start');
	await switched(invoices, 'stop');
	await switched(orders, 'stop');
	n8n = await startN8n({ packages: [ROOT], userFolder });
	expect((await eventsOf(workflow, 4)).slice(2)).toEqual([
		['customer-1001', 'inactive'],
		['customer-1002', 'inactive'],
	]);

	const sent = sandbox.requests.filter(({ path }) => path.startsWith('/webhooks/'));
	expect(sent.map(({ path, status }) => [path, status])).toEqual(
		Array(3).fill([`/webhooks/${newsletter.id}`, 200]),
	);
	expect(sent.map(({ body }) => JSON.parse(String(body)) as unknown)).toContainEqual({
		firstName: 'Grace',
		lastName: 'Hopper',
		email: 'grace@example.com',
	});
	const results: IDataObject[] = [];
	for (const { id } of await n8n.rest.listExecutions(example.id))
		results.push(...itemsOf(await n8n.rest.getExecution(id), 'Result'));
	expect(results).toContainEqual({
		customer: 'contoso-eu',
		contact: 'grace@example.com',
		answer: 'thank you',
	});
}, 900_000);

function flowOf(username: string, name: string): Flow {
	const user = [...sandbox.state.users.values()].find((each) => each.username === username);
	return [...sandbox.state.flows.values()].find(
		(flow) => flow.name === name && flow.owners.some(({ id }) => id === user?._id),
	)!;
}

/** Somebody starts or stops a flow, which takes a moment. */
async function switched({ id }: Flow, action: 'start' | 'stop'): Promise<void> {
	const authorization = `Bearer ${sandbox.adminToken}`;
	await fetch(`${sandbox.url}/flows/${id}/${action}`, { method: 'POST', headers: { authorization } });
	const wanted = action === 'start' ? 'active' : 'inactive';
	await waitFor(`${id} ${wanted}`, () => sandbox.state.flows.get(id)?.status === wanted, { within: 60_000 });
}

/** Waits for so many items in successful executions. @returns user and change of each, in order */
async function eventsOf({ id }: Workflow, wanted: number): Promise<unknown[][]> {
	return await waitFor(
		`${wanted} events`,
		async () => {
			const events: unknown[][] = [];
			for (const { id: execution, status } of (await n8n.rest.listExecutions(id)).reverse()) {
				if (status !== 'success') continue;
				const [trigger] = (await n8n.rest.getWorkflow(id)).nodes.filter(({ type }) =>
					type.endsWith('flowMateTrigger'),
				);
				for (const { username, change } of itemsOf(await n8n.rest.getExecution(execution), trigger.name))
					events.push([username, change]);
			}
			return events.length >= wanted && events;
		},
		{ within: A_POLL * 2 },
	);
}
