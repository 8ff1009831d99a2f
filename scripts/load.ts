/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- runs in Node, not inside n8n */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { ROOT } from './packages';

const LOOPS_PER_CORE = 2;

/**
 * `npm run test:load`: jest beside busy loops on every core, since a test must not hang on the machine's speed. What comes behind `--`
 * is for jest: `npm run test:load -- test/unit`. Ends as jest ends, and the loops with it.
 */
async function main(): Promise<void> {
	const loops = LOOPS_PER_CORE * availableParallelism();
	for (let loop = 0; loop < loops; loop++) new Worker('for (;;);', { eval: true });
	console.log(`Beside ${loops} busy loops on ${availableParallelism()} cores:`);
	const args = [require.resolve('jest/bin/jest'), ...process.argv.slice(2)];
	const jest = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
	const [exitCode] = (await once(jest, 'close')) as [number | null];
	process.exit(exitCode ?? 1);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
