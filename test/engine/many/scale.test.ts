import fc from 'fast-check';
import { items, loadEngine, Tenant, type Engine } from './support';

let engine: Engine;

beforeAll(async () => {
	engine = await loadEngine();
});

const unknownId = (index: number) => index.toString(16).padStart(24, 'f');

test('1,000 flows from 1,000 input items take 2 bulk requests', async () => {
	const tenant = await Tenant.open(engine, { seed: { users: 10, flows: 2_000 }, flowDelay: 60_000 });
	const ids = [...tenant.sandbox.state.flows.keys()].slice(0, 1_000);
	const run = await tenant.many('startMany', items(ids));
	expect(run.items).toHaveLength(1_000);
	expect(run.items.every(({ json }) => json.status === 'starting')).toBe(true);
	expect(tenant.sandbox.count('POST', '/flows/multiple/start')).toBe(2);
	await tenant.close();
});

test('1,000 ids of which 300 are unknown, on a tenant of 2,000 flows, take at most 20 requests and each is told right', async () => {
	const tenant = await Tenant.open(engine, { seed: { users: 10, flows: 2_000 }, flowDelay: 60_000 });
	const known = [...tenant.sandbox.state.flows.keys()];
	const isUnknown = fc
		.sample(fc.integer({ min: 0, max: 9 }), { numRuns: 1_000, seed: 7 })
		.map((digit) => digit < 3);
	const ids = isUnknown.map((unknown, index) => (unknown ? unknownId(index) : known[index * 2]));
	const run = await tenant.many('startMany', items(ids));
	const started = ids.filter((id) => tenant.status(id) === 'starting');
	expect(run.items.filter(({ json }) => json.status === 'starting').map(({ json }) => json.id)).toEqual(
		started,
	);
	expect(started).toHaveLength(isUnknown.filter((unknown) => !unknown).length);
	expect(run.items.filter(({ json }) => json.error)).toHaveLength(isUnknown.filter(Boolean).length);
	expect(tenant.sandbox.requests.filter(({ path }) => path !== '/login').length).toBeLessThanOrEqual(20);
	const sent = tenant.sandbox.requests.filter(({ path }) => path === '/flows/multiple/start');
	expect(sent.length).toBeGreaterThan(1);
	await tenant.close();
});

describe('200,000 input items', () => {
	const LENGTH = 200_000;
	const idsOf = (id: string) => items(Array.from({ length: LENGTH }, () => id));

	test.each([
		['startMany', 'inactive', 'starting', {}],
		['stopMany', 'active', 'stopping', {}],
		['updateMany', 'inactive', 'inactive', { updateFields: { name: 'N' } }],
	])('of one flow: %s does it once and tells each', async (operation, before, after, parameters) => {
		const tenant = await Tenant.open(engine, { flowDelay: 60_000 });
		const [id] = tenant.ids(before);
		const run = await tenant.many(operation, idsOf(id), parameters);
		expect(run.error).toBeUndefined();
		expect(run.items).toHaveLength(LENGTH);
		expect(run.items.filter(({ json }) => json.id !== id || json.status !== after)).toEqual([]);
		expect(run.items.at(-1)?.pairedItem).toEqual({ item: LENGTH - 1 });
		expect(tenant.status(id)).toBe(after);
		expect(
			tenant.sandbox.requests.filter(({ method, path }) => method !== 'GET' && path !== '/login'),
		).toHaveLength(1);
		await tenant.close();
	});

	test('that are no ID have an outcome each, and nothing is asked', async () => {
		const tenant = await Tenant.open(engine);
		const run = await tenant.many('startMany', idsOf('no ID'));
		expect(run.error).toBeUndefined();
		expect(run.items).toHaveLength(LENGTH);
		expect(run.items.at(-1)?.pairedItem).toEqual({ item: LENGTH - 1 });
		expect(tenant.sandbox.requests).toEqual([]);
		await tenant.close();
	});
});
