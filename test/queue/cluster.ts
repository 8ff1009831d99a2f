/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';

import {
	hasEnded,
	startN8n,
	startWorker,
	type Credential,
	type Execution,
	type N8n,
	type Worker,
	type Workflow,
} from '../../scripts/n8n';
import { DATABASE, startPostgres, startRedis, type Service } from '../../scripts/n8n/services';
import { ROOT } from '../../scripts/packages';
import { waitFor as waitAtMost } from '../../scripts/waitFor';

type Listed = Omit<Execution, 'data'>;

const PATIENCE = 240_000;

/** n8n in queue mode as on several machines: a main and workers, each with a user folder of its own, one Redis, one PostgreSQL. */
export class Cluster {
	main!: N8n;

	readonly workers: Worker[] = [];

	private readonly userFolder = mkdtempSync(join(tmpdir(), 'n8n-main-'));

	private constructor(
		private readonly services: Service[],
		private readonly env: Record<string, string>,
	) {}

	static async start(settings: Record<string, string> = {}): Promise<Cluster> {
		const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
		const cluster = new Cluster([redis, postgres], {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_DATABASE: DATABASE.name,
			DB_POSTGRESDB_USER: DATABASE.user,
			N8N_ENCRYPTION_KEY: 'key-of-the-queue-tests',
			...settings,
		});
		await cluster.startMain();
		return cluster;
	}

	async startMain(): Promise<void> {
		this.main = await startN8n({ packages: [ROOT], userFolder: this.userFolder, env: this.env });
	}

	async addWorker(concurrency = 5): Promise<Worker> {
		const worker = await startWorker({ packages: [ROOT], env: this.env }, concurrency);
		this.workers.push(worker);
		return worker;
	}

	/** Ends a worker in good order: it finishes what it has begun. */
	async removeWorker(worker: Worker): Promise<void> {
		this.workers.splice(this.workers.indexOf(worker), 1);
		await worker.close();
	}

	async killWorker(worker: Worker): Promise<void> {
		this.workers.splice(this.workers.indexOf(worker), 1);
		await worker.kill();
	}

	async close(): Promise<void> {
		await Promise.all(this.workers.map(async (worker) => await worker.close()));
		await this.main?.close();
		await Promise.all(this.services.map(async (service) => await service.close()));
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	/** A published workflow that gives the items it is called with to a FlowMate node. Main takes the call, a worker the execution. */
	async publish(
		path: string,
		parameters: INode['parameters'],
		{ id, name, type }: Credential,
	): Promise<Workflow> {
		const node = (
			index: number,
			given: Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'> & Partial<INode>,
		): INode => ({ id: `${path}-${index}`, position: [220 * index, 0], ...given });
		const workflow = await this.main.rest.createWorkflow({
			name: path,
			nodes: [
				node(0, {
					name: 'Call',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
					webhookId: path,
				}),
				node(1, {
					name: 'Items',
					type: 'n8n-nodes-base.splitOut',
					typeVersion: 1,
					parameters: { fieldToSplitOut: 'body.items', options: {} },
				}),
				node(2, {
					name: 'FlowMate',
					type: 'n8n-nodes-flowmate.flowMate',
					typeVersion: 1,
					parameters,
					credentials: { [type]: { id, name } },
				}),
			],
			connections: {
				Call: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
				Items: { main: [[{ node: 'FlowMate', type: 'main', index: 0 }]] },
			},
			settings: { executionOrder: 'v1' },
		});
		return await this.main.rest.publishWorkflow(workflow);
	}

	/** Calls a published workflow; the answer comes when the execution is in the queue. */
	async call(path: string, items: IDataObject[]): Promise<void> {
		await waitFor(`an answer of the webhook '${path}'`, async () => {
			const answer = await fetch(`${this.main.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ items }),
			});
			if (answer.status === 404) return false; // n8n registers it a little after it has published the workflow
			if (!answer.ok) throw new Error(`The webhook gave ${answer.status}: ${await answer.text()}`);
			return true;
		});
	}

	/** Waits until so many executions of a workflow have ended, in whatever way. */
	async ended({ id }: Workflow, count: number): Promise<Listed[]> {
		return await waitFor(`${count} ended executions`, async () => {
			const executions = await this.main.rest.listExecutions(id);
			const ended = executions.filter(({ status }) => hasEnded(status));
			return ended.length >= count ? ended : undefined;
		});
	}
}

/** Looks until there is something to see. */
export async function waitFor<T>(what: string, look: () => T | Promise<T>) {
	return await waitAtMost(what, look, { within: PATIENCE });
}

/** The executions that a worker has begun. */
export const begun = ({ log }: Worker): number => log.match(/Worker started execution/g)?.length ?? 0;
