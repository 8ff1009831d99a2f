/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { scripts } from '../../package.json';

interface Workflow {
	permissions: Record<string, string>;
	concurrency: { group: string };
	jobs: Record<string, Job>;
}

interface Job {
	permissions?: Record<string, string>;
	'timeout-minutes': number;
	strategy?: { matrix: { suite?: string[] } };
	steps: Array<{ uses?: string; run?: string }>;
}

const FOLDER = join(__dirname, '..', '..', '.github', 'workflows');

const FILES = readdirSync(FOLDER);

const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

const workflow = (file: string) => parse(text(file)) as Workflow;

const jobs = (file: string) => Object.entries(workflow(file).jobs);

/** What comes after `npm` and `npm run` in a job, with `${{ matrix.suite }}` replaced by each suite. */
const npmCommands = ({ steps, strategy }: Job): string[] =>
	steps.flatMap(({ run = '' }) =>
		(strategy?.matrix.suite ?? ['']).flatMap((suite) =>
			[...run.replace('${{ matrix.suite }}', suite).matchAll(/npm (?:run )?([\w:]+)/g)].map(
				([, name]) => name,
			),
		),
	);

test('there are workflows for every push, every night and every release', () => {
	expect(FILES).toEqual(['ci.yml', 'nightly.yml', 'publish.yml']);
});

describe.each(FILES)('%s', (file) => {
	test('names each action by a commit, with its version as a comment', () => {
		const uses = text(file)
			.split('\n')
			.filter((line) => /\buses:/.test(line))
			.map((line) => line.replace(/^[\s-]*/, ''));

		expect(uses).not.toEqual([]);
		for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	test('may read the code and nothing else, unless a job says so', () => {
		expect(workflow(file).permissions).toEqual({ contents: 'read' });
	});

	test('runs once at a time, and not for ever', () => {
		expect(workflow(file).concurrency.group).toBeTruthy();
		for (const [, job] of jobs(file)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
	});

	test.each(jobs(file))('job %s runs npm scripts that there are', (_, job) => {
		const known = ['ci', 'view', 'config', 'publish', ...Object.keys(scripts)];

		expect(npmCommands(job)).toContain('ci');
		expect(npmCommands(job).filter((name) => !known.includes(name))).toEqual([]);
	});
});

test('only the job that publishes may ask for an identity', () => {
	const allowed = FILES.flatMap(jobs).filter(([, { permissions }]) => permissions);

	expect(allowed.map(([name, { permissions }]) => [name, permissions])).toEqual([
		['publish', { contents: 'read', 'id-token': 'write' }],
	]);
});
