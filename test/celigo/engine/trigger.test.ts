import type { IDataObject } from 'n8n-workflow';
import type { PollOptions } from '../../engine/harness';
import { waitFor } from '../../../scripts/waitFor';
import { asker } from '../sandbox/world';
import { byId, IDS, startWorld, type World } from './support';

/** Polls of the trigger, one after the other, as an active workflow has them. Speaks to the sandbox. */
let world: World;
let staticData: IDataObject;
let credential: ReturnType<World['credential']>;
beforeEach(async () => {
	world = await startWorld();
	staticData = {};
	credential = world.credential();
});
afterEach(async () => await world.sandbox.close());

const OF = { of: 'integration', integration: byId(IDS.orderToCash) };

async function poll(
	parameters: IDataObject,
	more: Partial<PollOptions> = {},
): Promise<IDataObject[] | undefined> {
	const result = await world.engine.poll({
		node: 'celigoTrigger',
		credential,
		parameters,
		staticData,
		...more,
	});
	if (result.error) throw result.error;
	if (more.mode !== 'manual') ({ staticData } = result);
	return result.items?.[0].map(({ json }) => json);
}

const finished = async (flow: string) =>
	await world.output('flow.run', { flow: byId(flow), wait: true, options: { failWhen: 'never' } });

describe('Run Finished', () => {
	const parameters = { triggerOn: 'runFinished', outcome: 'any', ...OF };

	test('gives each run that is over, once, with its counts', async () => {
		await finished(IDS.orders);
		expect(await poll(parameters)).toBeUndefined();
		const [{ _jobId }] = await finished(IDS.inventory);
		expect(await poll(parameters)).toEqual([
			{
				event: 'runFinished',
				_jobId,
				_flowId: IDS.inventory,
				_integrationId: IDS.orderToCash,
				outcome: 'completedWithErrors',
				status: 'completed',
				numSuccess: 1200,
				numError: 3,
				numIgnore: 0,
				startedAt: expect.any(String),
				endedAt: expect.any(String),
			},
		]);
		expect(await poll(parameters)).toBeUndefined();
	});

	test('gives the runs of the flow alone', async () => {
		const ofOrders = { ...parameters, of: 'flow', flow: byId(IDS.orders) };
		await poll(ofOrders);
		await finished(IDS.inventory);
		const [{ _jobId }] = await finished(IDS.orders);
		expect(await poll(ofOrders)).toMatchObject([{ _jobId }]);
		expect(world.requested().at(-1)).toContain(`_flowId=${IDS.orders}`);
	});

	test('gives those with errors only, where that is wanted', async () => {
		const withErrors = { ...parameters, outcome: 'errors' };
		await poll(withErrors);
		await finished(IDS.orders);
		await finished(IDS.inventory);
		expect(await poll(withErrors)).toMatchObject([{ _flowId: IDS.inventory }]);
	});

	test('forgets nothing where a poll fails', async () => {
		await poll(parameters);
		await finished(IDS.orders);
		world.sandbox.faults.add({ path: '/v1/jobs', times: 1, effect: { status: 401 } });
		await expect(poll(parameters)).rejects.toThrow('Celigo did not accept the API token');
		expect(await poll(parameters)).toMatchObject([{ _flowId: IDS.orders }]);
	});

	test('begins anew for other flows', async () => {
		await poll(parameters);
		await finished(IDS.invoices);
		expect(await poll({ ...parameters, integration: byId(IDS.finance) })).toBeUndefined();
	});

	test('shows the latest run in the editor, and remembers nothing', async () => {
		await expect(poll(parameters, { mode: 'manual' })).rejects.toThrow('no run of these flows');
		await finished(IDS.orders);
		expect(await poll(parameters, { mode: 'manual' })).toMatchObject([{ _flowId: IDS.orders }]);
		expect(staticData).toEqual({});
	});
});

