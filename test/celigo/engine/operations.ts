import type { IDataObject } from 'n8n-workflow';
import type { Job } from '../../../sandbox/celigo';
import { byId, IDS, type World } from './support';

/** A run of the flow 'Inventory to Shopify' that is over; three of its records failed in the last step. */
export async function finishedJob({ output, sandbox }: World): Promise<Job> {
	const [{ _jobId }] = await output('flow.run', { flow: byId(IDS.inventory), wait: true });
	return sandbox.state.jobs.get(String(_jobId))!;
}

/** Where the records of 'Inventory to Shopify' fail. */
const STEP = { stepFlow: byId(IDS.inventory), step: byId(IDS.updateInventory) };

const openErrors = ({ sandbox }: World) =>
	sandbox.state.errors.get(`${IDS.inventory}/${IDS.updateInventory}`)?.open ?? [];

/** The key of the first error there that can be retried. */
export function firstRetryDataKey(world: World): string {
	return String(openErrors(world).find(({ retryDataKey }) => retryDataKey !== undefined)?.retryDataKey);
}

/** One valid use of each operation; `made` is what it needs in the sandbox. */
export const OPERATIONS: Record<
	string,
	{ made?: 'job' | 'long job'; parameters(job: Job, world: World): IDataObject }
> = {
	'flow.create': { parameters: () => ({ name: 'New flow', integration: byId(IDS.finance) }) },
	'flow.get': { parameters: () => ({ flow: byId(IDS.orders) }) },
	'flow.getAll': { parameters: () => ({}) },
	'flow.update': {
		parameters: () => ({ flow: byId(IDS.orders), updateFields: { schedule: '? 5 2 ? * *' } }),
	},
	'flow.replace': { parameters: () => ({ flow: byId(IDS.orders), flowJson: { name: 'Replaced' } }) },
	'flow.delete': { parameters: () => ({ flow: byId(IDS.refunds) }) },
	'flow.clone': { parameters: () => ({ flow: byId(IDS.orders), integration: byId(IDS.staging) }) },
	'flow.run': { parameters: () => ({ flow: byId(IDS.orders) }) },
	'flow.getAudit': { parameters: () => ({ flow: byId(IDS.orders) }) },
	'flow.enable': { parameters: () => ({ flow: byId(IDS.refunds) }) },
	'flow.disable': { parameters: () => ({ flow: byId(IDS.orders) }) },
	'job.get': { made: 'job', parameters: ({ _id }) => ({ job: byId(_id) }) },
	'job.getAll': { parameters: () => ({}) },
	'job.cancel': { made: 'long job', parameters: ({ _id }) => ({ job: byId(_id) }) },
	'job.getErrors': { made: 'job', parameters: ({ _id }) => ({ job: byId(_id) }) },
	'flow.getLatestJobs': { made: 'job', parameters: () => ({ flow: byId(IDS.inventory) }) },
	'flow.getLastExportDateTime': { made: 'job', parameters: () => ({ flow: byId(IDS.inventory) }) },
	'integration.get': { parameters: () => ({ integrationId: byId(IDS.finance) }) },
	'integration.getAll': { parameters: () => ({}) },
	'integration.getErrorCounts': { made: 'job', parameters: () => ({ integrationId: byId(IDS.orderToCash) }) },
	'connection.get': { parameters: () => ({ connection: byId(IDS.shopify) }) },
	'connection.getAll': { parameters: () => ({}) },
	'connection.ping': { parameters: () => ({ connection: byId(IDS.shopify) }) },
	'export.run': { parameters: () => ({ export: byId(IDS.getOrders) }) },
	'error.getCounts': { made: 'job', parameters: () => ({ stepFlow: byId(IDS.inventory) }) },
	'error.resolveAll': { made: 'job', parameters: () => STEP },
	'error.retryAll': { made: 'job', parameters: () => STEP },
	'error.getRetryData': {
		made: 'job',
		parameters: (_job, world) => ({ ...STEP, retryDataKey: firstRetryDataKey(world) }),
	},
	'error.updateRetryData': {
		made: 'job',
		parameters: (_job, world) => ({
			...STEP,
			retryDataKey: firstRetryDataKey(world),
			retryData: { id: '1001', sku: 'SKU-9' },
		}),
	},
	'error.getAll': {
		made: 'job',
		parameters: () => ({ stepFlow: byId(IDS.inventory), step: byId(IDS.updateInventory) }),
	},
	'error.resolve': {
		made: 'job',
		parameters: (_job, world) => ({ ...STEP, errorIds: openErrors(world).map(({ errorId }) => errorId) }),
	},
	'error.retry': {
		made: 'job',
		parameters: () => ({
			stepFlow: byId(IDS.inventory),
			step: byId(IDS.updateInventory),
			retryDataKeys: ['a'],
		}),
	},
};

/** The parameters of one valid use of an operation, with the sandbox made ready for it; its requests so far are forgotten. */
export async function readyFor(world: World, name: string): Promise<IDataObject> {
	const { made, parameters } = OPERATIONS[name];
	const { sandbox, output } = world;
	sandbox.options.jobRunning = made === 'long job' ? 60_000 : 150;
	let job = {} as Job;
	if (made === 'job') job = await finishedJob(world);
	if (made === 'long job') {
		const [{ _jobId }] = await output('flow.run', { flow: byId(IDS.orders) });
		job = sandbox.state.jobs.get(String(_jobId))!;
	}
	sandbox.requests.length = 0;
	return parameters(job, world);
}
