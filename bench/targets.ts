import { ALLOWED, type Subject, type Work } from './cases';
import { bytes, factor, number, time, WORKS } from './format';
import { growths, ratio, rowOf, type Everything, type Measurement, type Row } from './results';
import { median } from './statistics';

/** What was meant to be reached, and what was. */
export interface Target {
	work: string;
	target: string;
	/** Undefined where it was not measured. */
	measured?: string;
	isMet: boolean;
}

/** Each target of the project with what was measured. */
export const targetsOf = (everything: Everything): Target[] => [
	...singleItems(everything.rows),
	...slowServer(everything.rows),
	...carefulServer(everything.rows),
	...conventionalLayout(everything.rows),
	...manyFlows(everything.rows),
	...lists(everything),
	...trigger(everything),
	...footprint(everything),
	...growth(everything.rows),
];

const ITEMS = 1_000;

function singleItems(rows: Row[]): Target[] {
	const instant = { size: ITEMS, latency: 0 };
	return [
		atMost(
			'(a) 1,000 items, instant server',
			'at most 0.9 × the HTTP Request node',
			compare(rows, { ...instant, work: 'start' }, 'flowmate', 'http'),
			0.9,
		),
		atMost(
			'(d) 1,000 × 1 kB, instant server',
			'at most 1.8 × the HTTP Request node',
			compare(rows, { ...instant, work: 'send' }, 'flowmate', 'http'),
			1.8,
		),
	];
}

function slowServer(rows: Row[]): Target[] {
	const works: Array<[Work, string]> = [
		['start', '(a) 1,000 items'],
		['send', '(d) 1,000 × 1 kB'],
	];
	return works.flatMap(([work, name]) =>
		[50, 200].map((latency) =>
			atMost(
				`${name}, server that takes ${latency} ms`,
				'at most 1.15 × the HTTP Request node',
				compare(rows, { work, size: ITEMS, latency }, 'flowmate', 'http'),
				1.15,
			),
		),
	);
}

/** Beside a fixed number of requests in flight stands the HTTP Request node, which does not ask again. */
function carefulServer(rows: Row[]): Target[] {
	const given = { work: 'start' as const, size: ITEMS, latency: 50, allowed: ALLOWED };
	const name = `(a) 1,000 items, server that takes 50 ms and ${ALLOWED} requests at a time`;
	const own = rowOf(rows, { ...given, subject: 'flowmate' });
	const share = own && median(own.runs.map(({ refused, requests }) => refused / requests));
	const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
	const http = rowOf(rows, { ...given, subject: 'http' });
	const beside = http
		? `; the HTTP Request node: ${percent(median(http.runs.map(({ refused, requests }) => refused / requests)))}, ${number(median(http.runs.map(({ failed }) => failed)))} items failed`
		: '';
	return [
		{
			work: name,
			target: 'HTTP 429 to less than 5 % of the requests, and no item fails',
			measured: share === undefined ? undefined : `${percent(share)}${beside}`,
			isMet: Number(share) < 0.05 && own !== undefined && own.runs.every(({ failed }) => failed === 0),
		},
		atMost(
			name,
			`at most 1.25 × as long as with ${ALLOWED} in flight from the beginning to the end`,
			compare(rows, given, 'flowmate', 'flowmateFixed'),
			1.25,
		),
	];
}

function conventionalLayout(rows: Row[]): Target[] {
	const given = { work: 'start' as const, size: ITEMS, latency: 0 };
	const name = '(a) 1,000 items, instant server';
	const faster = 'at least 4 × faster than the conventional layout';
	return [
		atLeast(
			name,
			`${faster}, nine copies of the ID`,
			compare(rows, given, 'conventionalNine', 'flowmate'),
			4,
		),
		atLeast(name, `${faster}, six copies of the ID`, compare(rows, given, 'conventional', 'flowmate'), 4),
		atLeast(
			name,
			'the same with ten more operations on both sides',
			compare(rows, given, 'conventionalWider', 'flowmateWider'),
			4,
		),
		atMost(
			name,
			'ten more operations: unchanged (1 ×)',
			compare(rows, given, 'flowmateWider', 'flowmate'),
			1.1,
		),
	];
}

