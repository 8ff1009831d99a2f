import type { Result } from './check';
import type { Exchange, Observer } from './observer';

export interface Report extends Result {
	service: string;
	/** Version of this package. */
	version: string;
	/** Day of the check. */
	day: string;
	level: string;
	exchanges: Exchange[];
}

/** 0: all is as assumed; 1: something is not, or is left behind; 130: interrupted. */
export function exitCode({ asked, tried, left, interrupted }: Result): number {
	if (interrupted) return 130;
	const isAsAssumed =
		left.length === 0 &&
		asked.every(({ verdict }) => verdict !== 'differs') &&
		tried.every(({ outcome }) => outcome !== 'broken');
	return isAsAssumed ? 0 : 1;
}

/** One line that says how it went. */
export function summary({ asked, tried, left, interrupted }: Result): string {
	const count = (list: string[]) => {
		const counts = new Map<string, number>();
		for (const each of list) counts.set(each, (counts.get(each) ?? 0) + 1);
		return [...counts].map(([each, number]) => `${number} ${each}`).join(', ');
	};
	return [
		interrupted && 'Interrupted.',
		`Promises: ${count(tried.map(({ outcome }) => outcome)) || 'none tried'}.`,
		`Questions: ${count(asked.map(({ verdict }) => verdict)) || 'none asked'}.`,
		left.length > 0 ? `Left behind: ${left.join('; ')}.` : 'Nothing is left behind.',
	]
		.filter(Boolean)
		.join(' ');
}

/** Markdown and JSON, to be attached to an issue: no secret, name, id or payload is in them. */
export function written(report: Report, { secrets }: Observer): { markdown: string; json: string } {
	const clean = <Entry extends { detail: string }>(list: Entry[]): Entry[] =>
		list.map((entry) => ({ ...entry, detail: withoutSecrets(entry.detail, secrets) }));
	const safe = { ...report, asked: clean(report.asked), tried: clean(report.tried) };
	return { markdown: markdown(safe), json: `${JSON.stringify(safe, null, '\t')}\n` };
}

/** What was seen is told in forms alone; should a name have slipped into an error's words all the same, it goes here. */
function withoutSecrets(text: string, secrets: Set<string>): string {
	let clean = text;
	for (const secret of secrets) clean = clean.replaceAll(secret, '…');
	return clean.replace(/\b[0-9a-f]{24}\b/gi, '{id}');
}

function markdown(report: Report): string {
	const { service, version, day, level, asked, tried, exchanges } = report;
	const lines = [
		`# ${service}: what a live installation does`,
		'',
		`Version ${version}, ${day}, ${level === 'read' ? 'nothing was changed' : 'with records of its own'}. ${summary(report)}`,
		'',
		'## What is not documented',
		'',
		'| | verdict | seen |',
		'|---|---|---|',
		...asked.map(({ title, verdict, detail }) => row(title, verdict, detail)),
		'',
		'## What the operations promise',
		'',
		'| operation | promise | outcome | seen |',
		'|---|---|---|---|',
		...tried.map(({ operation, promise, outcome, detail }) => row(operation, promise, outcome, detail)),
		'',
		'## Requests',
		'',
		'| request | status | times | slowest |',
		'|---|---|---|---|',
		...requests(exchanges),
	];
	return `${lines.join('\n')}\n`;
}

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;

function requests(exchanges: Exchange[]): string[] {
	const groups = new Map<string, Exchange[]>();
	for (const exchange of exchanges) {
		const key = `${exchange.method} ${exchange.path}|${exchange.status}`;
		groups.set(key, [...(groups.get(key) ?? []), exchange]);
	}
	return [...groups].sort().map(([key, group]) => {
		const [request, status] = key.split('|');
		const slowest = Math.max(...group.map(({ milliseconds }) => milliseconds));
		return row(request, status, String(group.length), `${slowest} ms`);
	});
}
