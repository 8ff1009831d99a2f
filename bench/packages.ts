/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export const ROOT = join(__dirname, '..');

/** The packages that are measured beside the one in dist, in a temporary folder. */
export function buildPackages() {
	const folder = mkdtempSync(join(tmpdir(), 'flowmate-bench-'));
	return {
		flowmate: ROOT,
		nodes: compiled(join(__dirname, 'nodes'), join(folder, 'nodes')),
		conventional: compiled(join(__dirname, 'conventional'), join(folder, 'conventional')),
		wider: wider(join(folder, 'wider')),
		remove: () => rmSync(folder, { recursive: true }),
	};
}

function compiled(from: string, to: string): string {
	const options = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
	mkdirSync(to, { recursive: true });
	cpSync(join(from, 'package.json'), join(to, 'package.json'));
	for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
		if (!file.endsWith('.ts')) continue;
		const target = join(to, 'dist', file.replace(/\.ts$/, '.js'));
		mkdirSync(join(target, '..'), { recursive: true });
		const { outputText } = transpileModule(readFileSync(join(from, file), 'utf8'), {
			compilerOptions: options,
		});
		writeFileSync(target, outputText);
	}
	return to;
}

/**
 * A copy of this package with ten more operations on a flow, added where an author would add them.
 *
 * @param credentials what its package.json says of them; none where n8n has loaded this package, too
 */
export function wider(to: string, credentials: string[] = []): string {
	const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
	const node = 'dist/nodes/FlowMate/FlowMate.node.js';
	cpSync(join(ROOT, 'dist'), join(to, 'dist'), { recursive: true });
	writeFileSync(
		join(to, 'package.json'),
		JSON.stringify({
			...manifest,
			name: 'n8n-nodes-wider',
			n8n: { n8nNodesApiVersion: 1, credentials, nodes: [node] },
		}),
	);
	symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'), 'junction'); // for n8n-workflow
	const code = readFileSync(join(to, node), 'utf8');
	writeFileSync(
		join(to, node),
		`(${addOperations.toString()})(require('./resources/flow').flow, 10);\n${code}`,
	);
	return to;
}

interface Operations {
	operations: Array<{ name: string; value: string }>;
}

/** Adds copies of Start, which have the locator and the options that it has. */
function addOperations({ operations }: Operations, count: number): void {
	const start = operations.find(({ value }) => value === 'start');
	for (let number = 1; number <= count; number++)
		operations.push({ ...start, name: `Start ${number}`, value: `start${number}` });
}
