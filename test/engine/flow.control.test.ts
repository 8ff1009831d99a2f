import { ACTIVE, Bench, byId, INACTIVE, STUCK, told, UNKNOWN } from './support';

const bench = new Bench();

const status = (id: string) => bench.sandbox.state.flows.get(id)?.status;

describe('Start', () => {
	it('tells the status that FlowMate answers', async () => {
		const { json } = await bench.run('flow.start', { flow: byId(INACTIVE) });
		expect(json).toEqual([{ id: INACTIVE, status: 'starting' }]);
		expect(bench.requests).toEqual([`POST /flows/${INACTIVE}/start`]);
	});

	it('waits until the flow is active', async () => {
		const { json } = await bench.run('flow.start', { flow: byId(INACTIVE), options: { wait: true } });
		expect(json).toEqual([{ id: INACTIVE, status: 'active' }]);
		expect(bench.requests.slice(0, 2)).toEqual([`POST /flows/${INACTIVE}/start`, `GET /flows/${INACTIVE}`]);
		expect(status(INACTIVE)).toBe('active');
	});

	it('says so when the flow falls back to inactive', async () => {
		bench.sandbox.state.failingStarts.add(INACTIVE);
		const { error } = await bench.run('flow.start', { flow: byId(INACTIVE), options: { wait: true } });
		expect(told(error)).toMatchObject({
			message: expect.stringMatching(
				`^The flow '${INACTIVE}' did not start: it fell back to (stopping|inactive) \\[item 0\\]$`,
			),
			description:
				'FlowMate could not deploy it and gives no reason. Check in FlowMate whether its components and their credentials are in order.',
		});
	});

	describe('where FlowMate refuses a flow that is not inactive, as documented', () => {
		beforeEach(() => {
			const body = { errors: [{ message: 'Flow is not inactive', code: 409 }] };
			bench.sandbox.faults.add({ path: /start$/, effect: { status: 409, body } });
		});

		test.each([undefined, true])('is content with a flow that runs already (waiting: %s)', async (wait) => {
			const { json } = await bench.run('flow.start', { flow: byId(ACTIVE), options: { wait } });
			expect(json).toEqual([{ id: ACTIVE, status: 'active' }]);
		});

		it('says that a flow is still being stopped', async () => {
			const { error } = await bench.run('flow.start', { flow: byId(STUCK) });
			expect(told(error)).toMatchObject({
				message: `The flow '${STUCK}' cannot be started: it is still stopping [item 0]`,
				description: 'Wait until it is inactive, then start it',
			});
		});
	});

	it('frees a flow that is stuck in stopping', async () => {
		await bench.run('flow.start', { flow: byId(STUCK), options: { wait: true } });
		expect(status(STUCK)).toBe('active');
	});
});

describe('Start on a platform that takes its time', () => {
	const slow = new Bench({ flowDelay: 60_000 });

	it('waits no longer than it may', async () => {
		const options = { wait: true, waitSeconds: 1 };
		const { error } = await slow.run('flow.start', { flow: byId(INACTIVE), options });
		expect(slow.sandbox.state.flows.get(INACTIVE)?.status).toBe('starting');
		expect(told(error)).toMatchObject({
			message: `The flow '${INACTIVE}' is still starting after 1 second [item 0]`,
			description: "It may turn active later. Raise 'Wait at Most', or look at it again with 'Get'.",
		});
	});

	test.each([0, -1, 'soon'])('cannot wait %j seconds', async (waitSeconds) => {
		const { error } = await slow.run('flow.start', {
			flow: byId(INACTIVE),
			options: { wait: true, waitSeconds: `={{ ${JSON.stringify(waitSeconds)} }}` },
		});
		expect(told(error)).toMatchObject({
			message: `'Wait at Most' must be a number above 0: ${JSON.stringify(waitSeconds)} [item 0]`,
			description: 'Enter a number of seconds, such as 90',
		});
		expect(slow.requests).toEqual([]);
	});

	it('stops waiting when the execution is cancelled', async () => {
		const { executionData } = await slow.run(
			'flow.start',
			{ flow: byId(INACTIVE), options: { wait: true } },
			{ cancelWhen: () => slow.sandbox.count('GET', '/flows/') > 0 },
		);
		expect(slow.sandbox.state.flows.get(INACTIVE)?.status).toBe('starting');
		expect(executionData.status).toBe('canceled');
	});
});

describe('Stop', () => {
	it('looks first and then stops', async () => {
		const { json } = await bench.run('flow.stop', { flow: byId(ACTIVE) });
		expect(json).toEqual([{ id: ACTIVE, status: 'stopping' }]);
		expect(bench.requests).toEqual([`GET /flows/${ACTIVE}`, `POST /flows/${ACTIVE}/stop`]);
	});

	it('waits until the flow is inactive', async () => {
		const { json } = await bench.run('flow.stop', { flow: byId(ACTIVE), options: { wait: true } });
		expect(json).toEqual([{ id: ACTIVE, status: 'inactive' }]);
		expect(status(ACTIVE)).toBe('inactive');
	});

	it('refuses to stop a flow that is not running, which would be stopping for good', async () => {
		const { error } = await bench.run('flow.stop', { flow: byId(INACTIVE) });
		expect(told(error)).toMatchObject({
			message: `The flow '${INACTIVE}' cannot be stopped: it is inactive [item 0]`,
			description:
				"There is nothing to stop. To skip such flows, get them with 'Get Many' and the filter 'Status' set to Active.",
		});
		expect(bench.requests).toEqual([`GET /flows/${INACTIVE}`]);
		expect(status(INACTIVE)).toBe('inactive');
	});

	it('tells how to free a flow that is stuck in stopping', async () => {
		const { error } = await bench.run('flow.stop', { flow: byId(STUCK) });
		expect(told(error)).toMatchObject({
			message: `The flow '${STUCK}' cannot be stopped: it is still stopping [item 0]`,
			description: 'If it stays so for minutes, start it and stop it again.',
		});
	});

	it('sends no stop for a flow that does not exist', async () => {
		const { error } = await bench.run('flow.stop', { flow: byId(UNKNOWN) });
		expect(told(error)).toMatchObject({ message: `There is no flow '${UNKNOWN}' [item 0]`, httpCode: '404' });
		expect(bench.requests).toEqual([`GET /flows/${UNKNOWN}`]);
	});
});
