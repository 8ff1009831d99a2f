import { waitFor } from '../../../scripts/waitFor';
import { Proxy } from '../../engine/reliability/proxy';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const ID = expect.stringMatching(/^[0-9a-f]{24}$/);

describe('Run', () => {
	test('returns the job that was queued, and does not wait for it', async () => {
		expect(await world.output('flow.run', { flow: byId(IDS.orders) })).toEqual([
			{ _flowId: IDS.orders, _jobId: ID, _exportId: IDS.getOrders, flowExecutionGroupId: ID },
		]);
		expect(world.requested()).toEqual([`POST /v1/flows/${IDS.orders}/run`]);
		expect(world.bodies('POST')).toEqual([{}]);
	});

	test('returns an item per entry where Celigo answers with a list', async () => {
		world.sandbox.options.runAnswer = 'array';
		expect(await world.output('flow.run', { flow: byId(IDS.orders) })).toEqual([
			{ _flowId: IDS.orders, _jobId: ID, _exportId: IDS.getOrders, flowExecutionGroupId: ID },
		]);
	});

	describe("behind something that takes Celigo's answer away, as Celigo's own clients expect it", () => {
		const run = async (forwarded: boolean, status: number) => {
			const proxy = await Proxy.before(world.sandbox.url);
			const matches = (method: string) => method === 'POST';
			proxy.interceptions.push({ matches, forwarded, answer: { status } });
			const credential = world.credential({ baseUrl: proxy.url });
			const result = await world.run('flow.run', { flow: byId(IDS.orders) }, { credential });
			await proxy.close();
			return result;
		};

		test.each([200, 201, 204])('finds the job of the run that was started (%i)', async (status) => {
			const { items, error } = await run(true, status);
			const [job] = [...world.sandbox.state.jobs.values()].filter(({ type }) => type === 'flow');
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual([{ _flowId: IDS.orders, _jobId: job._id }]);
		});

		test('does not say that a run was started of which there is no job', async () => {
			const { error } = await run(false, 204);
			expect(error?.message).toBe(
				`Celigo answered with nothing when asked for flow '${IDS.orders}' [item 0]`,
			);
			expect(error?.description).toBe(
				"Celigo may have carried this out. Look for its job with 'Get Many' of the resource Job before you repeat it.",
			);
		});
	});

	test('hands on what a list says about sources that were refused', async () => {
		const errors = [{ code: 'x', message: 'Export is offline.' }];
		const body = [{ _jobId: 'a'.repeat(24) }, { _exportId: 'b'.repeat(24), errors }];
		world.sandbox.faults.add({ method: 'POST', effect: { status: 201, body } });
		expect(await world.output('flow.run', { flow: byId(IDS.orders) })).toEqual([
			{ _flowId: IDS.orders, _jobId: 'a'.repeat(24) },
			{ _flowId: IDS.orders, _exportId: 'b'.repeat(24), errors },
		]);
	});

	test('fails where all sources were refused', async () => {
		const body = [{ errors: [{ message: 'Export is offline.' }] }];
		world.sandbox.faults.add({ method: 'POST', effect: { status: 201, body } });
		const { error } = await world.run('flow.run', { flow: byId(IDS.orders) });
		expect(error?.message).toBe(`Celigo did not start flow '${IDS.orders}': Export is offline. [item 0]`);
	});

	test('sends dates below export, and the exports', async () => {
		await world.output('flow.run', {
			flow: byId(IDS.orders),
			additionalFields: {
				startDate: '2026-11-01T00:00:00.000Z',
				endDate: '2026-11-02T00:00:00+01:00',
				onlyExports: { source: [{ export: byId(IDS.getOrders) }] },
			},
		});
		expect(world.bodies('POST')).toEqual([
			{
				export: { startDate: '2026-11-01T00:00:00.000Z', endDate: '2026-11-01T23:00:00.000Z' },
				_exportIds: [IDS.getOrders],
			},
		]);
	});

	test.each([{}, '={{ ["5f3c1e2a9b8d7c6e5f4a3b2c"] }}'])(
		"refuses 'Only These Exports' that name none: %j",
		async (onlyExports) => {
			const { error } = await world.run('flow.run', {
				flow: byId(IDS.orders),
				additionalFields: { onlyExports },
			});
			expect(error?.message).toBe("'Only These Exports' names none [item 0]");
			expect(world.sandbox.requests).toEqual([]);
		},
	);

	test('names no parameter that is not there where the job of a run cannot be found', async () => {
		world.sandbox.faults.add({ path: /jobs/, effect: { status: 404 } });
		const { error } = await world.run('flow.run', { flow: byId(IDS.orders), wait: true });
		expect(error?.message).toContain('was started, but its job could not be followed: There is no job');
		expect(error?.description).toMatch(/^Look at the job instead of running the flow again: [0-9a-f]{24}$/);
	});

	test('refuses dates in the wrong order before it asks Celigo', async () => {
		const additionalFields = { startDate: '2026-11-02', endDate: '2026-11-01' };
		const { error } = await world.run('flow.run', { flow: byId(IDS.orders), additionalFields });
		expect(error?.message).toContain("'Start Date' is after 'End Date'");
		expect(world.sandbox.requests).toEqual([]);
	});

	test.each(['inactive_flow', 'invalid_flow'] as const)(
		'says that a flow is disabled, by the code %s',
		async (code) => {
			world.sandbox.options.disabledCode = code;
			const { error } = await world.run('flow.run', { flow: byId(IDS.refunds) });
			expect(error).toMatchObject({
				message: `The flow '${IDS.refunds}' is disabled [item 0]`,
				httpCode: '422',
			});
			expect(error?.description).toContain("'Enable'");
		},
	);
});

