import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { runs } from '../runs';
import { loadEngine, type Engine } from './harness';
import { quicken } from './harness/quicken';
import { by } from './support';

/**
 * Random customers, flows, orders and faults. Whatever happens: every item and flow has one outcome, nothing is called sent that the
 * platform has not run, nothing runs twice, and nothing runs of which nobody is told that it may have.
 */
let engine: Engine;

beforeAll(async () => {
	engine = await loadEngine();
	quicken(200, 'FlowMate');
});

const USERS = 4;
const FLOWS = 8;
const NAMES = ['a', 'b', 'c'] as const;

const flow = fc.record({
	owner: fc.integer({ min: 0, max: USERS - 1 }),
	status: fc.constantFrom('active', 'active', 'active', 'inactive', 'starting'),
	cron: fc.constantFrom('', '', '', '*/5 * * * *'),
	wants: fc.dictionary(
		fc.constantFrom(...NAMES),
		fc.record({ type: fc.constantFrom('string', 'number'), required: fc.boolean() }),
		{ noNullPrototype: true },
	),
});

const order = fc.record({
	/** One more than there are: a user whom nobody knows. */
	user: fc.integer({ min: 0, max: USERS }),
	data: fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom<string | number>('text', 5, 5), {
		minKeys: 1,
		noNullPrototype: true,
	}),
});

const effect = fc.constantFrom(
	{ status: 429, retryAfter: '0' },
	{ status: 400 },
	{ status: 403 },
	{ status: 404 },
	{ status: 500 },
	{ status: 503 },
	{ status: 200, body: { errors: [{ message: 'Something went wrong' }] } },
	{ status: 200, body: {} },
	{ html: 502 as const },
	{ html: 504 as const },
	{ reset: 'before' as const },
	{ reset: 'after' as const },
	{ truncate: true as const },
	{ truncateJson: true as const },
	{ expireTokens: true as const },
);

const fault = fc.record({
	path: fc.constantFrom('/webhooks', '/webhooks', '/webhooks', '/webhooks', '/flows', '/users'),
	effect,
	every: fc.integer({ min: 1, max: 3 }),
	times: fc.integer({ min: 1, max: 6 }),
});

