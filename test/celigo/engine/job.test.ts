import type { Job } from '../../../sandbox/celigo';
import { finishedJob } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

describe('Get', () => {
	test('tells the outcome and the counts', async () => {
		const { _id } = await finishedJob(world);
		expect(await world.output('job.get', { job: byId(_id) })).toEqual([
			{
				_id,
				type: 'flow',
				status: 'completed',
				outcome: 'completedWithErrors',
				_flowId: IDS.inventory,
				numSuccess: 1200,
				numError: 3,
				startedAt: expect.any(String),
				endedAt: expect.any(String),
			},
		]);
	});

	test("returns what Celigo sent where 'Simplify' is off", async () => {
		const job = await finishedJob(world);
		expect(await world.output('job.get', { job: byId(job._id), simplify: false })).toEqual([job]);
	});

	test('returns the jobs of the steps, too, where they are wanted', async () => {
		const { _id } = await finishedJob(world);
		const [{ children }] = await world.output('job.get', { job: byId(_id), options: { includeSteps: true } });
		expect(children).toMatchObject([
			{ type: 'export', outcome: 'completed', _stepId: IDS.getItems },
			{ type: 'import', outcome: 'completedWithErrors', _stepId: IDS.updateInventory, numError: 3 },
		]);
		expect(world.requested().at(-1)).toBe(`GET /v1/jobs/${_id}/family`);
	});
});

describe('Cancel', () => {
	test('stops a run', async () => {
		world.sandbox.options.jobRunning = 60_000;
		const [{ _jobId }] = await world.output('flow.run', { flow: byId(IDS.orders) });
		const job = { job: byId(String(_jobId)) };
		expect(await world.output('job.cancel', job)).toMatchObject([{ _id: _jobId, canceling: true }]);
		expect(world.requested().at(-1)).toBe(`PUT /v1/jobs/${String(_jobId)}/cancel`);
		expect(world.bodies('PUT')).toEqual([{}]);
		expect(await world.output('job.get', job)).toMatchObject([{ status: 'canceled', outcome: 'canceled' }]);
	});

	test('passes on that there is nothing to cancel', async () => {
		const { _id } = await finishedJob(world);
		const { error } = await world.run('job.cancel', { job: byId(_id) });
		expect(error).toMatchObject({ httpCode: '422', message: expect.stringContaining('queued or running') });
	});

	test('does not call a run canceled that was over by then', async () => {
		world.sandbox.faults.add({ effect: { body: { _id: IDS.unknown, status: 'completed' } } });
		expect(await world.output('job.cancel', { job: byId(IDS.unknown) })).toMatchObject([
			{ canceling: false },
		]);
	});

	test('looks at the job where the answer is empty', async () => {
		world.sandbox.options.jobRunning = 60_000;
		const [{ _jobId: _id }] = await world.output('flow.run', { flow: byId(IDS.orders) });
		world.sandbox.faults.add({ method: 'PUT', effect: { status: 204, body: '' } });
		const { error } = await world.run('job.cancel', { job: byId(String(_id)) });
		expect(error?.message).toMatch(
			/^Celigo's answer says that job '.*' is being canceled, but it is (queued|running) /,
		);
		world.sandbox.state.jobs.get(String(_id))!.status = 'canceling';
		expect(await world.output('job.cancel', { job: byId(String(_id)) })).toMatchObject([
			{ _id, canceling: true },
		]);
	});
});

