/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import type { IDataObject, INode } from 'n8n-workflow';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startCeligo, type CeligoSandbox } from '../../../sandbox/celigo';
import { itemsOf, startN8n, type Credential, type N8n, type Workflow } from '../../../scripts/n8n';
import { waitFor } from '../../../scripts/waitFor';
import { A_POLL, POLLING } from '../../n8n/counting';
import { polling, renamedNode } from '../../n8n/workflow';
import { byId, IDS, PACKAGE } from '../engine/support';
import { asker } from '../sandbox/world';

let n8n: N8n;
let sandbox: CeligoSandbox;
let userFolder: string;

beforeEach(async () => {
	userFolder = mkdtempSync(join(tmpdir(), 'n8n-celigo-trigger-'));
	sandbox = await startCeligo();
});
afterEach(async () => {
	await n8n?.close();
	await sandbox?.close();
	rmSync(userFolder, { recursive: true, force: true });
});

const start = async (env: Record<string, string> = {}) =>
	await startN8n({ packages: [PACKAGE], userFolder, env });

/** Four times a minute: n8n refuses one time that comes more often than once. */
const POLL_TIMES = {
	item: [0, 15, 30, 45].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
};

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
	n8n = await start();
	const workflows = await publishedAll();
	await polled(1);

	const jobs = [await finishedRun()];
	disconnect(IDS.netSuite);
	await eventsOf(workflows, 1);

	await n8n.kill();
	jobs.push(await finishedRun());
	disconnect(IDS.shopify);
	n8n = await start();
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

test.each(POLLING)(
	'polls %s: Celigo may be away while workflows are published and while n8n starts, a row may be bad, and nodes may be renamed',
	async (_way, env) => {
		n8n = await start(env);
		away();
		const workflows = await publishedAll();
		await polledInVain();
		sandbox.faults.clear();
		// Runs are asked for twice by the first poll, so that a third answer belongs to a later one.
		await polled(3);
		const jobs = [await finishedRun()];
		disconnect(IDS.netSuite);
		await eventsOf(workflows, 1);

		await n8n.kill();
		jobs.push(await finishedRun());
		disconnect(IDS.shopify);
		away();
		n8n = await start(env);
		await polledInVain();
		sandbox.faults.clear();
		await eventsOf(workflows, 2);

		for (const [kind, workflow] of workflows) {
			const renamed = await renamedNode(n8n, workflow, `Celigo ${kind}`);
			await n8n.rest.publishWorkflow(renamed);
		}
		jobs.push(await finishedRun());
		disconnect(IDS.netSuiteSandbox);
		await eventsOf(workflows, 3);
		for (const { id } of workflows.values())
			expect(await n8n.rest.listExecutions(id)).toMatchObject(Array(3).fill({ status: 'success' }));

		for (const { path, key, rows } of Object.values(BAD_ROWS))
			sandbox.faults.add({ path, effect: { status: 200, body: key ? { [key]: rows } : rows } });
		const events = await eventsOf(workflows, 4);
		const unreadable = { event: 'unreadable', unreadableRows: 1 };
		expect(events.runFinished.slice(0, 4).map(({ _jobId }) => _jobId)).toEqual([...jobs, 'last']);
		expect(events.runFinished.slice(4)).toMatchObject([unreadable]);
		expect(events.newErrors).toMatchObject([
			{ newErrors: 3, openErrors: 3 },
			{ newErrors: 3, openErrors: 6 },
			{ newErrors: 3, openErrors: 9 },
			unreadable,
		]);
		expect(events.connectionOffline.slice(0, 4).map(({ name }) => name)).toEqual([
			'NetSuite',
			'Shopify',
			'NetSuite Sandbox',
			'Last',
		]);
		expect(events.connectionOffline.slice(4)).toMatchObject([unreadable]);
		for (const { id } of workflows.values())
			expect((await n8n.rest.listExecutions(id)).map(({ status }) => status).slice(0, 2)).toEqual([
				'success',
				'error',
			]);
	},
	600_000,
);

const LAST_RUN = { _id: 'last', status: 'completed', numError: 0, createdAt: '2100-01-01T00:00:00.000Z' };

/** Lists of each kind of trigger in which a row lacks something, and another one is new. */
const BAD_ROWS: Record<string, { path: string; key?: string; rows: object[] }> = {
	runFinished: { path: '/v1/jobs', rows: [LAST_RUN, { ...LAST_RUN, _id: null }] },
	newErrors: {
		path: `/v1/flows/${IDS.inventory}/errors`,
		key: 'flowErrors',
		rows: [{ _expOrImpId: IDS.updateInventory, numError: null }],
	},
	connectionOffline: {
		path: '/v1/connections',
		rows: [{ _id: 'last', name: 'Last', offline: true }, { offline: true }],
	},
};

const away = () => sandbox.faults.add({ effect: { reset: 'before' } });

/** A published workflow of each kind of trigger, and a node that does nothing. */
async function publishedAll(): Promise<Map<string, Workflow>> {
	const { url: baseUrl, token } = sandbox;
	const credential = await n8n.rest.createCredential('celigoApi', 'Celigo', {
		region: 'custom',
		baseUrl,
		token,
	});
	const workflows = new Map<string, Workflow>();
	for (const kind of ALL) workflows.set(kind, await published(kind, credential));
	return workflows;
}

async function published(kind: string, credential: Credential): Promise<Workflow> {
	const parameters = { triggerOn: kind, ...KINDS[kind].parameters };
	const trigger = polling(kind, 'n8n-nodes-celigo.celigoTrigger', parameters, credential);
	trigger.nodes[0].parameters.pollTimes = POLL_TIMES;
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

/** Waits until each kind of trigger was answered so many times more. */
const polled = async (times: number) => await asked(times, ({ status = 500 }) => status < 300);

/** Waits until each kind of trigger has asked while Celigo is away. */
const polledInVain = async () => await asked(1, ({ status }) => status === undefined);

async function asked(
	times: number,
	which: (request: CeligoSandbox['requests'][number]) => boolean,
): Promise<void> {
	const since = sandbox.requests.length;
	const counts = () =>
		ALL.map(
			(kind) =>
				sandbox.requests.slice(since).filter((each) => each.path === KINDS[kind].asks && which(each)).length,
		);
	await waitFor('polls', () => counts().every((count) => count >= times), { within: A_POLL * times });
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
