/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../packages';

interface Manifest {
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
	homepage: string;
	[key: string]: unknown;
}

/** What tests of this repository need that do not go along: pictures of the architecture, and a browser. */
const NOT_NEEDED = ['dependency-cruiser', 'playwright-core', 'yaml'];

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Manifest;

/** The package.json of a package as a repository of its own: with the scripts and tools that it has from this one till then. */
export function manifestOf(home: string): Manifest {
	const root = read('package.json');
	const { peerDependencies, ...own } = read(`${home}package.json`);
	const tools = Object.entries(root.devDependencies).filter(([name]) => !NOT_NEEDED.includes(name));
	return {
		...own,
		scripts: {
			build: 'rimraf dist && tsc && gulp',
			check: root.scripts.check,
			format: root.scripts.format,
			'format:check': root.scripts['format:check'],
			lint: 'n8n-node lint && npm run lint:strict',
			'lint:base':
				'eslint --config eslint.nodes-base.config.mjs --max-warnings 0 nodes credentials package.json',
			'lint:strict': 'eslint --max-warnings 0 .',
			sandbox: 'tsx sandbox/celigo/main.ts',
			scan: root.scripts.scan,
			test: root.scripts.test,
			'test:jest': root.scripts['test:jest'],
			typecheck: root.scripts.typecheck,
		},
		devDependencies: Object.fromEntries(tools),
		peerDependencies,
	};
}
