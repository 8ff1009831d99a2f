/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startN8n, type N8n, type WorkflowJson } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { keepCredentials } from '../../scripts/start/examples';
import { startFlowMate } from '../../sandbox/flowmate';
import type { FaultRule } from '../../sandbox/flowmate';
import { idsIn, OPERATIONS, type Ids } from '../engine/reliability/operations';
import { loginTo } from './workflow';

/** Every operation in a real n8n that logs all it can, through success and failure: no secret shows up anywhere. */
const FAULTS: Array<[string, FaultRule | undefined]> = [
	['nothing going wrong', undefined],
	['500 without a reason', { path: /^(?!\/login)/, effect: { status: 500 } }],
	['401 for good', { path: /^(?!\/login)/, effect: { status: 401, body: { message: 'VALIDATION_ERROR' } } }],
	['403', { path: /^(?!\/login)/, effect: { status: 403, body: { message: 'FORBIDDEN' } } }],
	['413', { path: /^(?!\/login)/, effect: { status: 413, body: { error: 'request entity too large' } } }],
	['an error that quotes the request', { path: /^(?!\/login)/, effect: { echo: 400 } }],
	['a plain text that quotes the request', { path: /^(?!\/login)/, effect: { echo: 400, as: 'text' } }],
	['a login that is refused with an error that quotes it', { path: '/login', effect: { echo: 400 } }],
	['resets after the request was read', { path: /^(?!\/login)/, every: 2, effect: { reset: 'after' } }],
	[
		'a login that is refused',
		{ path: '/login', effect: { status: 401, body: { message: 'PASSWORD_INCORRECT' } } },
	],
];

const MARKED = {
	password: 'marked-new-password',
	payload: 'payload-value',
	webhookSecret: 'marked-webhook-secret',
};

let n8n: N8n;

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT], logLevel: 'debug' });
});
afterAll(async () => await n8n?.close());

/** A workflow that runs every operation, one after the other, whatever becomes of each. */
function everyOperation(ids: Ids, credential: { id: string; name: string }): WorkflowJson {
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const nodes = OPERATIONS.map(({ name, parameters }) => ({
		id: name,
		name,
		type: 'n8n-nodes-flowmate.flowMate',
		typeVersion: 1,
		parameters: {
			...parameters(ids),
			...(name === 'user.create' && { password: MARKED.password }),
			...(name.startsWith('webhook.') && { options: { signatureHeader: 'x-hmac' } }),
		},
		credentials: { flowMateApi: credential },
		onError: 'continueRegularOutput' as const,
		executeOnce: true,
		alwaysOutputData: true,
	}));
	const all = [start, ...nodes].map((node, index) => ({
		...node,
		position: [200 * index, 0] as [number, number],
	}));
	const connections = Object.fromEntries(
		nodes.map(({ name }, index) => [
			all[index].name,
			{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
		]),
	);
	return { name: 'Every operation', nodes: all, connections, settings: { executionOrder: 'v1' } };
}

/** All that n8n keeps on disk of workflows, executions and credentials. */
async function databaseOf({ userFolder }: N8n): Promise<string> {
	const folder = join(userFolder, '.n8n');
	const names = (await readdir(folder)).filter((name) => name.startsWith('database.sqlite'));
	return (await Promise.all(names.map(async (name) => await readFile(join(folder, name), 'latin1')))).join(
		'\n',
	);
}

test.each(FAULTS)(
	'with %s, no secret is in an item, an error, the execution data, the log or a URL',
	async (_name, fault) => {
		const sandbox = await startFlowMate({ webhookMissDelay: 0 });
		try {
			const account = { ...loginTo(sandbox), webhookSecret: MARKED.webhookSecret };
			const [credential] = await keepCredentials(n8n.rest, [
				{ type: 'flowMateApi', name: 'Marked', data: account },
			]);
			const { id } = await n8n.rest.createWorkflow(everyOperation(idsIn(sandbox), credential));
			if (fault) sandbox.faults.add(fault);

			// What is repeated is waited for, operation after operation.
			const execution = await n8n.rest.runWorkflow(id, { timeout: 600_000 });

			const { runData } = execution.data.resultData;
			expect(Object.keys(runData)).toEqual(expect.arrayContaining(OPERATIONS.map(({ name }) => name)));
			const tokens = [...sandbox.state.tokens.keys()];
			const { password } = sandbox.partner;
			const places = {
				'execution data': JSON.stringify(runData),
				log: n8n.log,
				URLs: JSON.stringify(sandbox.requests.map(({ url }) => url)),
				'headers but Authorization': JSON.stringify(
					sandbox.requests.map(({ headers }) => ({ ...headers, authorization: '' })),
				),
			};
			const found = Object.entries(places).flatMap(([place, text]) =>
				[sandbox.partner.password, ...Object.values(MARKED), ...tokens]
					.filter((secret) => text.includes(secret))
					.map((secret) => `${place}: ${secret.slice(0, 12)}…`),
			);
			expect(found).toEqual([]);
			// What is written into the workflow itself stands in n8n's database as such; the credential does not.
			const database = await databaseOf(n8n);
			expect(database).toContain('Every operation');
			expect(
				[password, MARKED.webhookSecret, ...tokens].filter((secret) => database.includes(secret)),
			).toEqual([]);
		} finally {
			await sandbox.close();
		}
	},
	660_000,
);
