/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { INode } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hasEnded, startN8n, type WorkflowJson } from '../scripts/n8n';
import { reservePort } from '../scripts/n8n/port';
import { waitFor } from '../scripts/waitFor';
import { BYTES, inputOf, outputOf, stepsOf, type Case, type Place, type Subject } from './cases';
import type { buildPackages } from './packages';
import { UNLIMITED, type Server } from './server';

export interface Measured {
	/** The time of the node alone, in n8n's own account, in ms. With two nodes, such as Split Out, of both. */
	node: number;
	/** From the request that starts the execution to the end of the last node, in ms. */
	whole: number;
	requests: number;
	mostInFlight: number;
	/** How many of the requests were answered 429, and how many items came out as errors. */
	refused: number;
	failed: number;
	/** What n8n's process had in use before the execution, and at most during it. */
	before: Memory;
	peak: Memory;
}

/** In bytes. */
interface Memory {
	resident: number;
	/** The heap of V8 with what buffers hold beside it. */
	heap: number;
}

interface Told {
	ms: number;
	items: number;
	failed: number;
	sample?: unknown;
}

const PATIENCE = 600_000;

/** One real n8n with everything that is measured in it. */
export async function startSubjects(packages: ReturnType<typeof buildPackages>, server: Server) {
	const { port, release } = await reservePort();
	const probe = `http://127.0.0.1:${port}`;
	const n8n = await startN8n({
		packages: [packages.flowmate, packages.nodes, packages.conventional, packages.wider],
		env: {
			NODE_OPTIONS: `--require=${join(__dirname, 'probe.js')}`,
			BENCH_PROBE_PORT: String(port),
			N8N_PAYLOAD_SIZE_MAX: '64',
		},
	});
	const collector = await collect();
	const place: Place = {
		url: server.url,
		credentials: {
			flowMateApi: await credential('flowMateApi', {
				authentication: 'login',
				baseUrl: server.url,
				username: 'partner@example.com',
				password: 'password',
			}),
			conventionalApi: await credential('conventionalApi', { baseUrl: server.url, token: 'token' }),
			httpBearerAuth: await credential('httpBearerAuth', { token: 'token' }),
		},
	};

	async function credential(type: string, data: Record<string, string>): Promise<INode['credentials']> {
		const { id, name } = await n8n.rest.createCredential(type, type, data);
		return { [type]: { id, name } };
	}

	const look = async <T>(path: string): Promise<T> => (await (await fetch(`${probe}${path}`)).json()) as T;

	const workflows = new Map<string, string>();
	async function workflowOf(given: Case, subject: Subject): Promise<string> {
		const key = `${subject} ${given.work} ${inputOf(given)}`;
		const known = workflows.get(key);
		if (known) return known;
		const { id } = await patiently(
			async () => await n8n.rest.createWorkflow(workflow(key, given, subject, place, collector.url)),
		);
		workflows.set(key, id);
		return id;
	}

	/** A node that evaluates expressions for half a minute keeps n8n from anything else, its database included. */
	async function ready(): Promise<void> {
		await waitFor('n8n is ready', async () => await n8n.isReady().catch(() => false), { within: 60_000 });
	}

	async function measure(given: Case, subject: Subject): Promise<Measured> {
		const id = await workflowOf(given, subject);
		await server.set({ latency: given.latency, flows: given.size, allowed: given.allowed ?? UNLIMITED });
		await ready();
		const before = await look<Memory>('/reset');
		const told = collector.next();
		const start = performance.now();
		const { executionId } = await patiently(
			async () =>
				await n8n.rest.request<{ executionId: string }>('POST', `/workflows/${id}/run`, {
					triggerToStartFrom: { name: 'Start' },
				}),
		);
		const { ms, items, failed, sample } = await Promise.race([told, failure(executionId, told)]);
		const whole = performance.now() - start;
		const counted = await server.count();
		const peak = await look<Memory>('/peak');
		if (items !== outputOf(given) || (failed > 0 && !given.allowed)) {
			const shown = JSON.stringify(sample)?.slice(0, 300);
			throw new Error(
				`${subject} gave ${items} items for ${given.work} ${given.size}, ${failed} of them errors, the last of them ${shown}`,
			);
		}
		return { node: ms, whole, ...counted, failed, peak, before };
	}

	/** Never resolves, unless the execution ends without a report. */
	async function failure(executionId: string, told: Promise<unknown>): Promise<never> {
		let isOver = false;
		void told.then(() => (isOver = true));
		await setTimeout(1_000); // asking costs n8n time that is being measured
		const ended = await waitFor(
			`the end of execution ${executionId}`,
			async () => isOver || (await endOf(executionId)),
			{
				within: PATIENCE,
				every: 1_000,
			},
		);
		await setTimeout(1_000); // the report may still be on its way
		if (isOver || ended === true) return await new Promise<never>(() => {});
		const reason = await n8n.rest
			.getExecution(executionId)
			.then(({ data }) => JSON.stringify(data.resultData.error)?.slice(0, 2_000))
			.catch(() => '');
		throw new Error(`The execution has ended as ${ended}: ${reason}\n${n8n.log.slice(-1_500)}`);
	}

	/** The status of an execution that has ended, or that cannot be found. */
	async function endOf(executionId: string): Promise<string | undefined> {
		const status = await patiently(
			async () => await n8n.rest.request<{ status: string }>('GET', `/executions/${executionId}`),
		)
			.then((execution) => execution.status)
			.catch((error: unknown) => `gone: ${String(error)}`);
		return hasEnded(status) ? status : undefined;
	}

	return {
		measure,
		/** A CPU profile of what happens meanwhile, in the form that Chromium's developer tools read. */
		async profile(work: () => Promise<unknown>): Promise<unknown> {
			await look('/profile/start');
			await work();
			return await look('/profile/stop');
		},
		async close() {
			collector.close();
			await n8n.close();
			await release();
		},
	};
}

/** n8n says 503 to everything for a while after it was kept from its database, and by then has closed connections. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
	const attempt = async () =>
		await ask().then(
			(answer) => ({ answer }),
			(error: Error) => {
				if (!/gave 503|fetch failed/.test(error.message)) throw error;
				return undefined;
			},
		);
	return (await waitFor('an answer of n8n', attempt, { within: 60_000, every: 1_000 })).answer;
}

/** Where the node Report sends what it has to tell. */
async function collect() {
	let take: (told: Told) => void = () => {};
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			response.end();
			take(JSON.parse(body) as Told);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		next: async () => await new Promise<Told>((resolve) => (take = resolve)),
		close: () => server.close(),
	};
}

/** Start, Items, the subject's nodes, Report. Nothing of an execution is saved, so that saving is not measured. */
function workflow(name: string, given: Case, subject: Subject, place: Place, url: string): WorkflowJson {
	const steps = stepsOf(subject, given.work, place);
	const chain = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Items',
			type: 'n8n-nodes-bench.items',
			typeVersion: 1,
			parameters: { count: inputOf(given), bytes: BYTES[given.work] ?? 0 },
		},
		...steps,
		{
			name: 'Report',
			type: 'n8n-nodes-bench.report',
			typeVersion: 1,
			parameters: { url, nodes: steps.map((step) => step.name).join(',') },
		},
	];
	return {
		name,
		nodes: chain.map((node, index) => ({ ...node, id: `node-${index}`, position: [220 * index, 0] })),
		connections: Object.fromEntries(
			chain
				.slice(1)
				.map((node, index) => [
					chain[index].name,
					{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1', saveManualExecutions: false, saveDataSuccessExecution: 'none' },
	};
}
