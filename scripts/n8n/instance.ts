/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Stage } from '../progress';
import { installN8n, type N8nInstallation } from './install';
import { nodesFolder, packInto } from './pack';
import { isFree, reservePort } from './port';
import { NodeProcess, type Finished } from './process';
import { type Execution, N8nRest } from './rest';
import { stageOf } from './stage';

export interface N8nOptions {
	/** Folders of built packages, loaded from the tarballs that npm makes of them. */
	packages: string[];
	/** n8n's user folder. Left out: a temporary one, removed when n8n is closed. */
	userFolder?: string;
	/** Taken if it is free, else any. */
	port?: number;
	env?: Record<string, string>;
	logLevel?: 'error' | 'warn' | 'info' | 'debug';
	/** Gets told what is being done. */
	tell?: (stage: Stage) => void;
}

/** A running n8n of one's own, on 127.0.0.1, signed in as its owner. */
export interface N8n {
	url: string;
	userFolder: string;
	rest: N8nRest;
	/** What the server has printed so far. */
	readonly log: string;
	/** Runs n8n's command line on the same user folder, in a process of its own. */
	cli(...args: string[]): Promise<Finished>;
	/** Whether it takes requests at this moment. */
	isReady(): Promise<boolean>;
	/** Runs a workflow by `n8n execute`, in a process of its own: nothing is in memory but what the database holds. */
	executeInOwnProcess(workflowId: string): Promise<Execution>;
	/** The fields of a credential as only n8n itself sees them. */
	decryptedCredential(id: string): Promise<IDataObject>;
	/** Ends n8n in good order. */
	close(): Promise<void>;
	/** Ends n8n as a crash would (SIGKILL). The user folder stays. */
	kill(): Promise<void>;
}

const READY_WITHIN = 180_000;
const ATTEMPTS = 5;
/** n8n ends after saying so, but now and then hangs in doing it. */
const PORT_TAKEN = /port \d+ is already in use/i;

/** A worker of n8n's queue mode: it executes what main hands to the queue. */
export interface Worker {
	/** What it has printed so far. */
	readonly log: string;
	close(): Promise<void>;
	/** Ends it as a crash would (SIGKILL). */
	kill(): Promise<void>;
}

/**
 * Starts a worker with a user folder of its own, as on another machine, and waits until it is ready.
 *
 * @param options.env must say where the queue and the database are
 * @param concurrency how many executions it takes at the same time
 */
export async function startWorker(
	options: Omit<N8nOptions, 'port' | 'userFolder'>,
	concurrency: number,
): Promise<Worker> {
	const place = await prepare({
		...options,
		env: { ...options.env, QUEUE_HEALTH_CHECK_ACTIVE: 'true', N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' },
	});
	const server = await serve(place, ['worker', `--concurrency=${concurrency}`]);
	const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
		await server.end(signal);
		rmSync(place.userFolder, { recursive: true, force: true });
	};
	return {
		get log() {
			return server.output;
		},
		close: async () => await end('SIGTERM'),
		kill: async () => await end('SIGKILL'),
	};
}

/** Installs n8n if need be, packs the packages into its user folder, starts it and waits until it answers. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const place = await prepare(options);
	const { n8n, userFolder } = place;
	const server = await serve(place, ['start'], options.port);
	const { url } = server;

	const { parse } = createRequire(n8n.bin)('flatted') as { parse: (text: string) => unknown };
	const rest = new N8nRest(url, parse);
	await rest.signIn();

	const cli = async (...args: string[]) => await runCommand(place, args);
	return {
		url,
		userFolder,
		rest,
		cli,
		isReady: server.isReady,
		get log() {
			return server.output;
		},
		async executeInOwnProcess(workflowId) {
			const [before] = await rest.listExecutions(workflowId);
			const { output } = await cli('execute', `--id=${workflowId}`);
			const [after] = await rest.listExecutions(workflowId);
			if (!after || after.id === before?.id) throw new Error(`n8n execute has run nothing:\n${output}`);
			return await rest.getExecution(after.id);
		},
		async decryptedCredential(id) {
			const file = join(userFolder, `${id}.json`);
			await cli('export:credentials', `--id=${id}`, '--decrypted', `--output=${file}`);
			const [{ data }] = JSON.parse(readFileSync(file, 'utf8')) as [{ data: IDataObject }];
			rmSync(file);
			return data;
		},
		async close() {
			await server.end('SIGTERM');
			if (!options.userFolder) rmSync(userFolder, { recursive: true, force: true });
		},
		async kill() {
			await server.end('SIGKILL');
		},
	};
}

/** Where n8n's commands run: a user folder with the packages in it. */
interface Workplace {
	n8n: N8nInstallation;
	userFolder: string;
	env: Record<string, string>;
	tell: (stage: Stage) => void;
}

