/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolders, ROOT } from '../../scripts/packages';

/** `n8n-node lint` looks at this before it lints; `npm test` lints without it, once and with warnings as errors. */
const DEFAULT = 'node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs';

test.each(packageFolders())('%s is linted by the configuration that n8n asks for', (folder) => {
	const configuration = (file: string) => readFileSync(file, 'utf8').replace(/\s+/g, ' ').trim();
	expect(configuration(join(folder, 'eslint.config.mjs'))).toBe(configuration(join(ROOT, DEFAULT)));
});
