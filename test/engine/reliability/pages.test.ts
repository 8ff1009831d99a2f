import { Bench } from '../support';

/**
 * The platform sorts by one field alone and may order records that are equal in it anew for each page. A list is whole, or an error.
 * The sandbox orders ties at random, by a seed.
 */
const SANDBOX = { seed: { users: 1, flows: 5_000 }, ties: { seed: 7 }, flowDelay: 60_000 };

const flowsOf = ({ sandbox }: Bench) => [...sandbox.state.flows.values()];

/** All flows came into being in the same instant, as when a template is rolled out. */
function ofOneInstant(bench: Bench): void {
	for (const flow of flowsOf(bench)) flow.createdAt = '2026-01-01T00:00:00.000Z';
}

describe('A platform that orders equal records anew for each page', () => {
	const bench = new Bench(SANDBOX);
	beforeEach(() => ofOneInstant(bench));

	const listRequests = () => bench.requests.filter((request) => request.startsWith('GET /flows?'));

	test('Return All of 5,000 flows of one instant has each of them once, for at most 2 requests more', async () => {
		const { json, error } = await bench.run('flow.getAll', { returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(5_000);
		expect(new Set(json.map(({ id }) => id)).size).toBe(5_000);
		expect(listRequests().length).toBeGreaterThan(5);
		expect(listRequests().length).toBeLessThanOrEqual(7);
	});

	test('Limit gives as many different flows as it says', async () => {
		const { json } = await bench.run('flow.getAll', { limit: 1_500 });
		expect(new Set(json.map(({ id }) => id)).size).toBe(1_500);
		expect(listRequests().length).toBeLessThanOrEqual(4);
	});

	test('Stop Many of 1,500 flows of one instant stops all of them, for at most 2 requests more', async () => {
		const running = flowsOf(bench).slice(0, 1_500);
		for (const flow of running) flow.status = 'active';
		const items = running.map(({ id }) => ({ id }));
		const { json, error } = await bench.run('flow.stopMany', {}, { items });
		expect(error).toBeUndefined();
		expect(json).toEqual(running.map(({ id }) => ({ id, status: 'stopping' })));
		expect(running.map(({ id }) => bench.sandbox.state.flows.get(id)?.status)).toEqual(
			running.map(() => 'stopping'),
		);
		expect(listRequests().length).toBeLessThanOrEqual(7);
	});
});

describe('A host that cuts pages short', () => {
	const bench = new Bench({ ...SANDBOX, maxPageSize: 400 });

	test('gives an error and never a list with holes where the list does not add up', async () => {
		ofOneInstant(bench);
		const { json, error } = await bench.run('flow.getAll', { returnAll: true });
		expect(json).toEqual([]);
		expect(error?.message).toBe(
			"FlowMate's list of the flows does not add up: 400 different ones came of 5000 [item 0]",
		);
	});
});

describe('A host whose pages are smaller than those of the editor', () => {
	const bench = new Bench({ maxPageSize: 20 });

	test('has its list in the editor gone through to the end', async () => {
		let token: string | undefined;
		const names: string[] = [];
		do {
			const page = await bench.engine.listSearch({
				node: 'flowMate',
				method: 'searchFlows',
				credential: bench.credential,
				paginationToken: token,
			});
			names.push(...page.results.map(({ value }) => String(value)));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(new Set(names)).toEqual(new Set(flowsOf(bench).map(({ id }) => id)));
		expect(names).toHaveLength(40);
	});
});

describe('A host whose pages are smaller than those that the node asks for', () => {
	const bench = new Bench({ seed: { users: 2, flows: 100 }, maxPageSize: 40, flowDelay: 60_000 });
	const pages = () => bench.requests.filter((request) => request.startsWith('GET /flows?')).length;

	test('has the statuses for Stop Many read to the end', async () => {
		for (const flow of flowsOf(bench)) flow.status = 'active';
		const items = flowsOf(bench).map(({ id }) => ({ id }));
		const { json } = await bench.run('flow.stopMany', {}, { items });
		expect(json).toEqual(items.map(({ id }) => ({ id, status: 'stopping' })));
		expect(flowsOf(bench).map(({ status }) => status)).toEqual(items.map(() => 'stopping'));
		expect(pages()).toBe(3);
	});

	test('has all names for the trigger read', async () => {
		const trigger = {
			node: 'flowMateTrigger',
			parameters: {
				triggerOn: 'executions',
				groupBy: 'flow',
				window: 'month',
				timezone: 'UTC',
				options: { addNames: true },
			},
			credential: bench.credential,
			staticData: {},
		};
		await bench.engine.poll(trigger);
		const [user] = bench.sandbox.state.users.keys();
		const day = new Date().toISOString().slice(0, 10);
		for (const { id } of flowsOf(bench)) {
			bench.sandbox.countExecutions({ user, flow: id, day, executions: 1_000 });
		}
		const { items } = await bench.engine.poll(trigger);
		const told = items?.[0].map(({ json }) => [json.key, json.name]);
		expect(new Map(told as Array<[string, string]>)).toEqual(
			new Map(flowsOf(bench).map(({ id, name }) => [id, name])),
		);
		expect(pages()).toBe(3);
	});
});
