/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../scripts/n8n/npm';
import { ROOT } from './packages';
import { median } from './statistics';

export interface Loaded {
	/** Requiring everything that package.json names, with n8n-workflow already there as it is in n8n, in ms. */
	ms: number;
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

/** What the package costs to load, each time in a new process, and how large it is. */
export async function loading(runs: number): Promise<Loaded> {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { credentials: string[]; nodes: string[] };
	};
	const files = JSON.stringify([...n8n.credentials, ...n8n.nodes].map((file) => join(ROOT, file)));
	const times = Array.from({ length: runs }, () =>
		Number(execFileSync(process.execPath, ['-e', SCRIPT, files], { cwd: ROOT })),
	);
	const [pack] = JSON.parse(await npm(ROOT, 'pack', '--json', '--dry-run', '--ignore-scripts')) as [
		{ size: number; unpackedSize: number; entryCount: number },
	];
	return { ms: median(times), files: pack.entryCount, packed: pack.size, unpacked: pack.unpackedSize };
}
