import { ALLOWED, BATCH, type Subject, type Work } from './cases';

export const NAMES: Record<Subject, string> = {
	flowmate: 'FlowMate node',
	flowmateWider: 'FlowMate node, ten more operations',
	simplified: 'FlowMate node, Simplify on',
	flowmateFixed: `FlowMate node, at most ${ALLOWED} in flight`,
	flowmateActing: 'FlowMate node, each item as its own user',
	http: 'HTTP Request node',
	httpBatched: `HTTP Request node, batches of ${BATCH.batchSize} every ${BATCH.batchInterval} ms`,
	conventional: 'conventional declarative node',
	conventionalNine: 'conventional, nine copies of the ID',
	conventionalWider: 'conventional, ten more operations',
	fetch: 'plain fetch',
	fetchFixed: `plain fetch, ${ALLOWED} in flight`,
};

export const WORKS: Record<Work, string> = {
	start: '(a) Start, one per item',
	startMany: '(b) Start Many',
	getAll: '(c) Get Many, Return All',
	limit: '(c) Get Many, Limit 50',
	send: '(d) Send Data, 1 kB',
	sendLarge: '(d) Send Data, 100 kB',
};

export const table = (head: string[], body: string[][]): string[] => [
	`| ${head.join(' | ')} |`,
	`|${head.map(() => '---').join('|')}|`,
	...body.map((cells) => `| ${cells.join(' | ')} |`),
];

export const number = (value: number) => value.toLocaleString('en');
export const factor = (value: number) =>
	`${value >= 20 ? Math.round(value) : value >= 2 ? value.toFixed(1) : value.toFixed(2)} ×`;
export const time = (ms: number) => (ms >= 1_000 ? `${(ms / 1_000).toFixed(2)} s` : `${Math.round(ms)} ms`);
export const bytes = (value: number) =>
	Math.abs(value) >= 1e6 ? `${Math.round(value / 1e6)} MB` : `${Math.round(value / 1e3)} kB`;
