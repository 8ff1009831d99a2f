/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..');

/** The folders of all n8n packages of this repository: the root and those below packages/. */
export function packageFolders(): string[] {
	const others = join(ROOT, 'packages');
	const names = existsSync(others) ? readdirSync(others) : [];
	return [
		ROOT,
		...names.map((name) => join(others, name)).filter((folder) => existsSync(join(folder, 'package.json'))),
	];
}
