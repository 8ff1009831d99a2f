/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../packages';
import { showProgress } from '../progress';
import { installEngine, type Engine } from './install';
import { probe, type Step } from './probe';
import { summaryOf, tableOf, withTable } from './table';
import { ENGINES } from './versions';

const README = join(ROOT, 'README.md');

/**
 * `npm run test:engines`: the built packages in older and newer engines of n8n. Prints a table of what works where, and ends with 1 if
 * something does not. With --write a short form of the table is put into README.md. `npm run test:engines -- 2.20.6` tries one version.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { write: { type: 'boolean' } },
		allowPositionals: true,
	});
	const results = new Map<Engine, Step[]>();
	for (const version of positionals.length > 0 ? positionals : ENGINES) {
		const engine = await installEngine(version);
		const steps = await showProgress(`n8n-core ${engine.core}`, async () => await probe(engine));
		for (const { title, failure } of steps) if (failure) console.log(`  ${title}: ${failure}`);
		results.set(engine, steps);
	}
	const table = tableOf(results);
	console.log(`\n${table}`);
	if (values.write) writeFileSync(README, withTable(readFileSync(README, 'utf8'), summaryOf(results)));
	if ([...results.values()].flat().some(({ failure }) => failure)) process.exitCode = 1;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
