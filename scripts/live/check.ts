/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { AssertionError } from 'node:assert';
import { safeText } from './shape';
import { Unseen, type Case, type Finding, type Question } from './verdict';
import type { World } from './world';

export interface Asked extends Finding {
	id: string;
	title: string;
}

export interface Tried {
	operation: string;
	promise: string;
	outcome: 'kept' | 'broken' | 'could not be seen';
	detail: string;
}

export interface Result {
	asked: Asked[];
	tried: Tried[];
	/** What of the check's own could not be removed. */
	left: string[];
	/** Whether somebody stopped it. */
	interrupted: boolean;
}

export interface Check<W> {
	world: W;
	questions: Array<Question<W>>;
	cases: Array<Case<W>>;
	/** How far it may go. */
	level: Case<W>['needs'];
	/** Ends it between two steps, or in the middle of one. */
	signal?: AbortSignal;
	/** Told of each step as it is done. */
	progress?(line: string): void;
	/** Removes the check's own records. @returns what is left */
	removeAll(): Promise<string[]>;
}

const LEVELS = ['read', 'write', 'disposable'] as const;

/** Tries all promises and asks all questions; what the check made is removed at the end, whatever happens. */
export async function check<W extends World>(checked: Check<W>): Promise<Result> {
	const { world, progress } = checked;
	const result: Result = { asked: [], tried: [], left: [], interrupted: false };
	try {
		for (const step of stepsOf(checked)) await step(result);
	} catch (error) {
		if (!(error instanceof Interrupted)) throw error;
		result.interrupted = true;
	} finally {
		world.end();
		// A record that is being made just now would not be found.
		await world.observer.idle(30_000);
		if (world.journal.entries.length > 0) progress?.('removing what the check made …');
		result.left = await checked.removeAll();
	}
	return result;
}

/** First what is there, then what the check makes, at last what all that shows. */
function stepsOf<W extends World>({ world, questions, cases, level, signal, progress }: Check<W>) {
	const may = (needs: Case<W>['needs']) => LEVELS.indexOf(needs) <= LEVELS.indexOf(level);
	const question = (each: Question<W>) => async (result: Result) => {
		const { id, title } = each;
		const isDue = !each.writes || may('write');
		const asked = { id, title, ...(isDue ? await orEnd(signal, find(each, world)) : NEEDS_WRITE) };
		result.asked.push(asked);
		progress?.(`${asked.verdict}: ${title}${tail(asked.detail)}`);
	};
	const promise = (each: Case<W>) => async (result: Result) => {
		const { operation, promise } = each;
		const tried = { operation, promise, ...(await orEnd(signal, tryOut(each, world))) };
		result.tried.push(tried);
		progress?.(`${tried.outcome}: ${operation} ${promise}${tail(tried.detail)}`);
	};
	return [
		...questions.filter(({ writes, last }) => !writes && !last).map(question),
		...cases.filter(({ needs }) => may(needs)).map(promise),
		...questions.filter(({ writes }) => writes).map(question),
		...questions.filter(({ last }) => last).map(question),
	];
}

const NEEDS_WRITE: Finding = { verdict: 'could not be seen', detail: 'needs --write' };

const tail = (detail: string) => (detail ? ` (${detail})` : '');

async function tryOut<W>({ keeps }: Case<W>, world: W): Promise<Pick<Tried, 'outcome' | 'detail'>> {
	try {
		await keeps(world);
		return { outcome: 'kept', detail: '' };
	} catch (error) {
		if (error instanceof Unseen) return { outcome: 'could not be seen', detail: error.message };
		return { outcome: 'broken', detail: wordsOf(error as Error) };
	}
}

async function find<W>({ ask }: Question<W>, world: W): Promise<Finding> {
	try {
		return await ask(world);
	} catch (error) {
		const detail = error instanceof Unseen ? error.message : wordsOf(error as Error);
		return { verdict: 'could not be seen', detail };
	}
}

/** The words of an assertion are this program's own; those of a node may name a record. */
function wordsOf(error: Error & { httpCode?: string | null }): string {
	const words = error instanceof AssertionError ? error.message.split('\n')[0] : safeText(error.message);
	return error.httpCode ? `HTTP ${error.httpCode}: ${words}` : words;
}

class Interrupted extends Error {}

/** The work, unless somebody ends it before. */
async function orEnd<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
	if (!signal) return await work;
	if (signal.aborted) throw new Interrupted();
	return await new Promise<T>((resolve, reject) => {
		const end = () => reject(new Interrupted());
		signal.addEventListener('abort', end, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
	});
}
