import type { IDataObject } from 'n8n-workflow';
import { finishedJob } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** What Celigo's help pages, its command line tool and its web pages show beside what the sandbox does by itself. Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const step = { stepFlow: byId(IDS.inventory), step: byId(IDS.updateInventory) };
const errorsPath = `/v1/flows/${IDS.inventory}/${IDS.updateInventory}/errors`;
const answer = (path: string | RegExp, body: unknown) => world.sandbox.faults.add({ path, effect: { body } });
const RUN = 'a'.repeat(24);
const CHILD = 'b'.repeat(24);
const error = (errorId: string, more: IDataObject = {}) => ({
	errorId,
	occurredAt: '2026-11-01T02:00:30.000Z',
	source: 'application',
	...more,
});

describe('The errors of a job', () => {
	const run = {
		_id: RUN,
		type: 'flow',
		_flowId: IDS.inventory,
		status: 'completed',
		startedAt: '2026-11-01T02:00:00.000Z',
		endedAt: '2026-11-01T02:01:00.000Z',
		numError: 1,
	};
	/** As Celigo gives the job of a step: without the flow. */
	const child = {
		_id: CHILD,
		type: 'import',
		_flowJobId: RUN,
		_importId: IDS.updateInventory,
		status: 'completed',
		startedAt: '2026-11-01T02:00:10.000Z',
		endedAt: '2026-11-01T02:00:50.000Z',
		numError: 1,
	};
	const idsOf = (errors: IDataObject[]) => errors.map(({ errorId, _matchedBy }) => [errorId, _matchedBy]);

	beforeEach(() => {
		answer(new RegExp(`/jobs/${CHILD}$`), child);
		answer(new RegExp(`/jobs/${RUN}$`), run);
		answer(errorsPath, {
			errors: [error('1', { _flowJobId: RUN }), error('2', { _flowJobId: IDS.unknown })],
		});
	});

	const getErrors = async (job: string) => await world.output('job.getErrors', { job: byId(job) });

	test('of a step are found by way of its run, since it does not name the flow', async () => {
		expect(idsOf(await getErrors(CHILD))).toEqual([['1', 'job']]);
	});

	test('are found where the job of the step names its run as its parent', async () => {
		world.sandbox.faults.clear();
		const { _flowJobId, ...rest } = child;
		answer(new RegExp(`/jobs/${CHILD}$`), { ...rest, _parentJobId: _flowJobId });
		answer(new RegExp(`/jobs/${RUN}$`), run);
		answer(errorsPath, { errors: [error('1', { _flowJobId: RUN })] });
		expect(idsOf(await getErrors(CHILD))).toEqual([['1', 'job']]);
	});

	test('of a job that names neither flow nor run are refused', async () => {
		answer(/\/jobs\/f+$/, { _id: IDS.unknown, type: 'import', status: 'completed' });
		const { error: refused } = await world.run('job.getErrors', { job: byId(IDS.unknown) });
		expect(refused?.message).toContain('Celigo does not say which flow job');
		expect(world.requested().every((request) => !request.includes('undefined'))).toBe(true);
	});

	test.each([
		['its counts are still 0', { _importId: IDS.updateInventory, numError: 0 }],
		['it names the step as _expOrImpId', { _expOrImpId: IDS.updateInventory, numError: 1 }],
		['it names no step', { numError: 1 }],
	])('of a run are found where of its child %s', async (_, fields) => {
		answer(new RegExp(`/jobs/${RUN}/family$`), {
			...run,
			children: [{ _id: CHILD, type: 'import', ...fields }],
		});
		expect(idsOf(await getErrors(RUN))).toContainEqual(['1', 'job']);
	});

	test('of a run are found where its children are not there', async () => {
		answer(new RegExp(`/jobs/${RUN}/family$`), run);
		expect(idsOf(await getErrors(RUN))).toContainEqual(['1', 'job']);
	});

	test('that name no run any more, as after a retry, are told apart', async () => {
		world.sandbox.faults.clear();
		answer(new RegExp(`/jobs/${RUN}/family$`), { ...run, children: [child] });
		answer(new RegExp(`/jobs/${RUN}$`), run);
		const later = { occurredAt: '2026-11-01T09:00:00.000Z' };
		answer(errorsPath, { errors: [error('1', { _flowJobId: RUN }), error('2'), error('3', later)] });
		expect(idsOf(await getErrors(RUN))).toEqual([
			['1', 'job'],
			['2', 'time'],
		]);
	});

	test('of a retry that failed again are those of its step in its time', async () => {
		answer(/\/jobs\/c+$/, {
			...child,
			_id: 'c'.repeat(24),
			type: 'retry',
			_flowId: IDS.inventory,
			_flowJobId: undefined,
		});
		expect(idsOf(await getErrors('c'.repeat(24)))).toEqual([
			['1', 'time'],
			['2', 'time'],
		]);
	});

	test('are never none because the answer has another form', async () => {
		world.sandbox.faults.clear();
		answer(errorsPath, { data: [] });
		const { error: unreadable } = await world.run('error.getAll', step);
		expect(unreadable?.message).toContain('could not be read');
	});
});

