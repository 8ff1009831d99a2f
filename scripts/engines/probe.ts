/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

import { ROOT } from '../packages';
import type { Engine } from './install';

const run = promisify(execFile);

/** One test of test/engines/probe.test.ts. */
export interface Step {
	title: string;
	/** What the test says, in one line. Undefined if it has passed. */
	failure?: string;
}

interface Report {
	testResults: Array<{
		message: string;
		assertionResults: Array<{ fullName: string; status: string; failureMessages: string[] }>;
	}>;
}

/** Runs the probe in an engine. Throws if there is not one step, which is so when the engine cannot be loaded at all. */
export async function probe({ folder }: Engine): Promise<Step[]> {
	const report = await jestReport(folder);
	const steps = report.testResults.flatMap(({ assertionResults }) =>
		assertionResults.map(({ fullName, status, failureMessages }) => ({
			title: fullName,
			failure: status === 'passed' ? undefined : gist(failureMessages.join('\n')),
		})),
	);
	if (steps.length === 0) throw new Error(report.testResults.map(({ message }) => message).join('\n'));
	return steps;
}

async function jestReport(engine: string): Promise<Report> {
	const folder = mkdtempSync(join(tmpdir(), 'engine-report-'));
	const file = join(folder, 'report.json');
	const jest = [require.resolve('jest/bin/jest'), '--config', 'jest.engines.config.js'];
	try {
		await run(process.execPath, [...jest, '--json', '--outputFile', file], {
			cwd: ROOT,
			env: { ...process.env, ENGINE: engine },
			maxBuffer: 100e6,
		}).catch((error: { code?: unknown }) => {
			if (error.code !== 1) throw error; // 1: a test has failed, which is no reason to stop
		});
		return JSON.parse(readFileSync(file, 'utf8')) as Report;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The lines of a failure that say something, without colours and places. */
function gist(message: string): string {
	return stripVTControlCharacters(message)
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line && !line.startsWith('at '))
		.join(' ')
		.slice(0, 400);
}
