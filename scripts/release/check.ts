/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- runs in Node, not inside n8n */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { npm } from '../n8n/npm';
import { packageFolders, ROOT } from '../packages';
import { factsOf, type PackageFacts } from './facts';
import { packageRules } from './packageRules';
import { repositoryRules, treeIsClean, type RepositoryFacts } from './repositoryRules';

/**
 * `npm run release:check`: whether both packages may be published, as far as that can be seen here, without the network.
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

function git(...args: string[]): string[] {
	return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);
}

void main();
