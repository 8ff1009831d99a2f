/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ROOT } from '../packages';
import { check, type Check } from './check';
import { installationsIn, type Installation } from './installations';
import { exitCode, summary, written, type Report } from './report';
import { safeText } from './shape';
import type { World } from './world';

const QUESTION = `It will make a template and flows of its own (named 'n8n check …'), start, send to, stop, change and delete them, and
touch nothing else. Go on? (y/n) `;

/** `npm run check:live`: what an installation does, by the built nodes. `-- --write` works with records of its own, `--yes` does not ask. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			write: { type: 'boolean', default: false },
			yes: { type: 'boolean', default: false },
			report: { type: 'string', default: '.' },
		},
	});
	const ending = endOnSignal();
	for (const installation of installationsIn(process.env)) {
		console.log(`${installation.service} at ${installation.url}`);
		if (values.write && !values.yes && !(await agreed())) return console.log('Nothing was done.');
		const code = await run(installation, values.write, values.report, ending);
		process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
		// What was cut off may still wait for something.
		if (ending.aborted) process.exit();
	}
}

async function run(
	installation: Installation,
	writes: boolean,
	folder: string,
	signal: AbortSignal,
): Promise<number> {
	const { world, ...rest } = (await installation.connect()) as Pick<
		Check<World>,
		'world' | 'questions' | 'cases' | 'removeAll'
	>;
	try {
		const earlier = world.journal.entries.length;
		if (earlier > 0) {
			console.log(
				`An earlier check was cut off and may have left ${earlier} records; they are removed first.`,
			);
			await rest.removeAll();
		}
		const level = writes ? 'write' : 'read';
		const result = await check({
			world,
			...rest,
			level,
			signal,
			progress: (line) => console.log(`  ${line}`),
		});
		const report: Report = {
			service: installation.service,
			version: (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version,
			day: new Date().toISOString().slice(0, 10),
			level,
			...result,
			exchanges: world.observer.exchanges,
		};
		const { markdown, json } = written(report, world.observer);
		const file = join(folder, `check-live-${installation.service.toLowerCase()}`);
		writeFileSync(`${file}.md`, markdown);
		writeFileSync(`${file}.json`, json);
		console.log(`${summary(result)}\nReport without names and secrets: ${file}.md and ${file}.json`);
		return exitCode(result);
	} finally {
		world.observer.close();
	}
}

async function agreed(): Promise<boolean> {
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	const answer = await terminal.question(QUESTION);
	terminal.close();
	return /^y(es)?$/i.test(answer.trim());
}

/** The first Ctrl-C ends the check, which then removes what it made; the second ends the process. */
function endOnSignal(): AbortSignal {
	const controller = new AbortController();
	let first = 0;
	const end = () => {
		// npm and tsx pass on what the terminal has sent to all: that is one Ctrl-C.
		if (first > 0 && Date.now() - first < 1_000) return;
		if (first > 0) process.exit(130);
		first = Date.now();
		console.log('Ending. What the check made is being removed; Ctrl+C once more leaves it to the next run.');
		controller.abort();
	};
	process.on('SIGINT', end);
	process.on('SIGTERM', end);
	return controller.signal;
}

main().catch((error: Error & { description?: string }) => {
	console.error(safeText(error.message));
	if (error.description) console.error(safeText(error.description));
	process.exitCode = 2;
});
