import type { Subject, Work } from './cases';
import { growths, middle, peakOf, ratio, rowOf, type Everything, type Row } from './results';

const BEGIN = '<!-- written by npm run bench: begin -->';
const END = '<!-- written by npm run bench: end -->';

const NAMES: Record<Subject, string> = {
	flowmate: 'FlowMate node',
	flowmateWider: 'FlowMate node, ten more operations',
	simplified: 'FlowMate node, Simplify on',
	http: 'HTTP Request node',
	conventional: 'conventional declarative node',
	conventionalNine: 'conventional, nine copies of the ID',
	conventionalWider: 'conventional, ten more operations',
	fetch: 'plain fetch',
};

const WORKS: Record<Work, string> = {
	start: '(a) Start, one per item',
	startMany: '(b) Start Many',
	getAll: '(c) Get Many, Return All',
	limit: '(c) Get Many, Limit 50',
	send: '(d) Send Data, 1 kB',
	sendLarge: '(d) Send Data, 100 kB',
};

/** The page with its tables renewed; what a person wrote around them stays. */
export function written(everything: Everything, page: string): string {
	const tables = [BEGIN, '', ...summary(everything), '', END].join('\n');
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	return after === undefined ? `${page}${tables}\n` : `${before}${tables}${after}`;
}

function summary(everything: Everything): string[] {
	const { machine, rounds, rows, memory, polled } = everything;
	const runs = `${rounds} runs, interleaved; ${machine}; n8n 2.40.7 on Node 24.`;
	const parts = [`### Targets`, '', runs, '', ...targets(everything), ''];
	parts.push('### Times', '', ...times(rows), '', '### Growth', '', ...growth(rows));
	if (memory.length > 0) {
		parts.push('', '### (c) Memory of a list', '', 'Each in an n8n that has done nothing else.', '');
		parts.push(
			...table(
				['who', 'flows', 'heap: peak over before', 'resident set before', 'peak'],
				memory.map(({ subject, size, before, peak }) => [
					NAMES[subject],
					number(size),
					bytes(peak.heap - before.heap),
					bytes(before.resident),
					bytes(peak.resident),
				]),
			),
		);
	}
	if (polled.length > 0) {
		parts.push('', '### (e) A poll of the trigger', '');
		parts.push(
			...table(
				['keys', 'poll', 'of it one fetch with JSON.parse', 'items', 'state', 'heap, over that before'],
				polled.map(({ keys, poll, network, items, state, heap }) => [
					number(keys),
					time(poll),
					time(network),
					number(items),
					bytes(state),
					bytes(heap),
				]),
			),
		);
	}
	return parts;
}

function times(rows: Row[]): string[] {
	return table(
		[
			'work',
			'size',
			'server',
			'who',
			'node: median',
			'least to most',
			'whole execution',
			'× FlowMate',
			'requests',
			'in flight',
			'peak',
		],
		rows.map((row) => {
			const nodes = row.runs.map(({ node }) => node);
			const own = rowOf(rows, row.work, row.size, row.latency, 'flowmate') as Row;
			return [
				WORKS[row.work],
				number(row.size),
				`${row.latency} ms`,
				NAMES[row.subject],
				time(middle(row, 'node')),
				`${time(Math.min(...nodes))} to ${time(Math.max(...nodes))}`,
				time(middle(row, 'whole')),
				factor(ratio(row, own)),
				number(Math.min(...row.runs.map(({ requests }) => requests))),
				number(Math.max(...row.runs.map(({ mostInFlight }) => mostInFlight))),
				bytes(peakOf(row)),
			];
		}),
	);
}

function growth(rows: Row[]): string[] {
	const lines = growths(rows).filter(({ latency }) => latency === 0);
	const subjects = [...new Set(lines.map(({ subject }) => subject))];
	return table(
		['work, instant server', ...subjects.map((subject) => NAMES[subject])],
		[...new Set(lines.map(({ work }) => work))].map((work) => [
			WORKS[work],
			...subjects.map(
				(subject) =>
					lines.find((line) => line.work === work && line.subject === subject)?.exponent.toFixed(2) ?? '',
			),
		]),
	);
}

