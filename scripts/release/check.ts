/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { exportPackage } from '../export/package';
import { git } from '../git';
import { npm } from '../n8n/npm';
import { packageFolders, ROOT } from '../packages';
import { factsOf, type PackageFacts } from './facts';
import { packageRules } from './packageRules';
import { repositoryRules, treeIsClean, type RepositoryFacts } from './repositoryRules';

/**
 * `npm run release:check`: whether both packages may be published, as far as that can be seen here: the network is asked for development tools alone.
 * `-- --tag 1.2.3` compares the tag, `-- --dirty` allows changes that are not committed.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { dirty: { type: 'boolean' }, tag: { type: 'string' } } });
	const packages: PackageFacts[] = [];
	for (const folder of packageFolders()) packages.push(await factsOf(folder));

	for (const facts of packages) {
		const { manifest, tarball } = facts;
		console.log(
			`${manifest.name} ${manifest.version} (${tarball.size} bytes, ${tarball.unpackedSize} unpacked)`,
		);
		for (const { name, findings } of packageRules) report(name, findings(facts));
	}

	console.log('Repository');
	const repository = repositoryFacts(packages, values.tag);
	const rules = values.dirty ? repositoryRules : [treeIsClean, ...repositoryRules];
	for (const { name, findings } of rules) report(name, findings(repository));
	report("n8n's scan finds nothing in sources and tarballs", await scan());
	report(
		'n8n-nodes-celigo passes its tests as a repository of its own',
		await standsAlone('n8n-nodes-celigo'),
	);
}

function report(name: string, findings: string[]): void {
	console.log(`  ${findings.length === 0 ? 'passed' : 'FAILED'}  ${name}`);
	for (const finding of findings) console.log(`          ${finding}`);
	if (findings.length > 0) process.exitCode = 1;
}

async function scan(): Promise<string[]> {
	try {
		await npm(ROOT, 'run', 'scan');
		return [];
	} catch (error) {
		return (error as Error).message.split('\n');
	}
}

/** Exports a package to an empty folder, and tests it there as somebody does who knows that repository alone. */
async function standsAlone(name: string): Promise<string[]> {
	const folder = mkdtempSync(join(tmpdir(), `${name}-`));
	try {
		await exportPackage(name, folder);
		await npm(folder, 'ci');
		await npm(folder, 'test');
		return [];
	} catch (error) {
		return (error as Error).message.split('\n');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function repositoryFacts(packages: PackageFacts[], tag?: string): RepositoryFacts {
	const files = git('ls-files', '--cached', '--others', '--exclude-standard').filter((file) =>
		existsSync(join(ROOT, file)),
	);
	return {
		packages,
		tag,
		uncommitted: git('status', '--porcelain'),
		paths: new Set(files.flatMap(withParents)),
		pages: new Map(
			files
				.filter((file) => file.endsWith('.md'))
				.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
		),
	};
}

function withParents(path: string): string[] {
	return path === '.' ? [] : [path, ...withParents(dirname(path))];
}

void main();