describe('New Errors', () => {
	const parameters = { triggerOn: 'newErrors', groupBy: 'step', ...OF };

	test('gives each step with new errors, their number and the first few, once', async () => {
		await finished(IDS.inventory);
		expect(await poll(parameters)).toBeUndefined();
		await finished(IDS.inventory);
		expect(await poll(parameters)).toEqual([
			{
				event: 'newErrors',
				_flowId: IDS.inventory,
				_stepId: IDS.updateInventory,
				newErrors: 3,
				openErrors: 6,
				lastErrorAt: expect.any(String),
				errors: [
					expect.objectContaining({ traceKey: '1001' }),
					expect.objectContaining({ traceKey: '1002' }),
					expect.objectContaining({ traceKey: '1003' }),
				],
			},
		]);
		expect(await poll(parameters)).toBeUndefined();
	});

	test('gives the errors of a step that had none before', async () => {
		await poll(parameters);
		await finished(IDS.inventory);
		expect(await poll(parameters)).toMatchObject([{ newErrors: 3 }]);
	});

	test('gives records that failed again after a retry', async () => {
		world.sandbox.state.outcomes.get(IDS.inventory)!.retries = 'fail';
		const step = { stepFlow: byId(IDS.inventory), step: byId(IDS.updateInventory) };
		await finished(IDS.inventory);
		await poll(parameters);
		await world.output('error.retryAll', step);
		const found = await waitFor('new errors', async () => await poll(parameters), { within: 10_000 });
		expect(found).toMatchObject([{ newErrors: 2, openErrors: 3 }]);
	});

	test('puts the steps of a flow together, where that is wanted', async () => {
		const byFlow = { ...parameters, groupBy: 'flow' };
		await poll(byFlow);
		await finished(IDS.inventory);
		expect(await poll(byFlow)).toMatchObject([
			{ _flowId: IDS.inventory, newErrors: 3, steps: [{ _stepId: IDS.updateInventory, newErrors: 3 }] },
		]);
	});

	test('asks only for the counts where nothing has changed', async () => {
		await finished(IDS.inventory);
		await poll(parameters);
		world.sandbox.requests.length = 0;
		await poll(parameters);
		expect(world.requested()).toEqual([
			`GET /v1/integrations/${IDS.orderToCash}/errors`,
			`GET /v1/flows/${IDS.inventory}/errors`,
		]);
	});

	test('passes over a flow that was deleted, though Celigo still counts its errors', async () => {
		await poll(parameters);
		await finished(IDS.inventory);
		const { errors } = world.sandbox.state;
		const step = `${IDS.orders}/${IDS.postOrders}`;
		errors.set(step, errors.get(`${IDS.inventory}/${IDS.updateInventory}`)!);
		world.sandbox.faults.add({ path: `/v1/flows/${IDS.orders}/errors`, effect: { status: 404 } });
		expect(await poll(parameters)).toMatchObject([{ _flowId: IDS.inventory }]);
		expect(world.requested()).toContain(`GET /v1/flows/${IDS.orders}/errors`);
	});

	test('does not take an answer of another form for no errors', async () => {
		world.sandbox.faults.add({ path: /\/flows\/.*\/errors$/, effect: { body: {} } });
		await expect(
			poll({ ...parameters, of: 'flow', flow: byId(IDS.inventory) }, { mode: 'manual' }),
		).rejects.toThrow('could not be read');
	});
});

describe('Connection Offline', () => {
	const parameters = { triggerOn: 'connectionOffline' };

	test('gives each connection that has gone offline, once', async () => {
		expect(await poll(parameters)).toBeUndefined();
		world.sandbox.state.connections.get(IDS.netSuite)!.offline = true;
		expect(await poll(parameters)).toMatchObject([
			{ event: 'connectionOffline', _connectionId: IDS.netSuite, name: 'NetSuite', offline: true },
		]);
		expect(await poll(parameters)).toBeUndefined();
	});

	test('looks through all pages', async () => {
		world.sandbox.options.pageSize = 1;
		await poll(parameters);
		world.sandbox.state.connections.get(IDS.netSuiteSandbox)!.offline = true;
		expect(await poll(parameters)).toMatchObject([{ name: 'NetSuite Sandbox' }]);
	});
});

/** What each kind of trigger reads, a row there that lacks something, and something to tell. */
const BAD_ROWS: Record<
	string,
	{ path: string; key?: string; row: IDataObject; lacks: string; list: string; happen(): unknown }
