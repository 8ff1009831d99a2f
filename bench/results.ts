import type { Case, Subject, Work } from './cases';
import type { Loaded } from './loading';
import type { Remembered } from './memory';
import type { Measured } from './n8n';
import { exponent, median } from './statistics';
import type { Polled } from './trigger';

/** All runs of one subject at one case, in the order of the rounds. */
export interface Row extends Omit<Case, 'subjects'> {
	subject: Subject;
	runs: Measured[];
}

export interface Everything {
	machine: string;
	rounds: number;
	rows: Row[];
	memory: Remembered[];
	polled: Polled[];
	loaded: Loaded;
}

/** What is measured in one row: a case and who does the work. On a server that takes any number of requests if `allowed` is left out. */
export type Measurement = Pick<Row, 'work' | 'size' | 'latency' | 'allowed' | 'subject'>;

export const rowOf = (rows: Row[], { work, size, latency, allowed, subject }: Measurement): Row | undefined =>
	rows.find(
		(row) =>
			row.work === work &&
			row.size === size &&
			row.latency === latency &&
			row.allowed === allowed &&
			row.subject === subject,
	);

export const middle = ({ runs }: Row, what: 'node' | 'whole'): number => median(runs.map((run) => run[what]));

/** The largest resident set of n8n's process, the median over the runs, in bytes. */
export const peakOf = ({ runs }: Row): number => median(runs.map(({ peak }) => peak.resident));

/** How many times longer `row` took than `base`: the median of the ratios within each round that measured both. */
export function ratio(row: Row, base: Row): number {
	const rounds = Math.min(row.runs.length, base.runs.length);
	return median(
		row.runs
			.slice(0, rounds)
			.map(({ node }, round) => Math.max(node, 1) / Math.max(base.runs[round].node, 1)),
	);
}

export interface Growth {
	work: Work;
	subject: Subject;
	latency: number;
	exponent: number;
}

/** The power of the size with which each subject's time grows, where it was measured at three sizes or two. */
export function growths(rows: Row[]): Growth[] {
	const lines = new Map<string, Row[]>();
	for (const row of rows.filter(({ allowed }) => allowed === undefined)) {
		const key = `${row.work} ${row.subject} ${row.latency}`;
		lines.set(key, [...(lines.get(key) ?? []), row]);
	}
	return [...lines.values()].flatMap((line) => {
		const fitted = exponent(line.map((row) => ({ size: row.size, value: middle(row, 'node') })));
		const [{ work, subject, latency }] = line;
		return fitted === undefined ? [] : [{ work, subject, latency, exponent: fitted }];
	});
}
