/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

import { brokenLinks } from '../release/links';

const HERE = 'https://github.com/n8n-nodes-flowmate/n8n-nodes-flowmate';

/** What a README says of its life in this repository, and what it says in one of its own. */
const reworded = (home: string): Array<[here: string, alone: string]> => [
	[`In a checkout of the [repository](${HERE})`, 'In a checkout of this repository'],
	['npm ci && npm start   # a real n8n with this node, a local Celigo, the examples below\n', ''],
	['npm ci && npm test    # every check of both packages', 'npm ci && npm test    # every check'],
	['; `npm start` has both. Each is run by a test in a real n8n.', '.'],
	[
		'`npm run check:live` in a checkout,',
		`\`npm run check:live\` in a checkout of [n8n-nodes-flowmate](${HERE}),`,
	],
	[`(${HERE}/issues)`, `(${home}/issues)`],
	['../../CONTRIBUTING.md#', `${HERE}/blob/main/CONTRIBUTING.md#`],
	[
		" In this folder `npm run build`\nbuilds, `npm test` runs this package's tests, `npm run test:n8n` those in a real n8n. Files that both packages need are kept identical by a test.",
		'',
	],
	[
		'the structure, which both packages share.',
		`the structure, which it shares with [n8n-nodes-flowmate](${HERE}).`,
	],
];

/**
 * The README of a package as that of a repository of its own: what it links to goes along, or is here.
 *
 * @param home the address of the new repository
 * @throws Error when the README does not say any more what is to be said in another way
 */
export function readmeOf(text: string, home: string): string {
	const words = reworded(home);
	const missing = words.filter(([here]) => !text.includes(here));
	if (missing.length > 0) throw new Error(`The README has no ${missing.map(([here]) => here).join(', ')}`);
	return words
		.reduce((page, [here, alone]) => page.replaceAll(here, alone), text)
		.replace(/(?:\.\.\/)+(workflows|docs\/screenshots)\//g, '$1/')
		.replaceAll('../../CONTRIBUTING.md', 'CONTRIBUTING.md')
		.replace(/(?:\.\.\/)+(docs\/[\w-]+\.md)/g, `${HERE}/blob/main/$1`);
}

/** @throws Error when a page of the folder links to what is not in it */
export function checkLinks(folder: string): void {
	const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const pages = paths
		.filter((path) => extname(path) === '.md' && statSync(join(folder, path)).isFile())
		.map((path): [string, string] => [path, readFileSync(join(folder, path), 'utf8')]);
	const broken = brokenLinks(new Map(pages), (path) => paths.includes(path));
	if (broken.length > 0) throw new Error(`Links that lead nowhere: ${broken.join(', ')}`);
}
