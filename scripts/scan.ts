/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { ESLint } from 'eslint';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { packInto } from './n8n/pack';
import { packageFolders } from './packages';

/**
 * n8n's scan of community packages (`npx @n8n/scan-community-package`), which takes only what is published already,
 * on what is here: the sources and the tarball of every package. Unlike there, a warning fails too: the scanner keeps these to itself,
 * so its own configuration is used in place of its `analyzePackage`.
 */
async function main(): Promise<void> {
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const tarballs = mkdtempSync(join(tmpdir(), 'n8n-scan-'));
	try {
		for (const folder of packageFolders()) {
			const name = relative(process.cwd(), folder) || '.';
			await scan(`${name}, sources`, folder, scanner.SOURCE_FILE_PATTERNS);
			await scan(`${name}, tarball`, await packInto(tarballs, folder), ['**/*.js', 'package.json']);
		}
	} finally {
		rmSync(tarballs, { recursive: true, force: true });
	}

	async function scan(title: string, folder: string, patterns: string[]): Promise<void> {
		const findings = await lint(folder, patterns);
		console.log(`${findings ? 'FAILED' : 'passed'}: ${title}`);
		if (findings) {
			console.log(findings);
			process.exitCode = 1;
		}
	}

	async function lint(folder: string, patterns: string[]): Promise<string> {
		const eslint = new ESLint({
			cwd: folder,
			allowInlineConfig: false,
			overrideConfigFile: true,
			overrideConfig: await scanner.buildScanConfig(),
		});
		const formatter = await eslint.loadFormatter('stylish');
		return await formatter.format(await eslint.lintFiles(patterns));
	}
}

void main();
