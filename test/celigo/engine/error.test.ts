import { finishedJob } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
	await finishedJob(world);
	world.sandbox.requests.length = 0;
});
afterEach(async () => await world.sandbox.close());

const step = { stepFlow: byId(IDS.inventory), step: byId(IDS.updateInventory) };
const path = `/v1/flows/${IDS.inventory}/${IDS.updateInventory}`;

describe('Get Many', () => {
	test('returns the open errors of a step', async () => {
		const errors = await world.output('error.getAll', step);
		expect(errors).toHaveLength(3);
		expect(errors[0]).toMatchObject({
			errorId: expect.any(String),
			message: 'Item 1001 is unknown to the destination',
			_flowId: IDS.inventory,
			_stepId: IDS.updateInventory,
		});
	});

	test('returns the resolved ones', async () => {
		const [{ errorId }] = await world.output('error.getAll', step);
		await world.output('error.resolve', { ...step, errorIds: errorId });
		const resolved = await world.output('error.getAll', { ...step, state: 'resolved' });
		expect(resolved.map((error) => error.errorId)).toEqual([errorId]);
		expect(world.requested().at(-1)).toBe(`GET ${path}/resolved`);
	});

	test('goes from page to page by the URL in the body', async () => {
		world.sandbox.options.pageSize = 2;
		expect(await world.output('error.getAll', { ...step, returnAll: true })).toHaveLength(3);
		expect(world.requested()).toEqual([
			`GET ${path}/errors`,
			expect.stringContaining('/errors?startAtErrorId='),
		]);
	});

	test('sends the filters', async () => {
		await world.output('error.getAll', {
			...step,
			filters: {
				errorFlowJobId: IDS.unknown,
				errorSource: 'application',
				occurredAfter: '2026-11-01T00:00:00Z',
				occurredBefore: '2026-11-02T00:00:00Z',
			},
		});
		expect(world.requested()).toEqual([
			`GET ${path}/errors?occurredAt_gte=2026-11-01T00%3A00%3A00.000Z&occurredAt_lte=2026-11-02T00%3A00%3A00.000Z&source=application&_flowJobId=${IDS.unknown}`,
		]);
	});

	test('says that a step is not part of the flow', async () => {
		const { error } = await world.run('error.getAll', { ...step, step: byId(IDS.postOrders) });
		expect(error?.message).toBe(`There is no step '${IDS.postOrders}' of flow '${IDS.inventory}' [item 0]`);
		expect(error?.description).toContain("Check 'Flow' and 'Step'");
	});
});

describe('Resolve', () => {
	test.each([
		['separated by commas', (ids: string[]) => ids.join(', ')],
		['as a list', (ids: string[]) => ids],
		['as JSON of an expression', (ids: string[]) => `={{ ${JSON.stringify(ids)} }}`],
	])('takes IDs %s', async (_, form) => {
		const ids = (await world.output('error.getAll', step)).slice(0, 2).map(({ errorId }) => String(errorId));
		expect(await world.output('error.resolve', { ...step, errorIds: form(ids) })).toEqual([
			{ resolved: true, errorIds: ids, notOpen: [] },
		]);
		expect(world.bodies('PUT')).toEqual([{ errors: ids }]);
		expect(await world.output('error.getAll', step)).toHaveLength(1);
	});

	test.each(['1 2', '1;2', '1 | 2'])(
		'refuses keys that other signs than commas separate: %s',
		async (errorIds) => {
			const { error } = await world.run('error.resolve', { ...step, errorIds });
			expect(error?.message).toBe(`'Error IDs' holds what is no errorId: "${errorIds}" [item 0]`);
			expect(world.sandbox.count('PUT')).toBe(0);
		},
	);

	test('says which errors were not open before: they may never have been', async () => {
		const [{ errorId }] = await world.output('error.getAll', step);
		const resolve = async (errorIds: unknown) =>
			await world.output('error.resolve', { ...step, errorIds } as never);
		expect(await resolve([errorId, 'unknown'])).toEqual([
			{ resolved: true, errorIds: [errorId, 'unknown'], notOpen: ['unknown'] },
		]);
		expect(await resolve([errorId])).toEqual([{ resolved: false, errorIds: [errorId], notOpen: [errorId] }]);
		expect(world.bodies('PUT')).toEqual([{ errors: [errorId, 'unknown'] }, { errors: [errorId] }]);
	});

	test('refuses to resolve nothing', async () => {
		const { error } = await world.run('error.resolve', { ...step, errorIds: '={{ "" }}' });
		expect(error?.message).toContain("'Error IDs' is empty");
		expect(world.sandbox.requests).toEqual([]);
	});
});

describe('Retry', () => {
	test('returns the job that processes the records again', async () => {
		const errors = await world.output('error.getAll', step);
		const keys = errors.map(({ retryDataKey }) => retryDataKey).filter(Boolean);
		const [job] = await world.output('error.retry', { ...step, retryDataKeys: keys });
		expect(job).toMatchObject({
			_jobId: expect.any(String),
			type: 'retry',
			_flowId: IDS.inventory,
			_stepId: IDS.updateInventory,
		});
		expect(world.bodies('POST')).toEqual([{ retryDataKeys: keys }]);
	});

	test('takes an empty answer for nothing where there is no job', async () => {
		world.sandbox.faults.add({ method: 'POST', effect: { status: 204, body: '' } });
		const { error } = await world.run('error.retry', { ...step, retryDataKeys: 'a' });
		expect(error?.description).toBe(
			"Celigo may have carried this out. Look for its job with 'Get Many' of the resource Job before you repeat it.",
		);
	});

	test('takes the job from a list', async () => {
		world.sandbox.faults.add({ method: 'POST', effect: { body: [{ _jobId: IDS.unknown }] } });
		expect(await world.output('error.retry', { ...step, retryDataKeys: 'a' })).toMatchObject([
			{ _jobId: IDS.unknown, keysSent: 1 },
		]);
	});

	test.each([
		['another step', { _importId: IDS.postOrders, createdAt: '2999-01-01T00:00:00.000Z' }],
		['earlier', { _importId: IDS.updateInventory, createdAt: '2020-01-01T00:00:00.000Z' }],
	])('does not take a job of %s for its own', async (_, job) => {
		world.sandbox.faults.add({ method: 'POST', effect: { status: 204, body: '' } });
		const body = [{ _id: IDS.unknown, type: 'retry', ...job }];
		world.sandbox.faults.add({ method: 'GET', path: '/v1/jobs', effect: { body } });
		const { error } = await world.run('error.retry', { ...step, retryDataKeys: 'a' });
		expect(error?.message).toContain('answered with nothing');
	});

	test('refuses errors that cannot be retried', async () => {
		const { error } = await world.run('error.retry', { ...step, retryDataKeys: '={{ undefined }}' });
		expect(error?.message).toContain("'Retry Data Keys' is empty");
	});
});