describe('The errors of a step', () => {
	test('keep their filters on all pages, and come once', async () => {
		const next = `/api/flows/${IDS.inventory}/${IDS.updateInventory}/errors?startAtErrorId=2`;
		const pages = [
			{ errors: [error('1'), error('2')], nextPageURL: next },
			{ errors: [error('2'), error('3'), error('4', { source: 'internal' })] },
		];
		world.sandbox.faults.add({ path: errorsPath, times: 1, effect: { body: pages[0] } });
		answer(errorsPath, pages[1]);

		const filters = { errorSource: 'application', occurredAfter: '2026-11-01T00:00:00Z' };
		const errors = await world.output('error.getAll', { ...step, returnAll: true, filters });

		expect(errors.map(({ errorId }) => errorId)).toEqual(['1', '2', '3']);
		const [, second] = world.sandbox.requests.map(({ url }) => new URL(url, 'http://x').searchParams);
		expect(Object.fromEntries(second)).toEqual({
			startAtErrorId: '2',
			source: 'application',
			occurredAt_gte: '2026-11-01T00:00:00.000Z',
		});
	});
});

describe('More errors than Celigo takes at once', () => {
	const keys = Array.from({ length: 2_001 }, (_, index) => `key-${index}`);

	test('are retried in batches, with a job for each', async () => {
		const jobs = await world.output('error.retry', { ...step, retryDataKeys: keys });
		expect(jobs.map(({ keysSent }) => keysSent)).toEqual([1_000, 1_000, 1]);
		expect(new Set(jobs.map(({ _jobId }) => _jobId)).size).toBe(3);
		expect(world.bodies('POST')).toEqual([
			{ retryDataKeys: keys.slice(0, 1_000) },
			{ retryDataKeys: keys.slice(1_000, 2_000) },
			{ retryDataKeys: keys.slice(2_000) },
		]);
	});

	test('are resolved in batches', async () => {
		await world.output('error.resolve', { ...step, errorIds: keys });
		expect(world.bodies('PUT').map((body) => (body as { errors: string[] }).errors.length)).toEqual([
			1_000, 1_000, 1,
		]);
	});

	test('are said to be done in part where a later batch is refused', async () => {
		world.sandbox.faults.add({ method: 'POST', skip: 1, effect: { status: 422 } });
		const { error: refused } = await world.run('error.retry', { ...step, retryDataKeys: keys });
		expect(refused?.message).toContain('1000 of 2001 errors were sent for a retry, then: ');
		expect(refused?.description).toContain('Leave out the first 1000');
	});
});

describe('Lists of jobs', () => {
	test('that Celigo refuses say which filter to add', async () => {
		const errors = [{ code: 'invalid_query', message: 'Too broad.' }];
		world.sandbox.faults.add({ path: '/v1/jobs', effect: { status: 400, body: { errors } } });
		const { error: refused } = await world.run('job.getAll');
		expect(refused?.message).toContain('Celigo does not list the jobs by these filters: Too broad.');
		expect(refused?.description).toContain("'Flow' or 'Integration'");
		expect(refused?.description).toContain("'Flow Job ID'");
	});

	test('tell the jobs of steps apart', async () => {
		const { _id } = await finishedJob(world);
		const jobs = await world.output('job.getAll', { filters: { flowJobId: _id } });
		expect(jobs.map(({ _stepId }) => _stepId).sort()).toEqual([IDS.getItems, IDS.updateInventory].sort());
	});
});

describe('The list of jobs in the editor', () => {
	const search = async (filter?: string) => {
		const found = await world.engine.listSearch({
			node: 'celigo',
			method: 'searchJobs',
			credential: world.credential(),
			...(filter && { filter }),
		});
		return found.results;
	};

	test('names flows that are not on the first page of flows', async () => {
		await finishedJob(world);
		world.sandbox.options.pageSize = 1;
		expect((await search()).map(({ name }) => name)).toEqual([
			expect.stringMatching(/^Inventory to Shopify, /),
		]);
	});

	test("finds a flow's runs by its name, though they are not among the newest", async () => {
		const { _id } = await finishedJob(world);
		await world.output('flow.run', { flow: byId(IDS.orders), wait: true });
		world.sandbox.options.jobPageSize = 1;
		expect((await search('inventory')).map(({ value }) => value)).toEqual([_id]);
	});

	test('asks integration by integration where Celigo does not list all', async () => {
		const { _id } = await finishedJob(world);
		world.sandbox.faults.add({ path: /\/jobs$/, times: 1, effect: { status: 400 } });
		expect((await search()).map(({ value }) => value)).toEqual([_id]);
		expect(world.requested()).toContainEqual(expect.stringContaining('_integrationId=none'));
	});
});