const scenario = fc.record({
	flows: fc.array(flow, { minLength: FLOWS, maxLength: FLOWS }),
	/** Whether the last user is another tenant's. */
	foreign: fc.boolean(),
	orders: fc.array(order, { minLength: 1, maxLength: 6 }),
	faults: fc.array(fault, { maxLength: 3 }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;
type Order = Scenario['orders'][number];
type Wants = Scenario['flows'][number]['wants'];

/** What a flow is to be sent of an order; undefined where it asks for what the order has not. */
function fitting(wants: Wants, { data }: Order): object | undefined {
	const entries = Object.entries(wants);
	const given = entries.filter(([name]) => name in data);
	const isWrong = ([name, { type }]: (typeof entries)[number]) =>
		type === 'number' && data[name as 'a'] === 'text';
	if (entries.some(([name, { required }]) => required && !(name in data)) || given.some(isWrong))
		return undefined;
	if (entries.length > 0 && given.length === 0) return undefined;
	return Object.fromEntries(
		given.map(([name, { type }]) => [
			name,
			type === 'string' ? String(data[name as 'a']) : data[name as 'a'],
		]),
	);
}

/** Gives the sandbox the customers and flows of a scenario. @returns IDs of users and flows, in order */
function stage(sandbox: FlowMateSandbox, { flows, foreign }: Scenario) {
	const users = [...sandbox.state.users.values()].filter(({ canLogin }) => canLogin === false);
	const ids = [...sandbox.state.flows.keys()];
	if (foreign) users[USERS - 1].tenant = 'f'.repeat(24);
	flows.forEach(({ owner, status, cron, wants }, index) => {
		const kept = sandbox.state.flows.get(ids[index])!;
		const graph = { nodes: [{ id: 'step_1', componentId: '5ca5c44c187c040010a9bb8b', function: 'run' }] };
		const owners = [{ id: users[owner]._id, type: 'user' }];
		Object.assign(kept, { owners, status, cron: cron || undefined, inputParameters: wants, graph });
	});
	return { users, ids };
}

/** How often a flow ran, by the platform's own counts: each run is of one step. */
const runsOf = ({ state }: FlowMateSandbox, id: string) =>
	[...state.executions.values()]
		.flatMap((counts) => [...counts.values()])
		.filter((count) => count.flow === id)
		.reduce((sum, { executions }) => sum + executions, 0);

const isSent = ({ flow: id, error }: IDataObject) => id !== null && error === undefined;
const isDoubtful = ({ error }: IDataObject) => /whether the flow ran/.test(JSON.stringify(error ?? ''));

test('each item and flow has one outcome, which agrees with what the platform ran', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async (given) => {
			const sandbox = await startFlowMate({ seed: { users: USERS, flows: FLOWS }, webhookMissDelay: 0 });
			try {
				const { users, ids } = stage(sandbox, given);
				sandbox.state.executions.clear();
				for (const rule of given.faults) sandbox.faults.add(rule);
				const nameOf = (user: number) => users[user]?.username ?? 'nobody';
				const { items, error } = await engine.run({
					node: 'flowMate',
					parameters: {
						resource: 'webhook',
						operation: 'sendToUser',
						user: by('username', '={{ $json.user }}'),
						options: { requestId: '={{ "order-" + $itemIndex }}' },
					} as never,
					items: given.orders.map(({ user, data }) => ({ user: nameOf(user), ...data })),
					credential: engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner }),
					onError: 'continueRegularOutput',
				});
				expect(error).toBeUndefined();

				const posts = sandbox.requests.filter(({ path }) => path.startsWith('/webhooks/'));
				given.orders.forEach((one, index) => {
					const outcomes = items
						.filter(({ pairedItem }) => (pairedItem as { item: number }).item === index)
						.map(({ json }) => json);
					const isKnown = one.user < USERS && !(given.foreign && one.user === USERS - 1);
					const theirs = given.flows.flatMap(({ owner, status, cron, wants }, at) =>
						isKnown && owner === one.user && status === 'active' && !cron ? [{ id: ids[at], wants }] : [],
					);
					const told = outcomes.filter(({ flow: id }) => typeof id === 'string');
					if (told.length === 0) {
						// Nothing was sent: nobody to send to, or the look at users and flows failed.
						expect(outcomes).toHaveLength(1);
						if (outcomes[0].error === undefined) expect([isKnown, theirs]).toEqual([true, []]);
					} else {
						expect(told).toEqual(outcomes);
						expect(told.map(({ flow: id }) => id).sort()).toEqual(theirs.map(({ id }) => id).sort());
					}
					for (const outcome of told) {
						const { wants } = theirs.find(({ id }) => id === outcome.flow)!;
						const arrived = posts.filter(
							({ path, headers }) =>
								path.endsWith(String(outcome.flow)) && headers['x-request-id'] === `order-${index}`,
						);
						const data = fitting(wants, one);
						if (data === undefined) expect([isSent(outcome), arrived]).toEqual([false, []]);
						if (!isSent(outcome)) continue;
						expect(outcome.requestId).toBe(`order-${index}`);
						const body = JSON.parse(arrived.at(-1)!.body) as object;
						expect(body).toEqual(
							Object.keys(wants).length > 0 ? data : { user: nameOf(one.user), ...one.data },
						);
					}
				});
				for (const id of ids) {
					const told = items.map(({ json }) => json).filter((json) => json.flow === id);
					const sent = told.filter(isSent).length;
					const ran = runsOf(sandbox, id);
					expect([id, ran]).toEqual([id, Math.max(sent, ran)]);
					expect([id, ran]).toEqual([id, Math.min(ran, sent + told.filter(isDoubtful).length)]);
				}
			} finally {
				await sandbox.close();
			}
		}),
		runs(80),
	);
}, 300_000);
