/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { resolve } from 'node:path';

import { exportPackage } from './package';

/**
 * `npm run export -- n8n-nodes-celigo FOLDER` writes a package of `packages/` as a repository that stands alone: n8n verifies packages
 * that have a repository of their own. The folder must be empty, or not there yet.
 */
const [name, folder] = process.argv.slice(2);

if (name === undefined || folder === undefined) {
	console.error('Usage: npm run export -- n8n-nodes-celigo FOLDER');
	process.exitCode = 1;
} else {
	void exportPackage(name, resolve(folder)).then(() => console.log(`${name} is in ${resolve(folder)}`));
}