describe('A flow that does not start', () => {
	const message = async (parameters: IDataObject) => (await world.run('flow.run', parameters)).error;

	test('for it is disabled says so, whatever the code', async () => {
		const errors = [{ code: 'invalid_flow', message: 'Flow is not valid.' }];
		world.sandbox.faults.add({ method: 'POST', effect: { status: 422, body: { errors } } });
		expect((await message({ flow: byId(IDS.refunds) }))?.message).toBe(
			`The flow '${IDS.refunds}' is disabled [item 0]`,
		);
		const other = await message({ flow: byId(IDS.orders) });
		expect(other?.message).toContain(`Celigo does not accept flow '${IDS.orders}' as it is`);
		expect(other?.description).not.toContain("'Enable'");
	});

	test('for the export is of another flow names the parameter', async () => {
		const additionalFields = { onlyExports: { source: [{ export: byId(IDS.getItems) }] } };
		expect((await message({ flow: byId(IDS.orders), additionalFields }))?.message).toBe(
			`'Only These Exports' names one that is no source of flow '${IDS.orders}': ${IDS.getItems} [item 0]`,
		);
	});

	test('for it waits for data says so', async () => {
		world.sandbox.state.exports.get(IDS.getOrders)!.type = 'webhook';
		world.sandbox.faults.add({ method: 'POST', effect: { status: 422 } });
		expect((await message({ flow: byId(IDS.orders) }))?.message).toContain('waits for data at its listener');
	});
});

describe('A run that must not become an error', () => {
	const never = { wait: true, options: { failWhen: 'never', waitSeconds: 1 } };

	test('is returned with its job when it takes too long', async () => {
		world.sandbox.options.jobRunning = 60_000;
		expect(await world.output('flow.run', { flow: byId(IDS.orders), ...never })).toMatchObject([
			{ _flowId: IDS.orders, _jobId: expect.any(String), outcome: 'running' },
		]);
	});

	test('is returned as refused where it did not start', async () => {
		expect(await world.output('flow.run', { flow: byId(IDS.refunds), ...never })).toEqual([
			{
				_flowId: IDS.refunds,
				outcome: 'refused',
				message: expect.stringContaining(`The flow '${IDS.refunds}' is disabled. Enable it`),
			},
		]);
	});

	test('is returned as refused where all its sources were', async () => {
		const body = [{ errors: [{ message: 'Export is offline.' }] }];
		world.sandbox.faults.add({ method: 'POST', effect: { status: 201, body } });
		expect(await world.output('flow.run', { flow: byId(IDS.orders), ...never })).toMatchObject([
			{ outcome: 'refused', message: expect.stringContaining('Export is offline.') },
		]);
	});

	test.each([
		['its job cannot be followed', { path: '/v1/jobs', effect: { status: 403 } }],
		['no job is named', { method: 'POST', effect: { status: 204, body: '' } }],
	])('is returned as unknown where %s', async (_, fault) => {
		world.sandbox.faults.add(fault);
		const [result] = await world.output('flow.run', { flow: byId(IDS.orders), ...never });
		expect(result).toMatchObject({ _flowId: IDS.orders, outcome: 'unknown', message: expect.any(String) });
	});

	test('stops at once when the execution is canceled', async () => {
		world.sandbox.options.jobRunning = 60_000;
		const parameters = { flow: byId(IDS.orders), wait: true, options: { failWhen: 'never' } };
		const { items } = await world.run('flow.run', parameters, {
			cancelWhen: () => world.sandbox.count('GET') > 0,
		});
		expect(items).toEqual([]);
	});
});

describe('What would do harm unnoticed', () => {
	test('a document without a state leaves a disabled flow disabled', async () => {
		await world.output('flow.replace', { flow: byId(IDS.refunds), flowJson: { name: 'Replaced' } });
		expect(world.sandbox.state.flows.get(IDS.refunds)).toMatchObject({ name: 'Replaced', disabled: true });
	});

	test('a schedule with two blanks is sent as Celigo takes it', async () => {
		const schedule = ' ?  5 2  ? * *';
		await world.output('flow.update', { flow: byId(IDS.orders), updateFields: { schedule } });
		expect(world.sandbox.state.flows.get(IDS.orders)?.schedule).toBe('? 5 2 ? * *');
		const flowJson = { name: 'a', pageGenerators: [{ _exportId: IDS.getOrders, schedule }] };
		await world.output('flow.replace', { flow: byId(IDS.orders), flowJson });
		expect(world.sandbox.state.flows.get(IDS.orders)?.pageGenerators?.[0].schedule).toBe('? 5 2 ? * *');
	});

	test('a flow of an integration app is not cloned, and says whose it is', async () => {
		const { error: refused } = await world.run('flow.clone', {
			flow: byId(IDS.ofApp),
			integration: byId(IDS.staging),
		});
		expect(refused?.message).toContain('belongs to an integration app');
		expect(world.sandbox.count('POST')).toBe(0);
	});
});
