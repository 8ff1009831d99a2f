/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { git } from '../git';
import { npm } from '../n8n/npm';
import { ROOT } from '../packages';
import { manifestOf } from './manifest';
import { checkLinks, readmeOf } from './pages';

/** What of this repository belongs to a package beside its own folder. */
interface Parts {
	/** Beginnings of paths. They keep their place. */
	shared: string[];
	/** Of these, what is about this repository alone. */
	without: string[];
	/** Where the package has its copy of the kit. */
	folder: string;
}

const PARTS: Record<string, Parts> = {
	'n8n-nodes-celigo': {
		shared: [
			'.editorconfig',
			'.github/dependabot.yml',
			'.gitignore',
			'.npmrc',
			'.nvmrc',
			'.prettierignore',
			'.prettierrc.js',
			'docs/screenshots/celigo-',
			'docs/screenshots/workflow-celigo-',
			'eslint.nodes-base.config.mjs',
			'jest.config.js',
			'sandbox/celigo/',
			'sandbox/shared/',
			'scripts/n8n/npm.ts',
			'scripts/n8n/pack.ts',
			'scripts/packages.ts',
			'scripts/scan.ts',
			'scripts/scanner.d.ts',
			'scripts/waitFor.ts',
			'test/celigo/engine/',
			'test/celigo/sandbox/',
			'test/celigo/unit/',
			'test/engine/harness/',
			'test/engine/reliability/proxy.ts',
			'test/kit/',
			'test/network/',
			'test/runs.ts',
			'test/shared/',
			'tsconfig.dev.json',
			'tsconfig.json',
			'workflows/celigo-',
		],
		// Compare the files that both packages have, and follow the page on how to build on the kit.
		without: ['test/kit/copy.test.ts', 'test/kit/docs.test.ts'],
		folder: 'nodes/Celigo/',
	},
};

const FILES = join(ROOT, 'scripts/export/files');

/**
 * Writes a package as a repository that stands alone: sources with the copy of the kit, tests, its part of the sandbox, scripts, CI,
 * pages and a lock file.
 *
 * @param folder absolute; empty, or not there yet
 * @throws Error when there is something in the folder, or no such package
 */
export async function exportPackage(name: string, folder: string): Promise<void> {
	const parts = PARTS[name];
	if (!parts) throw new Error(`There is no ${name} to export, only ${Object.keys(PARTS).join(', ')}`);
	if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
	const home = `packages/${name}/`;
	const tracked = git('ls-files', '--cached', '--others', '--exclude-standard');
	for (const file of tracked) {
		const isOwn = file.startsWith(home) && !OWN_SCAFFOLD.includes(file.slice(home.length));
		const isShared = parts.shared.some((part) => file.startsWith(part)) && !parts.without.includes(file);
		if (isOwn) copy(file, join(folder, file.slice(home.length)), home, parts.folder);
		else if (isShared) copy(file, join(folder, file), home, parts.folder);
	}
	cpSync(FILES, folder, { recursive: true });
	const manifest = manifestOf(home);
	writeJson(join(folder, 'package.json'), manifest);
	writeReadme(join(folder, 'README.md'), manifest.homepage);
	checkLinks(folder);
	await formatted(folder);
	await writeLock(folder);
}

/** What the package's folder has for its life in this repository. */
const OWN_SCAFFOLD = [
	'package.json',
	'tsconfig.json',
	'eslint.nodes-base.config.mjs',
	'jest.config.js',
	'jest.n8n.config.js',
];

/** Texts name files from where they are now. */
const isText = (file: string) => /\.(ts|md|js|mjs|json)$/.test(file);

function copy(file: string, target: string, home: string, ownFolder: string): void {
	if (!existsSync(join(ROOT, file))) return;
	mkdirSync(dirname(target), { recursive: true });
	if (!isText(file)) return cpSync(join(ROOT, file), target);
	const text = readFileSync(join(ROOT, file), 'utf8')
		.replaceAll(home, '')
		.replaceAll(`../${home.slice(0, -1)}`, '..')
		.replaceAll('nodes/FlowMate/', ownFolder);
	writeFileSync(target, text);
}

function writeReadme(file: string, homepage: string): void {
	writeFileSync(file, readmeOf(readFileSync(file, 'utf8'), homepage.replace('#readme', '')));
}

/** Paths have become shorter, so lines break elsewhere. */
async function formatted(folder: string): Promise<void> {
	for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		if (!/\.(ts|js|mjs|json)$/.test(entry)) continue;
		const file = join(folder, entry);
		const options = await resolveConfig(file);
		writeFileSync(file, await format(readFileSync(file, 'utf8'), { ...options, filepath: file }));
	}
}

function writeJson(file: string, value: object): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(value, null, '\t')}\n`);
}

/** The lock file of this repository with what the package needs of it: the same versions. */
async function writeLock(folder: string): Promise<void> {
	cpSync(join(ROOT, 'package-lock.json'), join(folder, 'package-lock.json'));
	await npm(folder, 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund');
}