function manyFlows(rows: Row[]): Target[] {
	const given = { work: 'startMany' as const, size: 1_000, latency: 0 };
	return [
		atLeast(
			'(b) 1,000 flows',
			'at least 50 × faster than the HTTP Request node',
			compare(rows, given, 'http', 'flowmate'),
			50,
		),
		atLeast(
			'(b) 1,000 flows, each item as its own user',
			'at least 4 × faster than the HTTP Request node',
			compare(rows, given, 'http', 'flowmateActing'),
			4,
		),
		requests('(b) 1,000 flows', 2, rowOf(rows, { ...given, subject: 'flowmate' })),
	];
}

function lists({ rows, memory }: Everything): Target[] {
	const flows = '(c) 100,000 flows';
	const given = { work: 'getAll' as const, size: 100_000, latency: 0 };
	const twice = 'at least 2 × faster than HTTP Request and Split Out';
	const [own, http, fetched] = (['flowmate', 'http', 'fetch'] as const).map((subject) => {
		const large = memory.find((one) => one.subject === subject && one.size === given.size);
		return large && large.peak.heap - large.before.heap;
	});
	const isKnown = own !== undefined && http !== undefined && fetched !== undefined;
	return [
		atMost(flows, 'at most 1.5 × plain fetch', compare(rows, given, 'flowmate', 'fetch'), 1.5),
		atLeast(flows, twice, compare(rows, given, 'http', 'flowmate'), 2),
		atLeast(
			`${flows}, server that takes 50 ms`,
			twice,
			compare(rows, { ...given, latency: 50 }, 'http', 'flowmate'),
			2,
		),
		{
			work: flows,
			target: 'memory no more than HTTP Request and plain fetch',
			measured: isKnown ? `${bytes(own)}; ${bytes(http)} and ${bytes(fetched)}` : undefined,
			isMet: isKnown && own <= 1.1 * Math.max(http, fetched),
		},
		requests('(c) Limit 50 of 100,000', 1, rowOf(rows, { ...given, work: 'limit', subject: 'flowmate' })),
	];
}

function trigger({ polled }: Everything): Target[] {
	const poll = polled.find(({ keys }) => keys === 100_000);
	const ms = poll && poll.poll - poll.network;
	return [
		{
			work: '(e) 100,000 keys',
			target: 'under 1 s apart from the network',
			measured: ms === undefined ? undefined : time(ms),
			isMet: Number(ms) < 1_000,
		},
	];
}

function footprint({ loaded: { ms, least, files, packed, unpacked } }: Everything): Target[] {
	if (files === 0) return [];
	return [
		{ work: '(f) packed', target: 'at most 90 kB', measured: bytes(packed), isMet: packed <= 90_000 },
		{
			work: '(f) unpacked',
			target: 'at most 300 kB',
			measured: `${bytes(unpacked)} in ${files} files`,
			isMet: unpacked <= 300_000,
		},
		{
			work: '(f) loading',
			target: 'under 30 ms',
			measured: `${time(ms)}; at least ${time(least)}`,
			isMet: ms < 30,
		},
	];
}

function growth(rows: Row[]): Target[] {
	const [steepest] = growths(rows)
		.filter(({ subject }) => subject === 'flowmate')
		.sort((a, b) => b.exponent - a.exponent);
	if (!steepest) return [];
	const { work, latency, exponent } = steepest;
	return [
		{
			work: 'growth',
			target: 'linear: exponent about 1, at most 1.2',
			measured: `at most ${exponent.toFixed(2)} (${WORKS[work]}, ${latency} ms)`,
			isMet: exponent <= 1.2,
		},
	];
}

/** How many times longer `subject` takes than `base`. */
function compare(
	rows: Row[],
	given: Omit<Measurement, 'subject'>,
	subject: Subject,
	base: Subject,
): number | undefined {
	const row = rowOf(rows, { ...given, subject });
	const other = rowOf(rows, { ...given, subject: base });
	return row && other && ratio(row, other);
}

const shown = (value: number | undefined) => (value === undefined ? undefined : factor(value));

const atMost = (work: string, target: string, value: number | undefined, most: number): Target => ({
	work,
	target,
	measured: shown(value),
	isMet: Number(value) <= most,
});

const atLeast = (work: string, target: string, value: number | undefined, least: number): Target => ({
	work,
	target,
	measured: shown(value),
	isMet: Number(value) >= least,
});

function requests(work: string, wanted: number, row: Row | undefined): Target {
	const made = row?.runs[0].requests;
	const target = `${wanted} request${wanted === 1 ? '' : 's'}`;
	return { work, target, measured: made === undefined ? undefined : number(made), isMet: made === wanted };
}
