/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { posix } from 'node:path';

import type { PackageFacts } from './facts';

/** What must be so, and what speaks against it: nothing if it is so. */
export interface Rule<Facts> {
	name: string;
	findings(facts: Facts): string[];
}

/** n8n's documented categories of nodes. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** Scripts that npm runs by itself on the machine of somebody who installs the package, or may. */
const FORBIDDEN_SCRIPTS = [
	'prepare',
	'preinstall',
	'install',
	'postinstall',
	'prepublish',
	'preprepare',
	'postprepare',
];

const ALWAYS_PACKED = ['LICENSE.md', 'README.md', 'index.js', 'package.json'];

const SECTIONS = ['Install', 'Credentials', 'Operations', 'Compatibility', 'Examples'];

const MAX_PACKED = 120_000;
const MAX_UNPACKED = 500_000;

/** The tag in git that publishes a version: `1.2.3` for n8n-nodes-flowmate, `celigo-1.2.3` for n8n-nodes-celigo. */
export function tagOf({ folder, manifest }: Pick<PackageFacts, 'folder' | 'manifest'>): string {
	const prefix = folder === '' ? '' : `${manifest.name.replace('n8n-nodes-', '')}-`;
	return `${prefix}${manifest.version}`;
}

export const packageRules: Array<Rule<PackageFacts>> = [
	{
		name: 'the version is three numbers',
		findings: ({ manifest }) => unless(/^\d+\.\d+\.\d+$/.test(manifest.version), manifest.version),
	},
	{
		name: 'CHANGELOG.md has a section for the version, on top and not empty',
		findings: ({ changelog, manifest }) => {
			const [, version, text] = /^## (\S+)[^\n]*\n([^]*?)(?=^## |$(?![^]))/m.exec(changelog) ?? [];
			if (version !== manifest.version)
				return [`the first section is for ${version}, not ${manifest.version}`];
			return unless(text.trim() !== '', 'the section is empty');
		},
	},
	{
		name: 'the tarball holds what is built from nodes/ and credentials/, and nothing else',
		findings: ({ sources, tarball }) => {
			const built = sources.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
			const meant = [...ALWAYS_PACKED, ...built];
			return [
				...without(meant, tarball.files).map((file) => `${file} is missing`),
				...without(tarball.files, meant).map((file) => `${file} should not be there`),
			];
		},
	},
	{
		name: 'the tarball holds no tests, source maps or TypeScript',
		findings: ({ tarball }) =>
			tarball.files.filter((file) => /\.(test|spec)\.|\.map$|\.[mc]?tsx?$/.test(file)),
	},
	{
		name: 'the tarball is at most 120 kB, unpacked 500 kB',
		findings: ({ tarball: { size, unpackedSize } }) => [
			...unless(size <= MAX_PACKED, `${size} bytes packed`),
			...unless(unpackedSize <= MAX_UNPACKED, `${unpackedSize} bytes unpacked`),
		],
	},
	{
		name: 'the name is that of an n8n community package, with the keyword by which n8n finds it',
		findings: ({ manifest: { name, keywords = [] } }) => [
			...unless(/^(@[\w-]+\/)?n8n-nodes-[\w-]+$/.test(name), name),
			...unless(keywords.includes('n8n-community-node-package'), 'the keyword is missing'),
		],
	},
	{
		name: 'the license is MIT, in package.json and LICENSE.md',
		findings: ({ license, manifest }) => [
			...unless(manifest.license === 'MIT', `package.json says ${manifest.license}`),
			...unless(/^(# )?(The )?MIT License/i.test(license.trim()), 'LICENSE.md is another one'),
		],
	},
	{
		name: 'there are no run-time dependencies, and n8n-workflow "*" is the only peer',
		findings: ({ manifest: { dependencies = {}, peerDependencies = {} } }) => [
			...Object.keys(dependencies),
			...unless(
				JSON.stringify(peerDependencies) === '{"n8n-workflow":"*"}',
				`peers: ${JSON.stringify(peerDependencies)}`,
			),
		],
	},
	{
		name: 'the author has a name and an address, the repository is on GitHub, and there is a homepage',
		findings: ({ manifest: { author, repository, homepage } }) => [
			...unless(author?.name && author.email, `author: ${JSON.stringify(author)}`),
			...unless(
				/^git\+https:\/\/github\.com\/[\w-]+\/[\w.-]+\.git$/.test(repository?.url ?? ''),
				`${repository?.url}`,
			),
			...unless(homepage?.startsWith('https://'), `homepage: ${homepage}`),
		],
	},
	{
		name: 'npm runs no script of the package when it is installed',
		findings: ({ manifest: { scripts = {} } }) => FORBIDDEN_SCRIPTS.filter((script) => script in scripts),
	},
	{
		name: "n8n's strict checks are on",
		findings: ({ manifest: { n8n } }) => [
			...unless(n8n?.strict === true, 'n8n.strict is not true'),
			...unless(n8n?.n8nNodesApiVersion === 1, 'n8n.n8nNodesApiVersion is not 1'),
		],
	},
	{
		name: 'package.json lists every node and credential, and each is in the tarball',
		findings: ({ manifest: { n8n }, tarball }) => {
			const listed = [...(n8n?.nodes ?? []), ...(n8n?.credentials ?? [])];
			const packed = tarball.files.filter((file) => /\.(node|credentials)\.js$/.test(file));
			return [
				...without(listed, packed).map((file) => `${file} is not in the tarball`),
				...without(packed, listed).map((file) => `${file} is not in package.json`),
			];
		},
	},
	{
		name: 'the package has one node, and at most one trigger beside it',
		findings: ({ classes }) => {
			const nodes = classes.filter(({ isNode }) => isNode);
			const triggers = nodes.filter(({ isTrigger }) => isTrigger);
			return [
				...unless(nodes.length - triggers.length === 1, `${nodes.length - triggers.length} nodes`),
				...unless(triggers.length <= 1, `${triggers.length} triggers`),
			];
		},
	},
	{
		name: 'each node and credential has an icon for light and one for dark',
		findings: ({ classes, tarball }) =>
			classes.flatMap(({ file, name, icon }) => {
				if (typeof icon !== 'object' || icon.light === icon.dark) return [`${name} has one icon for both`];
				return [icon.light, icon.dark]
					.map((url) => posix.join(posix.dirname(file), url.replace('file:', '')))
					.filter((path) => !tarball.files.includes(path))
					.map((path) => `${name}: ${path} is not in the tarball`);
			}),
	},
	{
		name: "each node has a codex file, in n8n's documented categories",
		findings: ({ classes, codexes, manifest }) =>
			classes
				.filter(({ isNode }) => isNode)
				.flatMap(({ file, name }) => {
					const codex = codexes.find((other) => other.file === file.replace(/\.js$/, '.json'))?.codex;
					if (!codex) return [`${name} has none`];
					const { categories = [], resources = {} } = codex;
					return [
						...unless(codex.node === `${manifest.name}.${name}`, `${name}: the codex is for ${codex.node}`),
						...unless(categories.length > 0, `${name}: no category`),
						...without(categories, CATEGORIES).map(
							(category) => `${name}: '${category}' is no category of n8n`,
						),
						...unless(codex.subcategories === undefined, `${name}: subcategories are for n8n's own nodes`),
						...without(['primaryDocumentation', 'credentialDocumentation'], Object.keys(resources)).map(
							(resource) => `${name}: ${resource} is missing`,
						),
					];
				}),
	},
	{
		name: 'README.md tells of installation, credentials, operations, compatibility and examples',
		findings: ({ readme }) => SECTIONS.filter((title) => !readme.includes(`\n## ${title}\n`)),
	},
	{
		name: 'README.md leads to example workflows',
		findings: ({ folder, readme, workflows }) => {
			const linked = [...readme.matchAll(/\]\(([^)]+\.json)\)/g)].map(([, path]) => posix.join(folder, path));
			return unless(
				linked.some((path) => workflows.includes(path)),
				'there is no link to one in workflows/',
			);
		},
	},
];

function unless(isSo: unknown, finding: string): string[] {
	return isSo ? [] : [finding];
}

function without<T>(all: T[], others: T[]): T[] {
	return all.filter((one) => !others.includes(one));
}