describe('Run and wait', () => {
	const inventory = { flow: byId(IDS.inventory), wait: true };
	const invoices = { flow: byId(IDS.invoices), wait: true };

	test('returns the counts of a run that went well', async () => {
		expect(await world.output('flow.run', { flow: byId(IDS.orders), wait: true })).toEqual([
			{
				_flowId: IDS.orders,
				_jobId: ID,
				_id: ID,
				type: 'flow',
				status: 'completed',
				outcome: 'completed',
				numSuccess: 25,
				numError: 0,
				startedAt: expect.any(String),
				endedAt: expect.any(String),
			},
		]);
	});

	test.each(['object', 'array'] as const)('tells a run that completed with errors (%s)', async (form) => {
		world.sandbox.options.runAnswer = form;
		expect(await world.output('flow.run', inventory)).toMatchObject([
			{ status: 'completed', outcome: 'completedWithErrors', numSuccess: 1200, numError: 3 },
		]);
	});

	test('fails for records that failed where that is wanted', async () => {
		const { error } = await world.run('flow.run', { ...inventory, options: { failWhen: 'errors' } });
		expect(error?.message).toBe(
			`The run of flow '${IDS.inventory}' completed, but not for all records (1,200 succeeded, 3 with errors, 0 ignored) [item 0]`,
		);
	});

	test('fails for a run that failed, unless that is not wanted', async () => {
		const { error } = await world.run('flow.run', invoices);
		expect(error?.message).toContain(`The run of flow '${IDS.invoices}' failed (0 succeeded, 1 with errors`);
		expect(await world.output('flow.run', { ...invoices, options: { failWhen: 'never' } })).toMatchObject([
			{ outcome: 'failed', numError: 1 },
		]);
	});

	test('fails for a run that was canceled', async () => {
		world.sandbox.options.jobRunning = 60_000;
		const running = world.run('flow.run', inventory);
		await waitFor('a job', () => world.sandbox.state.jobs.size > 0, { within: 10_000, every: 20 });
		const [{ _id }] = world.sandbox.state.jobs.values();
		await world.output('job.cancel', { job: byId(_id) });
		expect((await running).error?.message).toContain('was canceled');
	});

	test.each([
		[{ wait: '={{ "no" }}' }, "'Wait for Completion' must be true or false"],
		[{ wait: true, options: { waitSeconds: '={{ "soon" }}' } }, "'Wait at Most' must be a number above 0"],
		[{ wait: true, options: { failWhen: '={{ "always" }}' } }, "'Fail When' is not one of"],
	])('refuses %j before the flow runs', async (parameters, message) => {
		const { error } = await world.run('flow.run', { flow: byId(IDS.inventory), ...parameters });
		expect(error?.message).toContain(message);
		expect(world.sandbox.requests).toEqual([]);
	});

	test('returns a job once that Celigo names for several sources', async () => {
		const [{ _jobId }] = await world.output('flow.run', { flow: byId(IDS.orders) });
		const body = [
			{ _jobId, _exportId: 'a'.repeat(24) },
			{ _jobId, _exportId: 'b'.repeat(24) },
		];
		world.sandbox.faults.add({ method: 'POST', effect: { status: 201, body } });
		expect(await world.output('flow.run', { flow: byId(IDS.orders) })).toHaveLength(2);
		expect(await world.output('flow.run', { flow: byId(IDS.orders), wait: true })).toMatchObject([
			{ _jobId, outcome: 'completed' },
		]);
	});

	test('gives up in time, and says that the run goes on', async () => {
		world.sandbox.options.jobRunning = 60_000;
		const { error } = await world.run('flow.run', { ...inventory, options: { waitSeconds: 1 } });
		expect(error?.message).toBe(
			`The run of flow '${IDS.inventory}' is still running after 1 second [item 0]`,
		);
		expect(error?.description).toContain('It goes on in Celigo');
		expect(world.sandbox.count('POST')).toBe(1);
	});

	test('stops waiting when the execution is canceled', async () => {
		world.sandbox.options.jobRunning = 60_000;
		const looks = () => world.sandbox.count('GET');
		const { items } = await world.run('flow.run', inventory, { cancelWhen: () => looks() > 0 });
		expect([items, looks()]).toEqual([[], 1]);
	});

	test('never makes anybody run a flow again whose job cannot be followed', async () => {
		world.sandbox.faults.add({ path: '/v1/jobs', effect: { status: 403 } });
		const { error } = await world.run('flow.run', inventory);
		expect(error?.message).toContain('was started, but its job could not be followed');
		expect(error?.description).toContain('instead of running the flow again');
		expect(world.sandbox.count('POST')).toBe(1);
	});

	test('never makes anybody run a flow again whose job is not named', async () => {
		world.sandbox.faults.add({ method: 'POST', effect: { status: 201, body: { status: 'queued' } } });
		const { error } = await world.run('flow.run', inventory);
		expect(error?.description).toContain('Celigo may have carried this out. Look for its job');
		expect(world.sandbox.count('POST')).toBe(1);
	});
});
