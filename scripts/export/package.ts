/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { git } from '../git';
import { npm } from '../n8n/npm';
import { ROOT } from '../packages';
import { manifestOf } from './manifest';

/** What of this repository belongs to a package beside its own folder. */
interface Parts {
	/** Beginnings of paths. They keep their place. */
	shared: string[];
	/** Of these, what is about this repository alone. */
	without: string[];
}

const PARTS: Record<string, Parts> = {
	'n8n-nodes-celigo': {
		shared: [
			'.editorconfig',
			'.gitignore',
			'.npmrc',
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
			'tsconfig.dev.json',
			'tsconfig.json',
			'workflows/celigo-',
		],
		// Compares the files that both packages have.
		without: ['test/celigo/unit/copies.test.ts'],
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
		if (isOwn) copy(file, join(folder, file.slice(home.length)), home);
		else if (isShared) copy(file, join(folder, file), home);
	}
	cpSync(FILES, folder, { recursive: true });
	writeJson(join(folder, 'package.json'), manifestOf(home));
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

function copy(file: string, target: string, home: string): void {
	if (!existsSync(join(ROOT, file))) return;
	mkdirSync(dirname(target), { recursive: true });
	if (!isText(file)) return cpSync(join(ROOT, file), target);
	const text = readFileSync(join(ROOT, file), 'utf8')
		.replaceAll(home, '')
		.replaceAll(`../${home.slice(0, -1)}`, '..');
	writeFileSync(target, file.endsWith('.md') ? pageOf(text) : text);
}

const SISTER = 'https://github.com/n8n-nodes-flowmate/n8n-nodes-flowmate/blob/main/';

/** A page with links that hold in the new place: to what goes along, else to this repository. */
function pageOf(text: string): string {
	return text
		.replace(/(?:\.\.\/)+(workflows|docs\/screenshots)\//g, '$1/')
		.replaceAll('../../CONTRIBUTING.md', 'CONTRIBUTING.md')
		.replace(/(?:\.\.\/)+(docs\/[\w-]+\.md)/g, `${SISTER}$1`)
		.replace(/^npm ci && npm start +#.*\n/m, '')
		.replace('; `npm start` has both', '')
		.replace('every check of both packages', 'every check');
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
