import { bytes, factor, NAMES, number, table, time, WORKS } from './format';
import { growths, middle, peakOf, ratio, rowOf, type Everything, type Row } from './results';
import { median } from './statistics';
import { targetsOf } from './targets';

const BEGIN = '<!-- written by npm run bench: begin -->';
const END = '<!-- written by npm run bench: end -->';

/** The page with its tables renewed; what a person wrote around them stays. */
export function written(everything: Everything, page: string): string {
	const tables = [BEGIN, '', ...summary(everything), '', END].join('\n');
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	return after === undefined ? `${page}${tables}\n` : `${before}${tables}${after}`;
}

function summary(everything: Everything): string[] {
	const { machine, rounds, rows, memory, polled } = everything;
	const runs = `${rounds} runs, interleaved, of some large cases fewer; ${machine}; n8n 2.40.7 on Node 24.`;
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
			'runs',
			'requests',
			'in flight',
			'HTTP 429',
			'items failed',
			'peak',
		],
		rows.map((row) => {
			const nodes = row.runs.map(({ node }) => node);
			const own = rowOf(rows, { ...row, subject: 'flowmate' });
			return [
				WORKS[row.work],
				number(row.size),
				`${row.latency} ms${row.allowed ? `, takes ${row.allowed}` : ''}`,
				NAMES[row.subject],
				time(middle(row, 'node')),
				`${time(Math.min(...nodes))} to ${time(Math.max(...nodes))}`,
				time(middle(row, 'whole')),
				own ? factor(ratio(row, own)) : '',
				number(row.runs.length),
				number(median(row.runs.map(({ requests }) => requests))),
				number(Math.max(...row.runs.map(({ mostInFlight }) => mostInFlight))),
				number(median(row.runs.map(({ refused }) => refused))),
				number(median(row.runs.map(({ failed }) => failed))),
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

function targets(everything: Everything): string[] {
	return table(
		['work', 'target', 'measured', 'met'],
		targetsOf(everything).map(({ work, target, measured, isMet }) => [
			work,
			target,
			measured ?? 'not measured',
			measured === undefined ? '' : isMet ? 'yes' : '**no**',
		]),
	);
}
