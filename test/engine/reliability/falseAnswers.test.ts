/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startCeligo } from '../../../sandbox/celigo';
import { startFlowMate } from '../../../sandbox/flowmate';
import { OPERATIONS as CELIGO, readyFor } from '../../celigo/engine/operations';
import { PACKAGE, worldOf } from '../../celigo/engine/support';
import { loadEngine } from '../harness';
import { quicken } from '../harness/quicken';
import { rowOf, sideBySide, tableOf, type Subject } from './falseAnswers';
import { idsIn, OPERATIONS, type Case } from './operations';

/**
 * Every operation of both nodes × every false answer × whether the service got the request: nothing is called done that is not, nothing
 * is done twice, and nobody is told to send again what may have arrived. The table is part of docs/reliability.md; run with
 * UPDATE_DOCS=1 it is written there.
 */
const ROOT = resolve(__dirname, '../../..');
const PAGE = resolve(ROOT, 'docs/reliability.md');
const FACTOR = 200;

let flowMate: Awaited<ReturnType<typeof loadEngine>>;
let celigo: Awaited<ReturnType<typeof loadEngine>>;

beforeAll(async () => {
	flowMate = await loadEngine();
	celigo = await loadEngine({ directory: PACKAGE });
	quicken(FACTOR, 'FlowMate', 'Celigo');
});

/** One flow of a user, so that one request tells all. */
const SEND_TO_USER: Case = {
	name: 'webhook.sendToUser',
	method: 'POST',
	path: /^\/webhooks\/\w+$/,
	repeatable: false,
	parameters: ({ user }) => ({
		resource: 'webhook',
		operation: 'sendToUser',
		user: { __rl: true, mode: 'id', value: user },
		whichFlows: { nameContains: 'INVOICE' },
		dataMode: 'json',
		json: '{"n":1}',
	}),
};

const ofFlowMate = ({ name, method, path, repeatable, parameters }: Case): Subject => ({
	name: `FlowMate ${name}`,
	repeatable,
	async stage() {
		const sandbox = await startFlowMate({ webhookMissDelay: 0, flowDelay: 60_000 });
		const { users, flows, templates } = sandbox.state;
		return {
			url: sandbox.url,
			matches: (ofRequest, at) => ofRequest === method && path.test(at),
			state: () => [
				[...users.values()].map(({ username, status }) => [username, status]),
				[...flows.values()].map((flow) => [flow.name, flow.status, flow.description]),
				[...templates.values()].map((template) => [template.name, template.status]),
				sandbox.count('POST', '/webhooks'),
			],
			run: async (baseUrl) =>
				await flowMate.run({
					node: 'flowMate',
					parameters: parameters(idsIn(sandbox)) as never,
					credential: flowMate.credential('flowMateApi', { baseUrl, ...sandbox.partner }),
				}),
			close: async () => await sandbox.close(),
		};
	},
});

/** What Celigo's operations send beside reading; the first request of all others is what they are about. */
const ONCE = ['flow.create', 'flow.clone', 'flow.run', 'export.run', 'error.retry', 'error.retryAll'];
const WRITES = [
	...ONCE,
	...['flow.update', 'flow.replace', 'flow.delete', 'flow.enable', 'flow.disable', 'job.cancel'],
	...['error.resolve', 'error.resolveAll', 'error.updateRetryData'],
];

/** Celigo answers 204 where a list has nothing; this one answers in other ways, too. */
const EMPTY: Record<string, string[]> = {
	'flow.getLastExportDateTime': ['204', 'empty 200', '{}', 'null'],
};

const ofCeligo = (name: string): Subject => ({
	name: `Celigo ${name}`,
	repeatable: !ONCE.includes(name),
	emptyAnswers: EMPTY[name] ?? ['204'],
	async stage() {
		const world = worldOf(celigo, await startCeligo());
		const parameters = await readyFor(world, name);
		const { flows, jobs, errors } = world.sandbox.state;
		return {
			url: world.sandbox.url,
			matches: (method) => (method === 'GET') !== WRITES.includes(name),
			state: () => [
				[...flows.values()]
					.map((flow) => ({ ...flow, _id: undefined }))
					.map((flow) => [flow.name, flow.disabled, flow.schedule]),
				[...jobs.values()]
					.filter(({ type }) => type !== 'export' && type !== 'import')
					.map(({ type, status }) => [type, status.startsWith('cancel')]),
				// Errors that nobody has dealt with, and all: those of a retry are resolved when its job is through, sooner or later.
				[...errors.values()]
					.filter(({ open, resolved }) => open.length + resolved.length > 0)
					.map(({ open, resolved }) => [
						open.filter(({ retryAt }) => !retryAt).length,
						open.length + resolved.length,
					]),
			],
			run: async (baseUrl) =>
				await world.run(name, parameters, { credential: world.credential({ baseUrl }) }),
			close: async () => await world.sandbox.close(),
		};
	},
});

test('No answer in place of the service makes anything done that is not, or done twice', async () => {
	const subjects = [...[...OPERATIONS, SEND_TO_USER].map(ofFlowMate), ...Object.keys(CELIGO).map(ofCeligo)];
	const found = new Map<string, string[]>();
	const wrong: string[] = [];
	await sideBySide(subjects, 4, async (subject) => {
		const result = await rowOf(subject).catch((error: unknown) => ({
			row: [],
			wrong: [`${subject.name}: ${String(error)}`],
		}));
		found.set(subject.name, result.row);
		wrong.push(...result.wrong);
	});
	expect(wrong).toEqual([]);
	const table = tableOf(new Map(subjects.map(({ name }) => [name, found.get(name) ?? []])));
	const page = readFileSync(PAGE, 'utf8');
	const current = page.replace(/(<!-- false answers -->\n)[^]*?(\n<!-- end -->)/, `$1\n${table}\n$2`);
	if (process.env.UPDATE_DOCS) writeFileSync(PAGE, current);
	else expect(page).toBe(current);
}, 600_000);
