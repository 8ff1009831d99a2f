/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import type { IDataObject, INode } from 'n8n-workflow';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startCeligo, type CeligoSandbox } from '../../../sandbox/celigo';
import { itemsOf, startN8n, type Credential, type N8n, type Workflow } from '../../../scripts/n8n';
import { waitFor } from '../../../scripts/waitFor';
import { A_POLL } from '../../n8n/counting';
import { polling } from '../../n8n/workflow';
import { byId, IDS, PACKAGE } from '../engine/support';
import { asker } from '../sandbox/world';

let n8n: N8n;
let sandbox: CeligoSandbox;
let userFolder: string;

beforeEach(async () => {
	userFolder = mkdtempSync(join(tmpdir(), 'n8n-celigo-trigger-'));
	sandbox = await startCeligo();
	n8n = await startN8n({ packages: [PACKAGE], userFolder });
});
afterEach(async () => {
	await n8n?.close();
	await sandbox?.close();
	rmSync(userFolder, { recursive: true, force: true });
});

const OF = { of: 'integration', integration: byId(IDS.orderToCash) } as INode['parameters'];

/** What each kind of trigger asks Celigo first. */
const KINDS: Record<string, { parameters: INode['parameters']; asks: string }> = {
	runFinished: { parameters: { ...OF, outcome: 'any' }, asks: '/v1/jobs' },
	newErrors: {
		parameters: OF,
		asks: `/v1/integrations/${IDS.orderToCash}/errors`,
	},
	connectionOffline: { parameters: {}, asks: '/v1/connections' },
};

const ALL = Object.keys(KINDS);

test('runs, errors and connections that go offline arrive as executions, once each, through a crash and what happens until n8n is back', async () => {
	const { url: baseUrl, token } = sandbox;
	const credential = await n8n.rest.createCredential('celigoApi', 'Celigo', {
		region: 'custom',
		baseUrl,
		token,
	});
	const workflows = new Map<string, Workflow>();
	for (const kind of ALL) workflows.set(kind, await published(kind, credential));
	await polled(1);

	const jobs = [await finishedRun()];
	disconnect(IDS.netSuite);
	await eventsOf(workflows, 1);

	await n8n.kill();
	jobs.push(await finishedRun());
	disconnect(IDS.shopify);
	n8n = await startN8n({ packages: [PACKAGE], userFolder });
	await eventsOf(workflows, 2);
	await polled(1);

	const events = await eventsOf(workflows, 2);
	expect(events.runFinished.map(({ _jobId }) => _jobId)).toEqual(jobs);
	expect(events.newErrors).toMatchObject([
		{ _stepId: IDS.updateInventory, newErrors: 3, openErrors: 3 },
		{ _stepId: IDS.updateInventory, newErrors: 3, openErrors: 6 },
	]);
	expect(events.connectionOffline.map(({ name }) => name)).toEqual(['NetSuite', 'Shopify']);
	for (const { id } of workflows.values()) {
		expect(await n8n.rest.listExecutions(id)).toMatchObject([{ status: 'success' }, { status: 'success' }]);
	}
}, 600_000);

/** A published workflow of one kind of trigger, and a node that does nothing. */
async function published(kind: string, credential: Credential): Promise<Workflow> {
	const parameters = { triggerOn: kind, ...KINDS[kind].parameters };
	const trigger = polling(kind, 'n8n-nodes-celigo.celigoTrigger', parameters, credential);
	return await n8n.rest.publishWorkflow(await n8n.rest.createWorkflow(trigger));
}

/** A run of the flow that fails for three of its records, once it is over. @returns its job */
async function finishedRun(): Promise<string> {
	const ask = asker(sandbox);
	const { body } = await ask('POST', `/flows/${IDS.inventory}/run`, { body: {} });
	const isOver = async () => (await ask('GET', `/jobs/${String(body._jobId)}`)).body.status === 'completed';
	await waitFor('the end of the run', isOver, { within: 60_000 });
	return String(body._jobId);
}

function disconnect(connection: string): void {
	sandbox.state.connections.get(connection)!.offline = true;
}

/** Waits until each kind of trigger has asked so many times more. */
async function polled(times: number): Promise<void> {
	const asked = () =>
		ALL.map((kind) => sandbox.requests.filter(({ path }) => path === KINDS[kind].asks).length);
	const before = asked();
	await waitFor('polls', () => asked().every((count, index) => count - before[index] >= times), {
		within: A_POLL * times,
	});
}

/** Waits for so many executions of each workflow. @returns their items, in order */
async function eventsOf(
	workflows: Map<string, Workflow>,
	times: number,
): Promise<Record<string, IDataObject[]>> {
	const found = {} as Record<string, IDataObject[]>;
	for (const [kind, { id }] of workflows) {
		const executions = await waitFor(
			`${times} executions of ${kind}`,
			async () => {
				const all = (await n8n.rest.listExecutions(id)).filter(({ status }) => status === 'success');
				return all.length >= times && all;
			},
			{ within: A_POLL * 2 },
		);
		const items = await Promise.all(
			executions.reverse().map(async (each) => itemsOf(await n8n.rest.getExecution(each.id), 'Next')),
		);
		found[kind] = items.flat();
	}
	return found;
}
