/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import { type CeligoWorld } from '../celigo/world';
import { listIn } from '../celigo/records';
import { Unseen, type Case } from '../verdict';
import { byId } from '../world';
import { failingStep } from './celigoError';

/** The first record of a list. @throws Unseen */
async function first(world: CeligoWorld, path: string) {
	const [record] = listIn((await world.ask(path)).body);
	if (!record) throw new Unseen(`the account has none of ${path.slice(1)}`);
	return byId(record._id);
}

/** An operation that is to answer, whatever the account holds. */
const answers = (
	operation: string,
	promise: string,
	parameters: (world: CeligoWorld) => Promise<IDataObject>,
	needs: Case<CeligoWorld>['needs'] = 'read',
): Case<CeligoWorld> => ({
	operation,
	promise,
	needs,
	async keeps(world) {
		const given = await parameters(world);
		assert.ok(Array.isArray(await world.run(operation, given)), 'it gives nothing');
	},
});

/** With the key of an error of that step that can be retried. @throws Unseen */
async function retryable(world: CeligoWorld): Promise<IDataObject> {
	const step = await failingStep(world);
	const errors = await world.run('error.getAll', { ...step, returnAll: true });
	const found = errors.find(({ retryDataKey }) => retryDataKey);
	if (!found) throw new Unseen('no open error can be retried');
	return { ...step, retryDataKey: found.retryDataKey };
}

/** Integrations and connections, what flows did last, and what acts on all errors of a step. */
export const celigoAccount: Array<Case<CeligoWorld>> = [
	answers('integration.getAll', 'gives integrations', async () => ({ limit: 2 })),
	answers('integration.get', 'gives an integration', async (world) => ({
		integrationId: await first(world, '/integrations'),
	})),
	answers('integration.getErrorCounts', 'gives the open errors of an integration', async (world) => ({
		integrationId: await first(world, '/integrations'),
	})),
	answers('connection.getAll', 'gives connections', async () => ({ limit: 2 })),
	answers('connection.get', 'gives a connection', async (world) => ({
		connection: await first(world, '/connections'),
	})),
	answers('flow.getLatestJobs', 'gives the latest runs of a flow', async (world) => ({
		flow: await first(world, '/flows'),
	})),
	answers('flow.getLastExportDateTime', 'gives the time a delta goes on from', async (world) => ({
		flow: await first(world, '/flows'),
	})),
	answers('error.getCounts', 'gives the open errors of each step', async (world) => ({
		stepFlow: await first(world, '/flows'),
	})),
	answers('error.getRetryData', 'gives the data of an error', retryable),
	answers(
		'error.updateRetryData',
		'changes the data of an error',
		async (world) => ({ ...(await retryable(world)), retryData: { check: true } }),
		'disposable',
	),
	answers(
		'connection.ping',
		'tries a connection',
		async (world) => ({ connection: await first(world, '/connections') }),
		'disposable',
	),
	answers(
		'export.run',
		'runs an export',
		async (world) => ({ export: await first(world, '/exports') }),
		'disposable',
	),
];

/** They leave no error open, so that they come last. */
export const celigoAllErrors: Array<Case<CeligoWorld>> = [
	answers('error.retryAll', 'retries all errors of a step', failingStep, 'disposable'),
	answers('error.resolveAll', 'resolves all errors of a step', failingStep, 'disposable'),
];
