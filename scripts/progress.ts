/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */

/** What is being done, or a function that says how far that is. */
export type Stage = string | (() => string);

export interface Screen {
	isTTY?: boolean;
	columns?: number;
	write(text: string): unknown;
}

const SECOND = 1_000;
const PLAIN_EVERY = 30 * SECOND;
const NEW_LINE = '\r\x1b[K'; // back to the first column, and empty from there

/**
 * Does a piece of work and shows what it does, and for how long. In a terminal that is one line that renews itself; elsewhere a line for
 * the title, one for the end, and in between at most one in half a minute, if there is something new to say.
 *
 * @param work gets a function to say what it is doing now
 */
export async function showProgress<T>(
	title: string,
	work: (tell: (stage: Stage) => void) => Promise<T>,
	screen: Screen = process.stdout,
): Promise<T> {
	const start = Date.now();
	let stage: Stage = '';
	const now = () => (typeof stage === 'string' ? stage : stage());
	const seconds = () => Math.round((Date.now() - start) / SECOND);
	const stop = screen.isTTY ? renewLine(screen, title, seconds, now) : addLines(screen, title, seconds, now);
	const end = (how: string) => {
		stop();
		screen.write(screen.isTTY ? `${NEW_LINE}${title}: ${how}\n` : `  ${how}\n`);
	};
	try {
		const result = await work((told) => (stage = told));
		end(`done in ${seconds()} s`);
		return result;
	} catch (error) {
		end(`stopped after ${seconds()} s`);
		throw error;
	}
}

function renewLine(screen: Screen, title: string, seconds: () => number, now: () => string): () => void {
	const show = () => {
		const line = [`${title} … ${seconds()} s`, now()].filter(Boolean).join(', ');
		screen.write(`${NEW_LINE}${line.slice(0, (screen.columns || 80) - 1)}`);
	};
	show();
	const timer = setInterval(show, SECOND);
	return () => clearInterval(timer);
}

function addLines(screen: Screen, title: string, seconds: () => number, now: () => string): () => void {
	screen.write(`${title} …\n`);
	let shown = '';
	const timer = setInterval(() => {
		const stage = now();
		if (stage === shown) return;
		screen.write(`  ${seconds()} s: ${stage}\n`);
		shown = stage;
	}, PLAIN_EVERY);
	return () => clearInterval(timer);
}
