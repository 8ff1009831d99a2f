/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser';
import { ROOT } from '../packages';
import { FORBIDDEN } from './layers';

/** All code but the tests, which may import what they like. */
const FOLDERS = ['nodes', 'credentials', 'packages', 'sandbox', 'scripts', 'bench'];

export interface Imports {
	/** Pairs of files, the importing one first. */
	pairs: Array<[from: string, to: string]>;
	/** Those that are forbidden. */
	violations: Array<{ rule: string; from: string; to: string }>;
}

const CONFIGURATION: IConfiguration = {
	forbidden: FORBIDDEN,
	options: {
		// Type-only imports count: a file has to be read together with what it needs a type of.
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
		exclude: { path: ['^dist/', '^packages/[^/]+/dist/'] },
	},
};

/**
 * Who imports whom in the folders of a checkout, or of what looks like one.
 *
 * @throws Error with what dependency-cruiser says where it cannot read them
 */
export function importsIn(directory = ROOT, folders = FOLDERS): Imports {
	const { modules, summary } = cruise(directory, folders);
	const pairs = modules.flatMap(({ source, dependencies }) =>
		dependencies.map(({ resolved }): [string, string] => [source, resolved]),
	);
	const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
	return { pairs, violations };
}

/** dependency-cruiser is an ES module, which the tests cannot import: it runs in a process of its own. */
function cruise(directory: string, folders: string[]): ICruiseResult {
	const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const temporary = mkdtempSync(join(tmpdir(), 'imports-'));
	try {
		const configuration = join(temporary, 'configuration.json');
		writeFileSync(configuration, JSON.stringify(CONFIGURATION));
		const options = ['--config', configuration, '--output-type', 'json'];
		const { stdout, stderr } = spawnSync(process.execPath, [cli, ...options, ...folders], {
			cwd: directory,
			encoding: 'utf8',
			maxBuffer: 100 * 1024 * 1024,
		});
		if (!stdout) throw new Error(stderr);
		return JSON.parse(stdout) as ICruiseResult;
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}