/** Installs n8n if need be and packs the packages into a user folder. */
async function prepare(options: N8nOptions): Promise<Workplace> {
	const n8n = await installN8n();
	const userFolder = options.userFolder ?? mkdtempSync(join(tmpdir(), 'n8n-user-'));
	mkdirSync(userFolder, { recursive: true });
	const tell = options.tell ?? (() => {});
	tell('packing the nodes');
	for (const folder of options.packages) await packInto(nodesFolder(userFolder), folder);
	const env = {
		...inherited(),
		...OFFLINE,
		N8N_USER_FOLDER: userFolder,
		N8N_LOG_LEVEL: options.logLevel ?? 'info',
		...options.env,
	};
	return { n8n, userFolder, env, tell };
}

/**
 * Starts one of n8n's servers on ports that nobody else gets from us, and waits until it is ready. If a stranger takes one of them
 * before n8n does, which then ends, it is started again on others.
 */
async function serve(place: Workplace, args: string[], wantedPort?: number) {
	for (let attempt = 1; ; attempt++) {
		const [http, broker] = [await reservePort(wantedPort), await reservePort()];
		const release = async () => await Promise.all([http.release(), broker.release()]);
		const health = `/health-${randomUUID()}`; // nobody else answers there
		const url = `http://127.0.0.1:${http.port}`;
		const isReady = async () => (await fetch(`${url}${health}/readiness`)).ok;
		const server = command(place, args, broker.port, {
			N8N_PORT: String(http.port),
			QUEUE_HEALTH_CHECK_PORT: String(http.port),
			N8N_ENDPOINT_HEALTH: health,
		});
		place.tell(() => stageOf(server.output));
		try {
			await server.until(isReady, READY_WITHIN, PORT_TAKEN);
		} catch (error) {
			const areFree = (await isFree(http.port)) && (await isFree(broker.port));
			await release();
			if (areFree || attempt === ATTEMPTS) throw error;
			continue;
		}
		return {
			url,
			isReady,
			get output() {
				return server.output;
			},
			async end(signal: 'SIGTERM' | 'SIGKILL') {
				await server.end(signal);
				await release();
			},
		};
	}
}

/** Runs a command of n8n to its end, beside the server if there is one. */
async function runCommand(place: Workplace, args: string[]): Promise<Finished> {
	const broker = await reservePort();
	try {
		return await command(place, args, broker.port).finished();
	} finally {
		await broker.release();
	}
}

function command(
	{ n8n, userFolder, env }: Workplace,
	args: string[],
	brokerPort: number,
	more: Record<string, string> = {},
): NodeProcess {
	return new NodeProcess(n8n.node, [n8n.bin, ...args], {
		cwd: userFolder,
		env: { ...env, N8N_RUNNERS_BROKER_PORT: String(brokerPort), ...more },
	});
}

/** What n8n may see of our own environment: its settings, npm's and jest's would change how it behaves. */
function inherited(): Record<string, string> {
	const names = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG', 'TZ'];
	return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Nothing but this machine, and no questions. */
const OFFLINE = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false', // there is no TLS on the loopback
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true', // n8n 3 loads no others unless told to
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry', // fetches a list from n8n's website
};
