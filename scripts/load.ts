/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- runs in Node, not inside n8n */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

import { ROOT } from './packages';

const LOOPS_PER_CORE = 2;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		/** Busy loops beside the tests. */
		loops: { type: 'string', default: String(LOOPS_PER_CORE * availableParallelism()) },
		/** How often the tests run, one time after the other. */
		runs: { type: 'string', default: '1' },
	},
});

/**
 * `npm run test:load`: jest beside busy loops on every core, since a test must not hang on the machine's speed. Paths, and what comes
 * behind another `--`, are for jest: `npm run test:load -- --loops 4 --runs 3 test/unit`. Fails if one of the runs does, and the loops end
 * with it.
 */
async function main(): Promise<void> {
	const loops = Number(values.loops);
	const runs = Number(values.runs);
	for (let loop = 0; loop < loops; loop++) new Worker('for (;;);', { eval: true });
	console.log(`Beside ${loops} busy loops on ${availableParallelism()} cores:`);
	const results: string[] = [];
	for (let run = 1; run <= runs; run++) {
		const [exitCode] = await jest(positionals);
		results.push(exitCode === 0 ? 'green' : 'red');
		console.log(`Beside ${loops} busy loops, run ${run} of ${runs}: ${results.join(', ')}`);
	}
	process.exit(results.includes('red') || results.length === 0 ? 1 : 0);
}

const jest = async (args: string[]) =>
	(await once(
		spawn(process.execPath, [require.resolve('jest/bin/jest'), ...args], { cwd: ROOT, stdio: 'inherit' }),
		'close',
	)) as [number | null];

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
