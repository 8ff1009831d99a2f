/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Stage } from '../progress';
import { npm } from './npm';

const run = promisify(execFile);

const PATIENCE = 30_000;
const FILES = 5; // that the compiler makes of it

/**
 * Installs sqlite3's native part below `folder`, the only one of n8n's install scripts that is needed: a prebuilt one where sqlite3 has
 * that for this machine and the network lets it through, else one that is built here.
 */
export async function installDatabaseDriver(
	folder: string,
	node: string,
	tell: (stage: Stage) => void,
): Promise<void> {
	tell('looking for a prebuilt database driver');
	if ((await fetchPrebuilt(folder)) && (await works(folder, node))) return;
	tell(() => `building the database driver, ${built(folder)} of ${FILES} files`);
	await npm(folder, 'rebuild', 'sqlite3', '--ignore-scripts=false', '--build-from-source');
}

async function fetchPrebuilt(folder: string): Promise<boolean> {
	const tool = join(folder, 'node_modules', 'prebuild-install', 'bin.js');
	const options = { cwd: join(folder, 'node_modules', 'sqlite3'), timeout: PATIENCE };
	return await run(process.execPath, [tool, '--runtime', 'napi'], options).then(
		() => true,
		() => false,
	);
}

async function works(folder: string, node: string): Promise<boolean> {
	const script = "new (require('sqlite3').Database)(':memory:')";
	return await run(node, ['--eval', script], { cwd: folder, timeout: PATIENCE }).then(
		() => true,
		() => false,
	);
}

function built(folder: string): number {
	const release = join(folder, 'node_modules', 'sqlite3', 'build', 'Release');
	if (!existsSync(release)) return 0;
	const objects = /(src|sqlite-autoconf-\d+)[\\/]\w+\.o$/;
	return readdirSync(release, { recursive: true }).filter((file) => objects.test(String(file))).length;
}
