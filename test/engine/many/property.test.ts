import fc from 'fast-check';
import { runs } from '../../runs';
import { items, loadEngine, Tenant, type Engine } from './support';

/**
 * Random lists of ids (valid, unknown, malformed, foreign, duplicate; flows in all four states) and random faults. Whatever happens:
 * each input item has exactly one output item, linked to it, and 'done' is said only of what the platform's own state confirms.
 */
let engine: Engine;

beforeAll(async () => {
	engine = await loadEngine();
});

const FLOWS = 24;
const STATES = ['inactive', 'starting', 'active', 'stopping'] as const;
const FOREIGN_TENANT = 'ffffffffffffffffffffffff';

const entry = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ flow: fc.integer({ min: 0, max: FLOWS - 1 }) }) },
	{ weight: 2, arbitrary: fc.record({ unknown: fc.integer({ min: 0, max: 5 }) }) },
	{
		weight: 1,
		arbitrary: fc.record({ malformed: fc.constantFrom('', 'x', '../users/me', 'a'.repeat(25), null, 7, {}) }),
	},
);

const fault = fc.constantFrom(
	undefined,
	{ effect: { status: 429, retryAfter: '0' }, every: 2 },
	{ effect: { status: 500 }, times: 1 },
	{
		effect: { body: { errors: [{ message: 'MISSING_PERMISSION', code: 403 }] }, status: 403 },
		path: '/flows/bulk',
	},
	{ effect: { expireTokens: true as const }, every: 2 },
);

const scenario = fc.record({
	operation: fc.constantFrom('startMany', 'stopMany', 'updateMany'),
	states: fc.array(fc.constantFrom(...STATES), { minLength: FLOWS, maxLength: FLOWS }),
	foreign: fc.array(fc.boolean(), { minLength: FLOWS, maxLength: FLOWS }),
	entries: fc.array(entry, { minLength: 1, maxLength: 40 }),
	fault,
});

/** The states in which the platform has done what was asked. */
const DONE = {
	startMany: ['starting', 'active'],
	stopMany: ['stopping', 'inactive'],
	updateMany: ['inactive'],
};

test('each input item has one output item, and done means done', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ operation, states, foreign, entries, fault: rule }) => {
			const tenant = await Tenant.open(engine, { seed: { users: 3, flows: FLOWS }, flowDelay: 60_000 });
			try {
				const flows = [...tenant.sandbox.state.flows.values()];
				flows.forEach((flow, index) => {
					flow.status = states[index];
					if (foreign[index] && index % 4 === 0) flow.owners = [{ id: FOREIGN_TENANT, type: 'tenant' }];
				});
				const before = new Map(flows.map(({ id, status }) => [id, status]));
				if (rule) tenant.sandbox.faults.add({ path: '/flows', ...rule });
				const ids = entries.map((given) => {
					if ('flow' in given) return flows[given.flow].id;
					return 'unknown' in given ? given.unknown.toString(16).padStart(24, 'e') : given.malformed;
				});
				const run = await tenant.many(operation, items(ids), { updateFields: { name: 'Changed' } });

				expect(run.error).toBeUndefined();
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
				run.items.forEach(({ json }, index) => {
					const flow = tenant.sandbox.state.flows.get(String(ids[index]));
					if (json.error) return;
					expect(json.id).toBe(ids[index]);
					expect(DONE[operation]).toContain(flow?.status);
					expect(json.status).toBe(flow?.status);
					if (operation === 'updateMany') expect(flow?.name).toBe('Changed');
				});
				for (const { id, owners, status } of tenant.sandbox.state.flows.values()) {
					const untouched = !ids.includes(id) || owners.some((owner) => owner.id === FOREIGN_TENANT);
					if (untouched) expect(status).toBe(before.get(id));
					if (operation === 'stopMany' && status === 'stopping') expect(before.get(id)).not.toBe('inactive');
				}
			} finally {
				await tenant.close();
			}
		}),
		runs(30),
	);
});
