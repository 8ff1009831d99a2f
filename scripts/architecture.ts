/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPicture } from './architecture/document';
import { importsIn } from './architecture/imports';
import { ROOT } from './packages';

/** Draws the layers into docs/architecture.md, and tells what breaks their rules. */
function main(): void {
	const imports = importsIn();
	for (const { rule, from, to } of imports.violations) console.error(`${rule}: ${from} imports ${to}`);
	if (imports.violations.length > 0) return void (process.exitCode = 1);
	const file = join(ROOT, 'docs/architecture.md');
	writeFileSync(file, withPicture(readFileSync(file, 'utf8'), imports));
}

main();
