/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { npm } from './npm';

interface PackageJson {
	name: string;
	n8n: { credentials: string[]; nodes: string[] };
}

/** Where n8n looks for community packages; packages found there keep their real names (`n8n-nodes-flowmate.flowMate`). */
export function nodesFolder(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes', 'node_modules');
}

/** Packs a built package as it would be published and unpacks the tarball into a folder below `parent`. Returns that folder. */
export async function packInto(parent: string, packageFolder: string): Promise<string> {
	const { name, n8n } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as PackageJson;
	const unpacked = join(parent, name);
	const tarballs = mkdtempSync(join(tmpdir(), 'n8n-pack-'));
	try {
		const output = await npm(
			packageFolder,
			'pack',
			'--json',
			'--ignore-scripts',
			'--pack-destination',
			tarballs,
		);
		const [{ filename }] = JSON.parse(output) as [{ filename: string }];
		rmSync(unpacked, { recursive: true, force: true });
		mkdirSync(unpacked, { recursive: true });
		execFileSync('tar', ['-xzf', join(tarballs, filename), '-C', unpacked, '--strip-components=1']);
	} finally {
		rmSync(tarballs, { recursive: true, force: true });
	}
	for (const file of [...n8n.credentials, ...n8n.nodes])
		if (!existsSync(join(unpacked, file))) throw new Error(`${file} is missing: run 'npm run build' first`);
	return unpacked;
}
