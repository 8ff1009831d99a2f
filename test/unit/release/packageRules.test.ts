import type { BuiltClass, Manifest, PackageFacts } from '../../../scripts/release/facts';
import { packageRules, tagOf } from '../../../scripts/release/packageRules';

const manifest: Manifest = {
	name: 'n8n-nodes-lamp',
	version: '1.2.3',
	license: 'MIT',
	homepage: 'https://github.com/lamp/n8n-nodes-lamp',
	author: { name: 'Lamp', email: 'lamp@example.com' },
	repository: { url: 'git+https://github.com/lamp/n8n-nodes-lamp.git' },
	keywords: ['n8n-community-node-package'],
	scripts: { build: 'tsc' },
	peerDependencies: { 'n8n-workflow': '*' },
	n8n: {
		n8nNodesApiVersion: 1,
		strict: true,
		credentials: ['dist/credentials/LampApi.credentials.js'],
		nodes: ['dist/nodes/Lamp/Lamp.node.js'],
	},
};

const icon = { light: 'file:lamp.svg', dark: 'file:lamp.dark.svg' } as const;

const node: BuiltClass = {
	file: 'dist/nodes/Lamp/Lamp.node.js',
	name: 'lamp',
	icon,
	isNode: true,
	isTrigger: false,
};

const credential: BuiltClass = {
	file: 'dist/credentials/LampApi.credentials.js',
	name: 'lampApi',
	icon,
	isNode: false,
	isTrigger: false,
};

const codex = {
	node: 'n8n-nodes-lamp.lamp',
	categories: ['Development'],
	resources: { primaryDocumentation: [], credentialDocumentation: [] },
};

const codexes = [{ file: 'dist/nodes/Lamp/Lamp.node.json', codex }];

const tarball = {
	size: 100_000,
	unpackedSize: 400_000,
	files: [
		'LICENSE.md',
		'README.md',
		'index.js',
		'package.json',
		'dist/credentials/LampApi.credentials.js',
		'dist/credentials/lamp.dark.svg',
		'dist/credentials/lamp.svg',
		'dist/nodes/Lamp/Lamp.node.js',
		'dist/nodes/Lamp/Lamp.node.json',
		'dist/nodes/Lamp/lamp.dark.svg',
		'dist/nodes/Lamp/lamp.svg',
	],
};

const README = `# Lamp

## Install

## Credentials

## Operations

## Examples

[Switch](workflows/switch.json)

## Compatibility
`;

const good: PackageFacts = {
	manifest,
	tarball,
	codexes,
	folder: '',
	readme: README,
	changelog: '# Changelog\n\n## 1.2.3\n\nIt shines.\n\n## 1.2.2\n\nIt did not.\n',
	license: 'MIT License\n\nCopyright',
	sources: [
		'credentials/LampApi.credentials.ts',
		'credentials/lamp.dark.svg',
		'credentials/lamp.svg',
		'nodes/Lamp/Lamp.node.ts',
		'nodes/Lamp/Lamp.node.json',
		'nodes/Lamp/lamp.dark.svg',
		'nodes/Lamp/lamp.svg',
	],
	classes: [node, credential],
	workflows: ['workflows/switch.json'],
};

const withManifest = (changes: Partial<Manifest>) => ({ manifest: { ...manifest, ...changes } });

const withFile = (file: string) => ({ tarball: { ...tarball, files: [...tarball.files, file] } });

const withoutFile = (file: string) => ({
	tarball: { ...tarball, files: tarball.files.filter((other) => other !== file) },
});

const withCodex = (changes: object) => ({
	codexes: [{ file: codexes[0].file, codex: { ...codex, ...changes } }],
});

