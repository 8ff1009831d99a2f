import type { INodeExecutionData } from 'n8n-workflow';
import type { EngineError } from '../harness';
import type { FalseAnswer } from './proxy';
import { FALSE_ANSWERS, Proxy } from './proxy';

/**
 * What a node says when something between it and the service answers in the service's place, beside what became of the service's
 * records.
 */

/** A service with the records that an operation works on, for one run. */
export interface Stage {
	url: string;
	/** What is to be intercepted: the request that the operation is about. */
	matches(method: string, path: string): boolean;
	/** The service's records, without what differs from run to run. */
	state(): unknown;
	run(baseUrl: string): Promise<{ items: INodeExecutionData[]; error?: EngineError }>;
	close(): Promise<void>;
}

export interface Subject {
	name: string;
	/** Whether the request may be sent again. */
	repeatable: boolean;
	/** What the service itself answers where there is nothing to read. */
	emptyAnswers?: string[];
	stage(): Promise<Stage>;
}

export interface Seen {
	items: unknown;
	error?: EngineError;
	before: string;
	after: string;
}

/** Runs an operation behind a proxy. @param forwarded whether the service got the request before it was answered falsely */
export async function see({ stage }: Subject, answer?: FalseAnswer, forwarded = true): Promise<Seen> {
	const { url, matches, state, run, close } = await stage();
	const proxy = await Proxy.before(url);
	try {
		if (answer) proxy.interceptions.push({ matches, forwarded, answer });
		const before = textOf(state());
		const { items, error } = await run(proxy.url);
		return { items: items.map(({ json }) => json), error, before, after: textOf(state()) };
	} finally {
		await proxy.close();
		await close();
	}
}

/** IDs and times that were given during a run differ from run to run. */
const textOf = (value: unknown) =>
	JSON.stringify(value)
		.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
		.replaceAll(/"[0-9a-f]{32}"/g, '"new"');

/** `done`; `empty`: what the service itself answers where there is nothing, so that nobody can tell; `asked`: it failed and says to look first; `failed`: it failed, and nothing is lost by another attempt. */
export type Told = 'done' | 'empty' | 'asked' | 'failed';

/** @throws where the node says done and it is not, says to send again what may have arrived, or has done it twice */
export function judge(subject: Subject, answer: string, clean: Seen, seen: Seen, forwarded: boolean): Told {
	const isDone = seen.after === clean.after;
	const isRead = clean.before === clean.after;
	if (!isDone && seen.after !== seen.before)
		throw new Error(`done otherwise, or twice: ${difference(clean, seen)}`);
	if (!seen.error) {
		if (!isDone) throw new Error('says that it is done, and it is not');
		if (isRead && JSON.stringify(seen.items).length < JSON.stringify(clean.items).length) {
			if (subject.emptyAnswers?.includes(answer)) return 'empty';
			throw new Error(`gives less than there is: ${JSON.stringify(seen.items).slice(0, 200)}`);
		}
		return 'done';
	}
	const text = `${seen.error.message} ${String(seen.error.description)}`;
	if (subject.repeatable) return 'failed';
	if (!/may have carried this out.*before you repeat it/.test(text) || /Try again/.test(text))
		throw new Error(`${forwarded ? 'was done' : 'may have been done'}, and is told as: ${text}`);
	return 'asked';
}

function difference(clean: Seen, seen: Seen): string {
	const at = [...seen.after].findIndex((letter, index) => letter !== clean.after[index]);
	return `…${seen.after.slice(Math.max(0, at - 60), at + 60)}…`;
}

const SIGNS: Record<Told, string> = { done: '✓', empty: '∅', asked: '?', failed: '✗' };

/** The row of an operation: for each false answer, what was told where it was done, and where it was not. */
export async function rowOf(subject: Subject): Promise<{ row: string[]; wrong: string[] }> {
	const clean = await see(subject);
	if (clean.error) throw clean.error;
	const wrong: string[] = [];
	const row: string[] = [];
	for (const [name, answer] of Object.entries(FALSE_ANSWERS)) {
		let cell = '';
		for (const forwarded of [true, false]) {
			try {
				cell += SIGNS[judge(subject, name, clean, await see(subject, answer, forwarded), forwarded)];
			} catch (error) {
				cell += '!';
				wrong.push(
					`${subject.name}, ${name}, ${forwarded ? '' : 'not '}forwarded: ${(error as Error).message}`,
				);
			}
		}
		row.push(cell);
	}
	return { row, wrong };
}

/** The table as Markdown. */
export function tableOf(rows: Map<string, string[]>): string {
	const heads = Object.keys(FALSE_ANSWERS).map((name) => `\`${name}\``);
	return [
		`| | ${heads.join(' | ')} |`,
		`|---|${heads.map(() => '---').join('|')}|`,
		...[...rows].map(([name, row]) => `| ${name} | ${row.join(' | ')} |`),
	].join('\n');
}

/** Works on some things at a time. */
export async function sideBySide<T>(
	things: T[],
	width: number,
	work: (thing: T) => Promise<void>,
): Promise<void> {
	const left = [...things];
	const worker = async () => {
		for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await work(thing);
	};
	await Promise.all(Array.from({ length: width }, worker));
}