/** Each target of the project with what was measured. */
function targets({ rows, memory, polled, loaded }: Everything): string[] {
	const lines: Array<[string, string, string, boolean | undefined]> = [];
	const add = (work: string, target: string, measured: string | undefined, met: boolean) =>
		lines.push([work, target, measured ?? 'not measured', measured === undefined ? undefined : met]);
	const compare = (
		work: Work,
		size: number,
		subject: Subject,
		base: Subject,
		latency = 0,
	): number | undefined => {
		const row = rowOf(rows, work, size, latency, subject);
		const other = rowOf(rows, work, size, latency, base);
		return row && other && ratio(row, other);
	};
	const atMost = (work: string, target: string, value: number | undefined, most: number) =>
		add(work, target, value === undefined ? value : factor(value), Number(value) <= most);
	const atLeast = (work: string, target: string, value: number | undefined, least: number) =>
		add(work, target, value === undefined ? value : factor(value), Number(value) >= least);

	const items = '(a) 1,000 items, instant server';
	atMost(
		items,
		'at most 1.8 × the HTTP Request node (wish: 1.2 ×)',
		compare('start', 1_000, 'flowmate', 'http'),
		1.8,
	);
	const conventional = (['conventional', 'conventionalNine'] as const).map((subject) =>
		compare('start', 1_000, subject, 'flowmate'),
	);
	atLeast(
		items,
		'at least 4 × faster than the conventional layout, nine copies of the ID',
		conventional[1],
		4,
	);
	atLeast(
		items,
		'at least 4 × faster than the conventional layout, six copies of the ID',
		conventional[0],
		4,
	);
	const wider = compare('start', 1_000, 'conventionalWider', 'flowmateWider');
	atLeast(items, 'the same with ten more operations on both sides', wider, 4);
	atMost(
		items,
		'ten more operations: unchanged (1 ×)',
		compare('start', 1_000, 'flowmateWider', 'flowmate'),
		1.1,
	);

	const many = rowOf(rows, 'startMany', 1_000, 0, 'flowmate');
	atLeast(
		'(b) 1,000 flows',
		'at least 50 × faster than the HTTP Request node',
		compare('startMany', 1_000, 'http', 'flowmate'),
		50,
	);
	add('(b) 1,000 flows', '2 requests', many && number(many.runs[0].requests), many?.runs[0].requests === 2);

	const limit = rowOf(rows, 'limit', 100_000, 0, 'flowmate');
	const flows = '(c) 100,000 flows';
	atMost(flows, 'at most 1.5 × plain fetch', compare('getAll', 100_000, 'flowmate', 'fetch'), 1.5);
	atLeast(
		flows,
		'at least 2 × faster than HTTP Request and Split Out',
		compare('getAll', 100_000, 'http', 'flowmate'),
		2,
	);
	atLeast(
		`${flows}, server that takes 50 ms`,
		'at least 2 × faster than HTTP Request and Split Out',
		compare('getAll', 100_000, 'http', 'flowmate', 50),
		2,
	);
	const [own, http, fetched] = (['flowmate', 'http', 'fetch'] as const).map((subject) => {
		const large = memory.find((one) => one.subject === subject && one.size === 100_000);
		return large && large.peak.heap - large.before.heap;
	});
	if (own !== undefined && http !== undefined && fetched !== undefined) {
		const shown = `${bytes(own)}; ${bytes(http)} and ${bytes(fetched)}`;
		add(
			flows,
			'memory no more than HTTP Request and plain fetch',
			shown,
			own <= 1.1 * Math.max(http, fetched),
		);
	}
	add(
		'(c) Limit 50 of 100,000',
		'1 request',
		limit && number(limit.runs[0].requests),
		limit?.runs[0].requests === 1,
	);

	atMost(
		'(d) 1,000 × 1 kB',
		'at most 1.8 × the HTTP Request node',
		compare('send', 1_000, 'flowmate', 'http'),
		1.8,
	);

	const poll = polled.find(({ keys }) => keys === 100_000);
	const polling = poll && poll.poll - poll.network;
	add(
		'(e) 100,000 keys',
		'under 1 s apart from the network',
		polling === undefined ? undefined : time(polling),
		Number(polling) < 1_000,
	);

	const { ms, least, files, packed, unpacked } = loaded;
	if (files > 0) {
		add('(f) packed', 'at most 60 kB', bytes(packed), packed <= 60_000);
		add('(f) unpacked', 'at most 300 kB', `${bytes(unpacked)} in ${files} files`, unpacked <= 300_000);
		add('(f) loading', 'under 30 ms', `${time(ms)}; at least ${time(least)}`, ms < 30);
	}
	const steepest = growths(rows)
		.filter(({ subject }) => subject === 'flowmate')
		.sort((a, b) => b.exponent - a.exponent)[0];
	if (steepest) {
		const shown = `at most ${steepest.exponent.toFixed(2)} (${WORKS[steepest.work]}, ${steepest.latency} ms)`;
		add('growth', 'linear: exponent about 1, at most 1.2', shown, steepest.exponent <= 1.2);
	}
	return table(
		['work', 'target', 'measured', 'met'],
		lines.map(([work, target, measured, met]) => [
			work,
			target,
			measured,
			met === undefined ? '' : met ? 'yes' : '**no**',
		]),
	);
}

const table = (head: string[], body: string[][]): string[] => [
	`| ${head.join(' | ')} |`,
	`|${head.map(() => '---').join('|')}|`,
	...body.map((cells) => `| ${cells.join(' | ')} |`),
];

const number = (value: number) => value.toLocaleString('en');
const factor = (value: number) =>
	`${value >= 20 ? Math.round(value) : value >= 2 ? value.toFixed(1) : value.toFixed(2)} ×`;
const time = (ms: number) => (ms >= 1_000 ? `${(ms / 1_000).toFixed(2)} s` : `${Math.round(ms)} ms`);
const bytes = (value: number) =>
	Math.abs(value) >= 1e6 ? `${Math.round(value / 1e6)} MB` : `${Math.round(value / 1e3)} kB`;