/** What is wrong, and the findings that must come of it, by rule. */
const broken: Record<string, Array<[Partial<PackageFacts>, string]>> = {
	'the version is three numbers': [[withManifest({ version: '1.2.3-beta' }), '1.2.3-beta']],
	'CHANGELOG.md has a section for the version, on top and not empty': [
		[{ changelog: '# Changelog\n' }, 'the first section is for undefined, not 1.2.3'],
		[{ changelog: '## 1.2.4\n\nText\n\n## 1.2.3\n\nText' }, 'the first section is for 1.2.4, not 1.2.3'],
		[{ changelog: '## 1.2.3\n\n## 1.2.2\n\nText' }, 'the section is empty'],
	],
	'the tarball holds what is built from nodes/ and credentials/, and nothing else': [
		[withFile('dist/nodes/Lamp/old.js'), 'dist/nodes/Lamp/old.js should not be there'],
		[withoutFile('dist/nodes/Lamp/lamp.svg'), 'dist/nodes/Lamp/lamp.svg is missing'],
		[withoutFile('README.md'), 'README.md is missing'],
	],
	'the tarball holds no tests, source maps or TypeScript': [
		[withFile('dist/nodes/Lamp/Lamp.test.js'), 'dist/nodes/Lamp/Lamp.test.js'],
		[withFile('dist/nodes/Lamp/Lamp.node.js.map'), 'dist/nodes/Lamp/Lamp.node.js.map'],
		[withFile('dist/nodes/Lamp/Lamp.node.d.ts'), 'dist/nodes/Lamp/Lamp.node.d.ts'],
	],
	'the tarball is at most 120 kB, unpacked 500 kB': [
		[{ tarball: { ...tarball, size: 120_001 } }, '120001 bytes packed'],
		[{ tarball: { ...tarball, unpackedSize: 500_001 } }, '500001 bytes unpacked'],
	],
	'the name is that of an n8n community package, with the keyword by which n8n finds it': [
		[withManifest({ name: 'lamp-for-n8n' }), 'lamp-for-n8n'],
		[withManifest({ keywords: ['n8n'] }), 'the keyword is missing'],
	],
	'the license is MIT, in package.json and LICENSE.md': [
		[withManifest({ license: 'ISC' }), 'package.json says ISC'],
		[{ license: '' }, 'LICENSE.md is another one'],
	],
	'there are no run-time dependencies, and n8n-workflow "*" is the only peer': [
		[withManifest({ dependencies: { axios: '1.0.0' } }), 'axios'],
		[withManifest({ peerDependencies: { 'n8n-workflow': '^2' } }), 'peers: {"n8n-workflow":"^2"}'],
	],
	'the author has a name and an address, the repository is on GitHub, and there is a homepage': [
		[withManifest({ author: { name: 'Lamp' } }), 'author: {"name":"Lamp"}'],
		[withManifest({ repository: { url: 'https://example.com/lamp' } }), 'https://example.com/lamp'],
		[withManifest({ homepage: '' }), 'homepage: '],
	],
	'npm runs no script of the package when it is installed': [
		[withManifest({ scripts: { prepare: 'tsc' } }), 'prepare'],
	],
	"n8n's strict checks are on": [
		[withManifest({ n8n: { ...manifest.n8n, strict: false } }), 'n8n.strict is not true'],
		[withManifest({ n8n: { strict: true } }), 'n8n.n8nNodesApiVersion is not 1'],
	],
	'package.json lists every node and credential, and each is in the tarball': [
		[withFile('dist/nodes/Bulb/Bulb.node.js'), 'dist/nodes/Bulb/Bulb.node.js is not in package.json'],
		[withoutFile('dist/nodes/Lamp/Lamp.node.js'), 'dist/nodes/Lamp/Lamp.node.js is not in the tarball'],
	],
	'the package has one node, and at most one trigger beside it': [
		[{ classes: [node, { ...node, name: 'bulb' }, credential] }, '2 nodes'],
		[{ classes: [node, ...Array<BuiltClass>(2).fill({ ...node, isTrigger: true })] }, '2 triggers'],
	],
	'each node and credential has an icon for light and one for dark': [
		[{ classes: [{ ...node, icon: 'file:lamp.svg' }] }, 'lamp has one icon for both'],
		[
			{ classes: [{ ...credential, icon: { ...icon, dark: 'file:night.svg' } }] },
			'lampApi: dist/credentials/night.svg is not in the tarball',
		],
	],
	"each node has a codex file, in n8n's documented categories": [
		[{ codexes: [] }, 'lamp has none'],
		[withCodex({ node: 'n8n-nodes-lamp.bulb' }), 'lamp: the codex is for n8n-nodes-lamp.bulb'],
		[withCodex({ categories: [] }), 'lamp: no category'],
		[withCodex({ categories: ['AI'] }), "lamp: 'AI' is no category of n8n"],
		[withCodex({ subcategories: {} }), "lamp: subcategories are for n8n's own nodes"],
		[withCodex({ resources: { primaryDocumentation: [] } }), 'lamp: credentialDocumentation is missing'],
	],
	'README.md tells of installation, credentials, operations, compatibility and examples': [
		[{ readme: README.replace('## Credentials', 'Credentials') }, 'Credentials'],
	],
	'README.md leads to example workflows': [
		[{ workflows: ['workflows/other.json'] }, 'there is no link to one in workflows/'],
	],
};

test('every rule is shown to find something', () => {
	expect(packageRules.map(({ name }) => name)).toEqual(Object.keys(broken));
});

test('a package that is in order passes every rule', () => {
	expect(packageRules.flatMap(({ findings }) => findings(good))).toEqual([]);
});

describe.each(packageRules)('$name', ({ name, findings }) => {
	test.each(broken[name])('otherwise it says so (%#)', (changes, finding) => {
		expect(findings({ ...good, ...changes })).toEqual([finding]);
	});
});

test('the tag of the package in the root is its version', () => {
	expect(tagOf(good)).toBe('1.2.3');
});

test('the tag of another package begins with its name', () => {
	expect(tagOf({ ...good, folder: 'packages/n8n-nodes-lamp' })).toBe('lamp-1.2.3');
});
