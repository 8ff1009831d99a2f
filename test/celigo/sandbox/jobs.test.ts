import type { Job } from '../../../sandbox/celigo';
import { IDS, startWorld, type World } from './world';

let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const family = async (id: string) =>
	(await world.ask('GET', `/jobs/${id}/family`)).body as unknown as Job & { children: Job[] };

const list = async (path: string) => {
	const { status, body } = await world.ask('GET', path);
	return status === 204 ? [] : (body as unknown as Job[]);
};

describe('The job of a step', () => {
	test.each([
		[{}, { _flowJobId: '{j}', _importId: IDS.updateInventory }],
		[{ childParent: '_parentJobId' }, { _parentJobId: '{j}', _importId: IDS.updateInventory }],
		[{ childParent: 'both' }, { _flowJobId: '{j}', _parentJobId: '{j}', _importId: IDS.updateInventory }],
		[{ childStep: '_expOrImpId' }, { _flowJobId: '{j}', _expOrImpId: IDS.updateInventory }],
		[
			{ childFlow: true },
			{
				_flowJobId: '{j}',
				_importId: IDS.updateInventory,
				_flowId: IDS.inventory,
				_integrationId: IDS.orderToCash,
			},
		],
	] as const)('names its run and its step as %j says', async (options, references) => {
		Object.assign(world.sandbox.options, options);
		const id = await world.finished();
		const { children } = await family(id);
		const named = Object.entries(children[1]).filter(
			([key]) => key.startsWith('_') && !['_id', '_userId'].includes(key),
		);
		expect(JSON.parse(JSON.stringify(Object.fromEntries(named)).replaceAll(id, '{j}'))).toEqual(references);
		const found = await list(`/jobs?_flowId=${IDS.inventory}`);
		expect(found).toHaveLength('childFlow' in options ? 3 : 1);
	});
});

describe('A run', () => {
	test('whose source fails counts nothing, and has its error at the source', async () => {
		world.sandbox.state.outcomes.set(IDS.inventory, {
			status: 'failed',
			success: 0,
			errors: 1,
			failsAt: 'source',
		});
		const id = await world.finished();
		expect(await family(id)).toMatchObject({
			status: 'failed',
			numError: 1,
			numPagesGenerated: 0,
			children: [{ numError: 0 }, { numError: 0 }],
		});
		const { body } = await world.ask('GET', `/flows/${IDS.inventory}/${IDS.getItems}/errors`);
		expect(body).toMatchObject({ errors: [{ source: 'connection', _flowJobId: id }] });
	});

	test('may take longer than all others', async () => {
		world.sandbox.state.outcomes.set(IDS.orders, {
			status: 'completed',
			success: 1,
			errors: 0,
			running: 60_000,
		});
		expect(await family(await world.finished(IDS.orders))).toMatchObject({ status: 'running' });
		expect(await family(await world.finished(IDS.inventory))).toMatchObject({ status: 'completed' });
	});

	test('has a job for each page generator, one after the other', async () => {
		const { state } = world.sandbox;
		state.flows.get(IDS.inventory)!.pageGenerators = [
			{ _exportId: IDS.getItems },
			{ _exportId: IDS.getOrders },
		];
		const { body } = await world.ask('POST', `/flows/${IDS.inventory}/run`, { body: {} });
		const latest = async () => await list(`/flows/${IDS.inventory}/jobs/latest`);
		const both = await latest();
		expect(both).toMatchObject([
			{ _exportId: IDS.getOrders, flowExecutionGroupId: body.flowExecutionGroupId },
			{ _id: body._jobId, _exportId: IDS.getItems, flowExecutionGroupId: body.flowExecutionGroupId },
		]);
		const { children } = await family(both[0]._id);
		expect(children).toMatchObject([{ _exportId: IDS.getOrders }, { _importId: IDS.updateInventory }]);
	});

	test('of chosen page generators leaves out the others', async () => {
		const { state } = world.sandbox;
		state.flows.get(IDS.inventory)!.pageGenerators = [
			{ _exportId: IDS.getItems },
			{ _exportId: IDS.getOrders },
		];
		const { body } = await world.ask('POST', `/flows/${IDS.inventory}/run`, {
			body: { _exportIds: [IDS.getOrders] },
		});
		const { children } = await family(String(body._jobId));
		expect(children[0]).toMatchObject({ _exportId: IDS.getOrders });
		expect(await list(`/flows/${IDS.inventory}/jobs/latest`)).toHaveLength(1);
	});

	test('notes up to when the flow has exported', async () => {
		const path = `/flows/${IDS.inventory}/lastExportDateTime`;
		expect((await world.ask('GET', path)).body).toEqual({});
		const id = await world.finished();
		expect((await world.ask('GET', path)).body).toEqual({
			lastExportDateTime: world.sandbox.state.jobs.get(id)?.startedAt,
		});
		const endDate = '2026-11-02T00:00:00.000Z';
		await world.ask('POST', `/flows/${IDS.inventory}/run`, { body: { export: { endDate } } });
		await world.ask('GET', path);
		expect((await world.ask('GET', path)).body).toEqual({ lastExportDateTime: endDate });
	});

	test('may be answered with nothing', async () => {
		world.sandbox.options.runAnswer = 'empty';
		const { status, text } = await world.ask('POST', `/flows/${IDS.inventory}/run`);
		expect([status, text]).toEqual([201, '']);
		expect(await list(`/flows/${IDS.inventory}/jobs/latest`)).toHaveLength(1);
	});

	test('that is canceled before it began has no jobs of steps', async () => {
		world.sandbox.options.jobQueued = 60_000;
		const { body } = await world.ask('POST', `/flows/${IDS.inventory}/run`);
		world.sandbox.options.cancelAnswer = 'empty';
		expect((await world.ask('PUT', `/jobs/${String(body._jobId)}/cancel`)).status).toBe(204);
		expect(await family(String(body._jobId))).toMatchObject({
			status: 'canceled',
			canceledBy: expect.any(String),
			children: [],
		});
	});

	test('of a flow is canceled with all that runs there', async () => {
		world.sandbox.options.jobRunning = 60_000;
		const id = await world.finished();
		await world.ask('POST', `/flows/${IDS.inventory}/jobs/cancel`);
		expect(await family(id)).toMatchObject({
			status: 'canceled',
			children: [{ status: 'canceled' }, { status: 'canceled' }],
		});
	});
});