describe('Get Many', () => {
	const HOUR = 60 * 60 * 1_000;

	/** So many jobs of the last hour, one per second, the newest last; every tenth has three within the same millisecond. */
	function seedJobs(count: number): Job[] {
		const start = Date.now() - HOUR;
		const jobs = Array.from({ length: count }, (_, index): Job => {
			const second = index % 10 < 3 ? index - (index % 10) : index;
			return {
				_id: String(index).padStart(24, '0'),
				type: 'flow',
				status: 'completed',
				_flowId: IDS.orders,
				createdAt: new Date(start + second * 1_000).toISOString(),
				numSuccess: 1,
				numError: index % 2,
				numIgnore: 0,
				numOpenError: 0,
			};
		});
		for (const job of jobs) world.sandbox.state.jobs.set(job._id, job);
		return jobs;
	}

	test.each([4, 7, 25, 1_000])('gives each job once, newest first, with %i a page', async (jobPageSize) => {
		world.sandbox.options.jobPageSize = jobPageSize;
		const jobs = seedJobs(60);
		const found = await world.output('job.getAll', { returnAll: true, filters: { flow: byId(IDS.orders) } });
		expect(found.map(({ _id }) => _id).sort()).toEqual(jobs.map(({ _id }) => _id));
		const times = world.sandbox.requests.map(({ url }) =>
			new URL(url, 'http://x').searchParams.get('createdAt_lte'),
		);
		expect(times).toEqual([...times].sort().reverse());
	});

	test.each([1, 4, 5, 59, 60, 61])('gives no more than Limit %i', async (limit) => {
		world.sandbox.options.jobPageSize = 4;
		seedJobs(60);
		const found = await world.output('job.getAll', { limit, filters: { flow: byId(IDS.orders) } });
		expect(found).toHaveLength(Math.min(limit, 60));
	});

	test('is empty where there are none (204)', async () => {
		expect(await world.output('job.getAll')).toEqual([]);
		expect(world.sandbox.requests).toMatchObject([{ status: 204 }]);
	});

	test('asks for a time where no filter is set, since Celigo wants one', async () => {
		seedJobs(3);
		expect(await world.output('job.getAll')).toHaveLength(3);
		expect(world.requested()[0]).toMatch(/^GET \/v1\/jobs\?createdAt_gte=20\d\d-/);
	});

	test('sends the filters', async () => {
		await world.output('job.getAll', {
			filters: {
				flow: byId(IDS.orders),
				integration: byId(IDS.finance),
				export: byId(IDS.getOrders),
				import: byId(IDS.postOrders),
				flowJobId: IDS.unknown,
				createdAfter: '2026-11-01T00:00:00Z',
				createdBefore: '2026-11-02T00:00:00Z',
				status: 'completed',
				type: 'import',
				withErrors: true,
			},
		});
		const query = new URL(world.sandbox.requests[0].url, 'http://x').searchParams;
		expect(Object.fromEntries(query)).toEqual({
			_flowId: IDS.orders,
			_integrationId: IDS.finance,
			_exportId: IDS.getOrders,
			_importId: IDS.postOrders,
			_flowJobId: IDS.unknown,
			createdAt_gte: '2026-11-01T00:00:00.000Z',
			createdAt_lte: '2026-11-02T00:00:00.000Z',
			status: 'completed',
			type: 'import',
			numError_gte: '1',
		});
	});

	test.each([
		['the jobs of exports below nothing', { type: 'export' }, "'Type' Export or Import needs another filter"],
		['an unknown status', { status: '={{ "done" }}' }, "'Status' is not one of"],
		['what is no job', { flowJobId: 'x' }, "'Flow Job ID' holds what is no ID"],
		[
			'times in the wrong order',
			{ createdAfter: '2026-11-02', createdBefore: '2026-11-01' },
			"'Created After' is after 'Created Before'",
		],
	])('refuses %s before it asks Celigo', async (_, filters, message) => {
		const { error } = await world.run('job.getAll', { filters });
		expect(error?.message).toContain(message);
		expect(world.sandbox.requests).toEqual([]);
	});
});

describe('Get Errors', () => {
	test('returns the errors of this run, with what it takes to retry them', async () => {
		await finishedJob(world);
		const { _id } = await finishedJob(world);
		const errors = await world.output('job.getErrors', { job: byId(_id) });
		expect(errors).toHaveLength(3);
		expect(errors[0]).toMatchObject({
			_jobId: _id,
			_flowJobId: _id,
			_flowId: IDS.inventory,
			_stepId: IDS.updateInventory,
			errorId: expect.any(String),
			retryDataKey: expect.any(String),
			message: 'Item 1001 is unknown to the destination',
		});
	});

	test('asks for the steps in which records failed only', async () => {
		const { _id } = await finishedJob(world);
		world.sandbox.requests.length = 0;
		await world.output('job.getErrors', { job: byId(_id) });
		expect(world.requested()).toEqual([
			`GET /v1/jobs/${_id}`,
			`GET /v1/jobs/${_id}/family`,
			`GET /v1/flows/${IDS.inventory}/${IDS.updateInventory}/errors?_flowJobId=${_id}`,
			expect.stringMatching(/\/errors\?occurredAt_gte=.*&occurredAt_lte=/),
		]);
	});

	test('goes from page to page, and stops at Limit', async () => {
		world.sandbox.options.pageSize = 1;
		const { _id } = await finishedJob(world);
		expect(await world.output('job.getErrors', { job: byId(_id), returnAll: true })).toHaveLength(3);
		world.sandbox.requests.length = 0;
		expect(await world.output('job.getErrors', { job: byId(_id), limit: 2 })).toHaveLength(2);
		expect(world.sandbox.count('GET', /\/errors/)).toBe(2);
	});

	test('leaves out errors of other runs where Celigo ignores the filter', async () => {
		const { _id } = await finishedJob(world);
		const errors = [
			{ errorId: '1', _flowJobId: _id },
			{ errorId: '2', _flowJobId: IDS.unknown },
		];
		world.sandbox.faults.add({ path: /errors$/, effect: { body: { errors } } });
		const found = await world.output('job.getErrors', { job: byId(_id) });
		expect(found.map(({ errorId }) => errorId)).toEqual(['1']);
	});

	test.each([undefined, null, ''])(
		'returns those that occurred meanwhile and name the run %p',
		async (named) => {
			const { _id, startedAt } = await finishedJob(world);
			const errors = [{ errorId: '1', occurredAt: startedAt, _flowJobId: named }];
			world.sandbox.faults.add({ path: /errors$/, effect: { body: { errors } } });
			expect(await world.output('job.getErrors', { job: byId(_id) })).toMatchObject([
				{ errorId: '1', _matchedBy: 'time' },
			]);
		},
	);

	test('is empty after a run without errors', async () => {
		const [{ _jobId }] = await world.output('flow.run', { flow: byId(IDS.orders), wait: true });
		expect(await world.output('job.getErrors', { job: byId(String(_jobId)) })).toEqual([]);
	});
});
