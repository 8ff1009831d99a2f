/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chart } from './chart';
import { CASES, type Case, type Subject, type Work } from './cases';
import { loading } from './loading';
import { memoryOf, type Remembered } from './memory';
import { startSubjects, type Measured } from './n8n';
import { buildPackages, ROOT } from './packages';
import { quickLook } from './quick';
import { written } from './report';
import { rowOf, type Everything, type Row } from './results';
import { startServer } from './server';
import { pollTimes } from './trigger';

const { values } = parseArgs({
	options: {
		/** How often everything is measured, but for the large cases that say otherwise. */
		runs: { type: 'string', default: '5' },
		/** Works to measure, separated by commas; nothing is written then. */
		only: { type: 'string' },
		/** In n8n-core instead of a real n8n, without the HTTP Request node: a minute instead of a quarter of an hour. */
		quick: { type: 'boolean', default: false },
		/** Figures of an earlier run: writes the page and the chart anew and measures nothing. */
		from: { type: 'string' },
		/** A folder for a CPU profile of each subject at 1,000 items. */
		profile: { type: 'string' },
	},
});

/** All figures, kept as they come. */
const RESULTS = join(tmpdir(), 'flowmate-bench.json');
const PAGE = join(ROOT, 'docs', 'performance.md');
const CHART = join(ROOT, 'docs', 'performance.svg');

async function main(): Promise<void> {
	const runs = Number(values.runs);
	if (values.quick) return await quickLook(runs);
	if (values.from) return write(JSON.parse(readFileSync(values.from, 'utf8')) as Everything);
	const works = values.only?.split(',') as Work[] | undefined;
	const cases = CASES.filter(({ work }) => !works || works.includes(work));
	const rows = await measureAll(cases, runs);
	if (works) return console.log(written({ ...nothing(runs), rows }, ''));

	const polled = await pollTimes([1_000, 10_000, 100_000], runs);
	const memory = await measureMemory();
	const everything = { ...nothing(runs), rows, memory, polled, loaded: await loading(2 * runs) };
	writeFileSync(RESULTS, JSON.stringify(everything));
	write(everything);
}

function write(everything: Everything): void {
	writeFileSync(PAGE, written(everything, existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''));
	writeFileSync(CHART, chart(everything.rows));
	console.log(`Written to ${PAGE} and ${CHART}; all figures are in ${RESULTS}`);
}

function nothing(rounds: number): Everything {
	const [{ model }] = cpus();
	const machine = `${cpus().length} × ${model.trim()}, ${process.platform}`;
	return {
		machine,
		rounds,
		rows: [],
		memory: [],
		polled: [],
		loaded: { ms: 0, least: 0, files: 0, packed: 0, unpacked: 0 },
	};
}

/** Every case once per round, the subjects of a case right behind each other and in another order each round. */
async function measureAll(cases: Case[], rounds: number): Promise<Row[]> {
	const packages = buildPackages();
	const server = await startServer();
	const subjects = await startSubjects(packages, server);
	const rows: Row[] = cases.flatMap(({ subjects: names, ...given }) =>
		names.map((subject) => ({ ...given, subject, runs: [] })),
	);
	try {
		for (const [given, subject] of warmUps(cases)) await subjects.measure(given, subject);
		for (let round = 0; round < rounds; round++) {
			for (const given of cases.filter((one) => round < (one.rounds ?? rounds))) {
				for (const subject of rotated(given.subjects, round)) {
					const measured = await subjects.measure(given, subject);
					rowOf(rows, { ...given, subject })?.runs.push(measured);
					console.log(`${round + 1}/${rounds} ${line(given, subject, measured)}`);
				}
			}
			writeFileSync(RESULTS, JSON.stringify({ ...nothing(round + 1), rows }));
		}
		if (values.profile) {
			mkdirSync(values.profile, { recursive: true });
			const profiled = CASES.filter(
				({ work, size, latency }) => work === 'start' && size === 1_000 && latency === 0,
			).flatMap((given) => given.subjects.map((subject) => ({ given, subject })));
			for (const { given, subject } of profiled) {
				const profile = await subjects.profile(async () => await subjects.measure(given, subject));
				writeFileSync(join(values.profile, `${subject}.cpuprofile`), JSON.stringify(profile));
			}
		}
	} finally {
		await subjects.close();
		server.close();
		packages.remove();
	}
	return rows;
}

async function measureMemory(): Promise<Remembered[]> {
	const packages = buildPackages();
	const server = await startServer();
	try {
		return await memoryOf(packages, server, ['flowmate', 'http', 'conventional', 'fetch'], [10_000, 100_000]);
	} finally {
		server.close();
		packages.remove();
	}
}

/** A small case of each work for each subject: run once before anything is measured, so that code is loaded and compiled. */
function warmUps(cases: Case[]): Array<[Case, Subject]> {
	const first = new Map<string, [Case, Subject]>();
	for (const given of cases) {
		for (const subject of given.subjects) {
			const key = `${given.work} ${subject}`;
			first.set(key, first.get(key) ?? [{ ...given, size: 100, latency: 0, allowed: undefined }, subject]);
		}
	}
	return [...first.values()];
}

function line({ work, size, latency, allowed }: Case, subject: Subject, measured: Measured): string {
	const server = `${latency} ms${allowed ? `, ${allowed} allowed` : ''}`;
	return `${work} ${size} ${server} ${subject}: ${measured.node} ms, ${measured.requests} requests, ${measured.refused} refused`;
}

const rotated = <T>(list: T[], by: number): T[] => list.map((_, index) => list[(index + by) % list.length]);

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
