/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installFromDebian } from '../debian';
import { reservePort } from './port';
import { ServerProcess } from './process';

/** A server of one's own on 127.0.0.1, with data in a temporary folder that goes with it. */
export interface Service {
	port: number;
	close(): Promise<void>;
}

const READY_WITHIN = 60_000;
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const POSTGRES_USER = 'postgres';
export const DATABASE = { name: 'postgres', user: 'n8n' };

const HELP = "Queue mode needs Redis and PostgreSQL. Install Debian's packages redis-server and postgresql.";

/** Installs Redis and PostgreSQL where they are missing and this process may do so. */
export async function installServices(): Promise<void> {
	const missing = [
		...(existsSync('/usr/bin/redis-server') ? [] : ['redis-server']),
		...(existsSync(POSTGRES_VERSIONS) ? [] : ['postgresql']),
	];
	if (missing.length > 0) await installFromDebian(missing, HELP);
}

/** A Redis that keeps nothing on disk. */
export async function startRedis(): Promise<Service> {
	return await start('redis-', (folder, port) =>
		serve(folder, [
			'/usr/bin/redis-server',
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'],
		]),
	);
}

/** A PostgreSQL that takes the user of {@link DATABASE} without a password, from this machine. */
export async function startPostgres(): Promise<Service> {
	return await start('postgres-', (folder, port) => {
		// PostgreSQL does not run as root; Debian's package brings a user for it.
		const asOwner = process.getuid?.() === 0 ? ownedByPostgres(folder) : [];
		const data = join(folder, 'data');
		const [command, ...args] = [
			...asOwner,
			program('initdb'),
			...[
				'-D',
				data,
				'-U',
				DATABASE.user,
				'--auth=trust',
				'--encoding=UTF8',
				'--locale=C.UTF-8',
				'--no-sync',
			],
		];
		execFileSync(command, args, { stdio: 'pipe', cwd: folder });
		return serve(folder, [
			...asOwner,
			program('postgres'),
			...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'],
		]);
	});
}

async function start(
	prefix: string,
	launch: (folder: string, port: number) => ServerProcess,
): Promise<Service> {
	const folder = mkdtempSync(join(tmpdir(), prefix));
	const { port, release } = await reservePort();
	const server = launch(folder, port);
	await server.until(async () => await accepts(port), READY_WITHIN);
	return {
		port,
		async close() {
			await server.end('SIGKILL'); // nobody needs its data any more
			await release();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** It ends with us, however we end: the kernel sends it a signal. */
function serve(cwd: string, command: string[]): ServerProcess {
	const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' };
	return new ServerProcess('setpriv', ['--pdeathsig', 'KILL', ...command], { cwd, env });
}

/** Hands a folder to the user of PostgreSQL. @returns what to put before a command to run it as that user */
function ownedByPostgres(folder: string): string[] {
	const id = (option: string) => Number(execFileSync('id', [option, POSTGRES_USER], { encoding: 'utf8' }));
	chownSync(folder, id('-u'), id('-g'));
	chmodSync(folder, 0o700);
	const names = [`--reuid=${POSTGRES_USER}`, `--regid=${POSTGRES_USER}`, '--init-groups'];
	return ['setpriv', ...names, '--pdeathsig', 'KILL'];
}

/** A program of the newest PostgreSQL that is installed. */
function program(name: string): string {
	const [newest] = readdirSync(POSTGRES_VERSIONS).sort((a, b) => Number(b) - Number(a));
	return join(POSTGRES_VERSIONS, newest, 'bin', name);
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('error', () => resolve(false));
		socket.once('connect', () => {
			socket.end();
			resolve(true);
		});
	});
}
