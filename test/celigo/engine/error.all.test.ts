import { finishedJob, firstRetryDataKey } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** Errors of a step worked on as a whole, and the records behind them. Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
	await finishedJob(world);
	world.sandbox.requests.length = 0;
});
afterEach(async () => await world.sandbox.close());

const step = { stepFlow: byId(IDS.inventory), step: byId(IDS.updateInventory) };
const errors = () => world.sandbox.state.errors.get(`${IDS.inventory}/${IDS.updateInventory}`)!;

/** So many more open errors, all of which can be retried. */
function addErrors(count: number): void {
	const [first] = errors().open;
	for (let number = 0; number < count; number++)
		errors().open.push({
			...first,
			errorId: String(1_800_000_000_000 + number),
			retryDataKey: `key-${number}`,
			source: 'internal',
		});
}

test('Get Counts tells how many errors are open at each step', async () => {
	expect(await world.output('error.getCounts', { stepFlow: byId(IDS.inventory) })).toContainEqual({
		_flowId: IDS.inventory,
		_stepId: IDS.updateInventory,
		numError: 3,
		lastErrorAt: expect.any(String),
	});
});

test('Get Counts does not take an answer of another form for no errors', async () => {
	world.sandbox.faults.add({ effect: { body: {} } });
	const { error } = await world.run('error.getCounts', { stepFlow: byId(IDS.inventory) });
	expect(error?.message).toContain('could not be read');
});

describe('Retry All', () => {
	test('retries what can be retried, a job for each thousand', async () => {
		addErrors(1_500);
		const jobs = await world.output('error.retryAll', step);
		expect(jobs).toMatchObject([
			{ _jobId: expect.any(String), keysSent: 1_000, numNotRetriable: 1 },
			{ _jobId: expect.any(String), keysSent: 502, numNotRetriable: 1 },
		]);
	});

	test('leaves the others alone where there are filters', async () => {
		addErrors(10);
		expect(
			await world.output('error.retryAll', { ...step, filters: { errorSource: 'internal' } }),
		).toMatchObject([{ keysSent: 10, numNotRetriable: 0 }]);
	});

	test('retries keys that came as numbers', async () => {
		const body = { errors: [{ errorId: 1, retryDataKey: 11 }] };
		world.sandbox.faults.add({ method: 'GET', path: /errors$/, effect: { body } });
		expect(await world.output('error.retryAll', step)).toMatchObject([{ keysSent: 1, numNotRetriable: 0 }]);
		expect(world.bodies('POST')).toEqual([{ retryDataKeys: ['11'] }]);
	});

	test('does not take one job for two that were begun', async () => {
		addErrors(1_500);
		world.sandbox.faults.add({ method: 'POST', effect: { status: 204, body: '' } });
		const body = [{ _id: IDS.unknown, type: 'retry', createdAt: '2999-01-01T00:00:00.000Z' }];
		world.sandbox.faults.add({ method: 'GET', path: '/v1/jobs', effect: { body } });
		const { error } = await world.run('error.retryAll', step);
		expect(error?.message).toContain('1000 of 1502 errors were sent for a retry, then:');
		expect(error?.description).toContain(
			"Look for its job with 'Get Many' of the resource Job before you repeat it. Leave out the first 1000",
		);
	});

	test('starts no job where nothing can be retried', async () => {
		errors().open = errors().open.filter(({ retryDataKey }) => retryDataKey === undefined);
		expect(await world.output('error.retryAll', step)).toEqual([
			{ _flowId: IDS.inventory, _stepId: IDS.updateInventory, keysSent: 0, numNotRetriable: 1 },
		]);
		expect(world.sandbox.count('POST')).toBe(0);
	});
});

describe('Resolve All', () => {
	test('resolves all, page after page, in batches', async () => {
		addErrors(2_000);
		expect(await world.output('error.resolveAll', step)).toEqual([
			{ _flowId: IDS.inventory, _stepId: IDS.updateInventory, numResolved: 2_003 },
		]);
		expect(world.sandbox.count('PUT')).toBe(3);
		expect(errors().open).toEqual([]);
	});

	test('does not report as resolved what is still open', async () => {
		world.sandbox.faults.add({ method: 'PUT', effect: { status: 204, body: '' } });
		const { error } = await world.run('error.resolveAll', step);
		expect(error?.message).toContain('is still open');
	});

	test('leaves the others alone where there are filters', async () => {
		addErrors(10);
		await world.output('error.resolveAll', { ...step, filters: { errorSource: 'internal' } });
		expect(errors().open).toHaveLength(3);
	});

	test('sends nothing where nothing is open', async () => {
		errors().open = [];
		expect(await world.output('error.resolveAll', step)).toMatchObject([{ numResolved: 0 }]);
		expect(world.sandbox.count('PUT')).toBe(0);
	});
});

describe('The record of an error', () => {
	test('is read, corrected, and kept with all that belongs to it', async () => {
		const parameters = { ...step, retryDataKey: firstRetryDataKey(world) };
		const [before] = await world.output('error.getRetryData', parameters);
		const retryData = { ...(before.data as object), sku: 'SKU-9' };

		const [after] = await world.output('error.updateRetryData', { ...parameters, retryData });

		expect(after).toEqual({ ...before, data: retryData });
		expect(world.sandbox.state.retryData.get(parameters.retryDataKey)?.document).toMatchObject({
			traceKey: '1001',
			data: { id: '1001', sku: 'SKU-9' },
		});
	});

	test('is not there for a key that nobody has', async () => {
		const { error } = await world.run('error.getRetryData', { ...step, retryDataKey: 'a/b' });
		expect(error?.message).toContain("There is no retry data 'a/b' of step");
		expect(world.requested()[0]).toContain('/a%2Fb/data');
	});

	test('is the same whatever the order of its keys', async () => {
		const parameters = {
			...step,
			retryDataKey: firstRetryDataKey(world),
			retryData: { a: 1, b: [{ c: 2, d: 3 }] },
		};
		const body = { data: { b: [{ d: 3, c: 2 }], a: 1 } };
		world.sandbox.faults.add({ method: 'GET', path: /data$/, skip: 1, effect: { body } });
		expect(await world.output('error.updateRetryData', parameters)).toMatchObject([body]);
	});

	test.each([{}, [], 'text'])('is never %j', async (body) => {
		world.sandbox.faults.add({ effect: { body } });
		const parameters = { ...step, retryDataKey: 'a', retryData: { id: 1 } };
		expect((await world.run('error.updateRetryData', parameters)).error?.message).toContain(
			'could not be read',
		);
		expect(world.sandbox.count('PUT')).toBe(0);
	});
});

describe("A flow's latest run", () => {
	const flow = { flow: byId(IDS.inventory) };

	test('is its job with the counts', async () => {
		expect(await world.output('flow.getLatestJobs', flow)).toMatchObject([
			{ _flowId: IDS.inventory, outcome: 'completedWithErrors', numError: 3 },
		]);
	});

	test('is nothing before the first one', async () => {
		expect(await world.output('flow.getLatestJobs', { flow: byId(IDS.orders) })).toEqual([]);
		expect(await world.output('flow.getLastExportDateTime', { flow: byId(IDS.orders) })).toEqual([
			{ _flowId: IDS.orders, lastExportDateTime: null },
		]);
	});

	test('tells up to when the flow has exported', async () => {
		expect(await world.output('flow.getLastExportDateTime', flow)).toEqual([
			{ _flowId: IDS.inventory, lastExportDateTime: expect.stringMatching(/^20\d\d-/) },
		]);
	});
});