> = {
	runFinished: {
		path: '/v1/jobs',
		row: { _id: null, createdAt: '2026-11-01T00:00:00.000Z' },
		lacks: '_id, status',
		list: 'the jobs',
		happen: async () => await finished(IDS.inventory),
	},
	newErrors: {
		path: `/v1/flows/${IDS.inventory}/errors`,
		key: 'flowErrors',
		row: { _expOrImpId: IDS.updateInventory, numError: 'many' },
		lacks: 'numError',
		list: `flow '${IDS.inventory}'`,
		happen: async () => await finished(IDS.inventory),
	},
	connectionOffline: {
		path: '/v1/connections',
		row: { name: 'Nameless', offline: true },
		lacks: '_id',
		list: 'the connections',
		happen: () => (world.sandbox.state.connections.get(IDS.netSuite)!.offline = true),
	},
};

describe.each(Object.entries(BAD_ROWS))('With a row that cannot be read, %s', (triggerOn, bad) => {
	const parameters = { triggerOn, outcome: 'any', ...OF };
	const ask = async () =>
		await asker(world.sandbox)(
			'GET',
			bad.path.slice('/v1'.length) +
				(triggerOn === 'runFinished' ? `?_integrationId=${IDS.orderToCash}&type=flow` : ''),
		);
	/** From now on the list is as it is now, and has the row besides. */
	const spoil = async () => {
		const { body } = await ask();
		const rows = (bad.key ? body[bad.key] : body) as IDataObject[];
		const all = [...rows, bad.row];
		world.sandbox.faults.add({
			path: bad.path,
			effect: { status: 200, body: bad.key ? { [bad.key]: all } : all },
		});
	};

	test('fails one poll, sets the row aside, tells of it once, and tells everything else', async () => {
		await poll(parameters);
		await bad.happen();
		await spoil();
		await expect(poll(parameters)).rejects.toThrow(`lacks what is needed to read it: ${bad.lacks}`);
		const event = { event: triggerOn };
		const unreadable = {
			event: 'unreadable',
			list: bad.list,
			lacks: bad.lacks,
			unreadableRows: 1,
			unreadable: [bad.row],
		};
		expect(await poll(parameters)).toMatchObject([event, unreadable]);
		expect(await poll(parameters)).toBeUndefined();
	});

	test('says so in the editor, where there is nothing else to show', async () => {
		await bad.happen();
		world.sandbox.faults.add({
			path: bad.path,
			effect: { status: 200, body: bad.key ? { [bad.key]: [bad.row] } : [bad.row] },
		});
		await expect(poll(parameters, { mode: 'manual' })).rejects.toThrow(bad.lacks);
		expect(staticData).toEqual({});
	});

	test('is published all the same', async () => {
		await bad.happen();
		await spoil();
		await expect(poll(parameters)).rejects.toThrow(bad.lacks);
		expect(await poll(parameters)).toMatchObject([{ event: 'unreadable' }]);
		expect(await poll(parameters)).toBeUndefined();
	});
});

test.each(Object.entries(BAD_ROWS))(
	'%s takes a list of something else for no list',
	async (triggerOn, { path, key }) => {
		const parameters = { triggerOn, outcome: 'any', ...OF };
		if (triggerOn === 'newErrors') await finished(IDS.inventory);
		const all = [{ code: 'made_up', message: 'No.' }];
		world.sandbox.faults.add({ path, effect: { status: 200, body: key ? { [key]: all } : all } });
		await expect(poll(parameters, { mode: 'manual' })).rejects.toThrow();
		expect(await poll(parameters)).toBeUndefined();
		expect(staticData).toEqual({});
	},
);

test.each(Object.entries(BAD_ROWS))(
	'%s is published while Celigo is away, and begins with the first poll that reaches it',
	async (triggerOn, { happen }) => {
		const parameters = { triggerOn, outcome: 'any', ...OF };
		world.sandbox.faults.add({ effect: { reset: 'before' } });
		expect(await poll(parameters)).toBeUndefined();
		world.sandbox.faults.clear();
		expect(await poll(parameters)).toBeUndefined();
		await happen();
		expect(await poll(parameters)).toMatchObject([{ event: triggerOn }]);
	},
);