describe('A list of jobs', () => {
	const statusOf = async (query: string) => (await world.ask('GET', `/jobs?${query}`)).status;

	test.each([
		['recordOrDates', [200, 200, 400]],
		['record', [200, 400, 400]],
		['nothing', [200, 200, 200]],
	] as const)('needs a scope: %s', async (jobScope, statuses) => {
		await world.finished();
		world.sandbox.options.jobScope = jobScope;
		const queries = [`_flowId=${IDS.inventory}`, 'createdAt_gte=2026-01-01', 'type=flow'];
		expect(await Promise.all(queries.map(statusOf))).toEqual(statuses);
	});

	test('of steps needs their job, or else the step, where that is enough', async () => {
		await world.finished();
		const query = `type=import&_importId=${IDS.updateInventory}`;
		expect(await statusOf(query)).toBe(200);
		world.sandbox.options.jobsByStep = false;
		expect(await statusOf(query)).toBe(400);
		expect(await statusOf(`type=import&_flowId=${IDS.inventory}`)).toBe(400);
	});

	test.each([
		['a word for a time', 'createdAt_gte=yesterday', 400],
		['a local form of a day', 'createdAt_gte=01.11.2026', 400],
		['a time with seconds', 'createdAt_gte=2026-01-01T00:00:00Z', 200],
		['a word for a number', `_flowId=${IDS.inventory}&numError_gte=many`, 400],
		[
			'a day beside a count of errors in an integration',
			`_integrationId=${IDS.orderToCash}&numError_gte=1&createdAt_gte=2026-01-01`,
			400,
		],
		[
			'the same with a time to the millisecond',
			`_integrationId=${IDS.orderToCash}&numError_gte=1&createdAt_gte=2026-01-01T00:00:00.000Z`,
			200,
		],
		['a name that nobody knows', `_flowId=${IDS.inventory}&offset=3`, 200],
	])('with %s', async (_, query, status) => {
		await world.finished();
		expect(await statusOf(query)).toBe(status);
	});

	test('leaves out empty jobs where that is asked for', async () => {
		world.sandbox.state.outcomes.set(IDS.orders, { status: 'completed', success: 0, errors: 0 });
		await world.finished(IDS.orders);
		expect(await list(`/jobs?_flowId=${IDS.orders}`)).toHaveLength(1);
		expect(await list(`/jobs?_flowId=${IDS.orders}&hideEmpty=true`)).toEqual([]);
	});
});
