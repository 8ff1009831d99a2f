/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';
import type { ICredentialType, INodeType, Themed } from 'n8n-workflow';

import { npm } from '../n8n/npm';
import { ROOT } from '../packages';

/** All that the rules judge a package by. Paths are relative to the package's folder. */
export interface PackageFacts {
	manifest: Manifest;
	/** The package's folder, relative to the repository. */
	folder: string;
	readme: string;
	changelog: string;
	license: string;
	/** The files below nodes/ and credentials/. */
	sources: string[];
	tarball: Tarball;
	/** The nodes and credentials that package.json lists, as the built files describe them. */
	classes: BuiltClass[];
	/** The codex files in the tarball. */
	codexes: Array<{ file: string; codex: Codex }>;
	/** The example workflows of the repository, relative to it. */
	workflows: string[];
}

export interface Manifest {
	name: string;
	version: string;
	license?: string;
	homepage?: string;
	author?: { name?: string; email?: string };
	repository?: { url?: string };
	keywords?: string[];
	files?: string[];
	scripts?: Record<string, string>;
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	n8n?: { n8nNodesApiVersion?: number; strict?: boolean; credentials?: string[]; nodes?: string[] };
}

export interface Tarball {
	/** Bytes as downloaded, and as unpacked. */
	size: number;
	unpackedSize: number;
	files: string[];
}

export interface BuiltClass {
	/** The file in dist. */
	file: string;
	name: string;
	icon?: Themed<string> | string;
	isTrigger: boolean;
	isNode: boolean;
}

export interface Codex {
	node?: string;
	categories?: string[];
	subcategories?: unknown;
	resources?: Record<string, Array<{ url: string }>>;
}

/** Reads a built package: `dist` must be there. */
export async function factsOf(packageFolder: string): Promise<PackageFacts> {
	const text = (file: string) => {
		const path = join(packageFolder, file);
		return existsSync(path) ? readFileSync(path, 'utf8') : '';
	};
	const manifest = JSON.parse(text('package.json')) as Manifest;
	const tarball = await pack(packageFolder);
	return {
		manifest,
		tarball,
		folder: relative(ROOT, packageFolder),
		readme: text('README.md'),
		changelog: text('CHANGELOG.md'),
		license: text('LICENSE.md'),
		sources: ['nodes', 'credentials'].flatMap((folder) => filesBelow(packageFolder, folder)),
		classes: [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])]
			.filter((file) => existsSync(join(packageFolder, file)))
			.map((file) => builtClass(packageFolder, file)),
		codexes: tarball.files
			.filter((file) => file.endsWith('.node.json'))
			.map((file) => ({ file, codex: JSON.parse(text(file)) as Codex })),
		workflows: filesBelow(ROOT, 'workflows'),
	};
}

/** What npm would publish. */
async function pack(packageFolder: string): Promise<Tarball> {
	const output = await npm(packageFolder, 'pack', '--dry-run', '--json', '--ignore-scripts');
	const [{ size, unpackedSize, files }] = JSON.parse(output) as [
		{ size: number; unpackedSize: number; files: Array<{ path: string }> },
	];
	return { size, unpackedSize, files: files.map(({ path }) => path) };
}

/** n8n finds the class by the file's name. */
function builtClass(packageFolder: string, file: string): BuiltClass {
	const className = basename(file).split('.')[0];
	const exported = createRequire(join(packageFolder, 'package.json'))(`./${file}`) as Record<
		string,
		new () => INodeType | ICredentialType
	>;
	const instance = new exported[className]();
	const description = 'description' in instance ? instance.description : instance;
	const { name, icon } = description;
	const isTrigger = 'group' in description && description.group.includes('trigger');
	return { file, name, icon, isTrigger, isNode: 'description' in instance };
}

function filesBelow(packageFolder: string, folder: string): string[] {
	return readdirSync(join(packageFolder, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(packageFolder, join(entry.parentPath, entry.name)));
}
