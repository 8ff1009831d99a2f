import type { IDataObject } from 'n8n-workflow';
import { readyFor } from './operations';
import { byId, IDS, startWorld, type World } from './support';

/** Answers of success that are of something else. Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

/** Runs a valid use of an operation whose nth request is answered with this. */
async function runWith(name: string, body: unknown, nth = 1) {
	const parameters = await readyFor(world, name);
	world.sandbox.faults.add({ skip: nth - 1, times: 1, effect: { body } });
	const { items, error } = await world.run(name, parameters);
	return { output: items.map(({ json }) => json), message: error?.message };
}

describe('A record with another ID than the one that was asked for', () => {
	const other: IDataObject = { _id: IDS.unknown, name: 'Other', disabled: true, status: 'completed' };

	test.each([
		['job.get', 1],
		['job.cancel', 1],
		['job.getErrors', 1],
		['integration.get', 1],
		['connection.get', 1],
		['connection.ping', 2],
		['flow.clone', 1],
		['flow.clone', 2],
		['flow.get', 1],
		['flow.update', 1],
		['flow.update', 2],
		['flow.replace', 1],
		['flow.replace', 2],
		['flow.enable', 1],
		['flow.disable', 2],
		['flow.delete', 2],
	])('is not taken for it by %s in the answer to request %i', async (name, nth) => {
		const { output, message } = await runWith(name, other, nth);
		expect(output).toEqual([]);
		expect(message).toContain('could not be read');
		expect(world.sandbox.requests.slice(nth).filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('is no clone if it is the original', async () => {
		const { output, message } = await runWith('flow.clone', { _id: IDS.orders, name: 'Original' }, 5);
		expect(output).toEqual([]);
		expect(message).toContain('could not be read');
	});
});

describe('What is no record is not taken for one in the list of', () => {
	const LISTS = [
		'flow.getAll',
		'flow.getAudit',
		'flow.getLatestJobs',
		'job.getAll',
		'integration.getAll',
		'integration.getErrorCounts',
		'connection.getAll',
		'error.getAll',
		'error.getCounts',
	];
	const complaint = { errors: [{ code: 'made_up', message: 'No.' }] };

	test.each(LISTS.flatMap((name) => [{}, complaint].map((entry) => [name, entry] as const)))(
		'%s: %j',
		async (name, entry) => {
			const { output, message } = await runWith(name, [entry]);
			expect(output).toEqual([]);
			expect(message).toContain('could not be read');
		},
	);
});

describe('A job without a status', () => {
	test('is none', async () => {
		world.sandbox.faults.add({ path: /jobs/, effect: { body: { _id: IDS.unknown } } });
		const { items, error } = await world.run('job.get', { job: byId(IDS.unknown) });
		expect(items).toEqual([]);
		expect(error?.message).toContain('could not be read');
	});
});

describe('A connection', () => {
	test.each([{ code: 200 }, {}, { success: true }])('was reached where Celigo says %j', async (body) => {
		expect((await runWith('connection.ping', body)).output).toMatchObject([
			{ reached: true, offline: false },
		]);
	});

	test.each([{ code: 503 }, { success: false }, { message: 'No.' }])(
		'was not reached where Celigo says %j',
		async (body) => {
			expect((await runWith('connection.ping', body)).output).toMatchObject([{ reached: false }]);
		},
	);
});

describe('When a flow has exported last', () => {
	test('is null where Celigo knows of no run', async () => {
		const { output } = await runWith('flow.getLastExportDateTime', {});
		expect(output).toEqual([{ _flowId: IDS.inventory, lastExportDateTime: null }]);
	});

	test.each([
		{ message: 'No.' },
		{ success: false },
		[],
		[{}],
		{ lastExportDateTime: { of: 'another form' } },
	])('is not null because of %j', async (body) => {
		const { output, message } = await runWith('flow.getLastExportDateTime', body);
		expect(output).toEqual([]);
		expect(message).toContain('could not be read');
	});
});
