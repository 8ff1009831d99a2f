/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where things are kept that are fetched once per machine. N8N_CACHE_FOLDER names another place. */
export function cacheFolder(): string {
	const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return process.env.N8N_CACHE_FOLDER || join(caches, 'n8n-nodes-flowmate');
}

/**
 * The folder `name` in the cache, filled by `fill` the first time. It is filled under another name and renamed when
 * complete, so a folder that exists is whole: an interrupted attempt is made again, and of two processes that fill it
 * at the same time the second uses what the first has put there.
 */
export async function keepInCache(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
	const folder = join(cacheFolder(), name);
	if (existsSync(folder)) return folder;

	removeAbandoned(name);
	const partial = `${folder}.partial-${process.pid}`;
	rmSync(partial, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
	try {
		await fill(partial);
		putInPlace(partial, folder);
	} finally {
		rmSync(partial, { recursive: true, force: true });
	}
	return folder;
}

function putInPlace(partial: string, folder: string): void {
	try {
		renameSync(partial, folder);
	} catch (error) {
		if (!existsSync(folder)) throw error; // otherwise another process was faster
	}
}

/** Removes what attempts have left behind whose process is gone: n8n alone is 2.8 GB. */
function removeAbandoned(name: string): void {
	if (!existsSync(cacheFolder())) return;
	for (const attempt of readdirSync(cacheFolder())) {
		if (!attempt.startsWith(`${name}.partial-`)) continue;
		const pid = Number(attempt.slice(attempt.lastIndexOf('-') + 1));
		if (!isRunning(pid)) rmSync(join(cacheFolder(), attempt), { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0); // signal 0 asks, it does not end anything
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
