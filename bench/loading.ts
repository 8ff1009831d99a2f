/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installN8n } from '../scripts/n8n/install';
import { npm } from '../scripts/n8n/npm';
import { ROOT } from './packages';
import { median } from './statistics';

export interface Loaded {
	/** Requiring everything that package.json names, with n8n-workflow already there as it is in n8n, in ms. */
	ms: number;
	least: number;
	files: number;
	packed: number;
	unpacked: number;
}

const SCRIPT = `
require('n8n-workflow');
const start = performance.now();
for (const file of JSON.parse(process.argv[1])) require(file);
console.log(performance.now() - start);
`;

/** What the package costs to load, each time in a new process of the Node.js that runs n8n, and how large it is. */
export async function loading(runs: number): Promise<Loaded> {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { credentials: string[]; nodes: string[] };
	};
	const files = JSON.stringify([...n8n.credentials, ...n8n.nodes].map((file) => join(ROOT, file)));
	const { node } = await installN8n();
	const times = Array.from({ length: runs }, () =>
		Number(execFileSync(node, ['-e', SCRIPT, files], { cwd: ROOT })),
	);
	const [pack] = JSON.parse(await npm(ROOT, 'pack', '--json', '--dry-run', '--ignore-scripts')) as [
		{ size: number; unpackedSize: number; entryCount: number },
	];
	return {
		ms: median(times),
		least: Math.min(...times),
		files: pack.entryCount,
		packed: pack.size,
		unpacked: pack.unpackedSize,
	};
}
