import fc from 'fast-check';
import { Polls } from '../../../nodes/FlowMate/kit/poll';
import { flowMate } from '../../../nodes/FlowMate/service';
import { poll } from '../../../nodes/FlowMate/trigger/poll';
import { PollingN8n, type Keeping, type Polled } from '../../kit/pollingN8n';
import { runs } from '../../runs';
import { NODE } from '../item';
import { FlowPlatform } from './flowPlatform';

/** Something that happens to flows. */
export type Event =
	| { does: 'create'; status: string; dates: 'own' | "the template's" }
	| { does: 'become'; nth: number; many: number; status: string; server: number }
	| { does: 'update'; nth: number; server: number }
	| { does: 'delete' | 'come back'; nth: number };

export type Step =
	| Event
	| { does: 'wait'; ms: number }
	| { does: 'poll' | 'poll twice at once' | 'publish' | 'kill' | 'rename' | 'test in the editor' }
	| { does: 'poll in vain'; how: 'status' | 'text' }
	| { does: 'poll meanwhile'; events: Event[] };

/** Of each kind. */
export const HISTORIES = runs(250);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const nth = fc.nat(99);
const server = fc.nat(2);
const status = fc.constantFrom('starting', 'active', 'stopping', 'inactive', 'active', 'inactive', 'failed');

const created = (dates: Array<'own' | "the template's">) =>
	fc.record({ does: fc.constant('create' as const), status, dates: fc.constantFrom(...dates) });
const changed = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			does: fc.constant('become' as const),
			nth,
			many: fc.constantFrom(1, 1, 1, 5),
			status,
			server,
		}),
	},
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('update' as const), nth, server }) },
);
const moved = fc.record({ does: fc.constantFrom('delete' as const, 'come back' as const), nth });

const inN8n = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ does: fc.constant('poll' as const) }) },
	{
		weight: 3,
		arbitrary: fc.record({
			does: fc.constant('wait' as const),
			ms: fc.oneof(fc.integer({ min: 1, max: 15 * MINUTE }), fc.integer({ min: MINUTE, max: 2 * DAY })),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.oneof(
			fc.record({
				does: fc.constantFrom(
					'poll twice at once' as const,
					'publish' as const,
					'kill' as const,
					'rename' as const,
					'test in the editor' as const,
				),
			}),
			fc.record({
				does: fc.constant('poll in vain' as const),
				how: fc.constantFrom('status' as const, 'text' as const),
			}),
		),
	},
);

const stepsOf = (...events: Array<fc.Arbitrary<Step>>) =>
	fc.array(fc.oneof(...events, { weight: events.length, arbitrary: inN8n as fc.Arbitrary<Step> }), {
		minLength: 5,
		maxLength: 40,
	});

/** Flows are switched, made, deleted and come back; polls succeed, fail, overlap, are missed and repeated. */
export const steps = stepsOf(changed, changed, created(['own']), moved);

const wildEvent = fc.oneof(changed, created(['own', "the template's"]), moved);

/** Beside that, flows bear the dates of their template, and lists change while they are read. */
export const wildSteps = stepsOf(
	wildEvent,
	wildEvent,
	fc.record({
		does: fc.constant('poll meanwhile' as const),
		events: fc.array(wildEvent, { minLength: 1, maxLength: 6 }),
	}),
);

/** Where it happens. By how much each of FlowMate's servers is ahead of n8n's clock; those that differ are not behind it. */
export const setting = fc.record({
	keeping: fc.constantFrom('memory' as const, 'database' as const, 'cursor' as const),
	largestPage: fc.constantFrom(24, 50, 1_000),
	flows: fc.constantFrom(0, 3, 60, 130),
	isDated: fc.constantFrom(true, true, true, false),
	ahead: fc.oneof(
		fc.integer({ min: -3 * HOUR, max: 3 * HOUR }).map((ms) => [ms, ms, ms]),
		fc.constant([0, -4 * MINUTE, HOUR]),
	),
});

export type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

/** What a poll came to: its items, and whether n8n was killed before it. */
export type Check = (polled: Polled, platform: FlowPlatform) => void;

export interface Ledger {
	/** A poll that succeeded. */
	check: Check;
	save(): void;
	restore(): void;
}

/** An n8n whose trigger watches the flows of a platform. */
export const n8nWith = (platform: FlowPlatform, triggerOn: string, keeping: Keeping = 'memory') =>
	new PollingN8n<Polls>(
		{
			node: { ...NODE, credentials: { flowMateApi: { id: '1', name: 'FlowMate' } } },
			clock: flowMate.clock,
			newPolls: () => new Polls(flowMate.clock),
			poll,
			answer: (request) => platform.answer(request),
		},
		{ triggerOn, changes: ['active', 'inactive', 'fellBack'], filters: {} },
		keeping,
	);

/** Lets a history happen; at the end flows come to rest, and two days go by. */
export async function liveFlows(
	where: Setting,
	triggerOn: string,
	history: Step[],
	ledger: Ledger,
): Promise<FlowPlatform> {
	// Flows without dates can only be read in one page.
	const platform = new FlowPlatform(where.isDated ? where.largestPage : 1_000, where.isDated);
	const n8n = n8nWith(platform, triggerOn, where.keeping);
	const deleted: Array<ReturnType<FlowPlatform['create']>> = [];
	const nowAt = (server: number) => n8n.now + where.ahead[server];
	const happen = (event: Event) => {
		const flow = 'nth' in event ? platform.any(event.nth) : undefined;
		switch (event.does) {
			case 'create': {
				const dates = event.dates === 'own' ? undefined : n8n.now - 100 * DAY;
				platform.create(event.status, nowAt(0), dates);
				break;
			}
			case 'become':
				for (let more = 0; more < event.many; more++) {
					const each = platform.any(event.nth + more);
					if (each) platform.become(each, event.status, nowAt(event.server));
				}
				break;
			case 'update':
				if (flow) platform.become(flow, flow.status, nowAt(event.server));
				break;
			case 'delete':
				if (flow && platform.flows.delete(flow.id)) deleted.push(flow);
				break;
			case 'come back': {
				const back = deleted.pop();
				if (back) platform.flows.set(back.id, back);
				break;
			}
		}
	};
	const settle = (polled: Polled) => {
		expect(polled.error).toBeUndefined();
		ledger.check(polled, platform);
		if (polled.isSaved) ledger.save();
	};

	for (let flow = 0; flow < where.flows; flow++)
		platform.create(flow % 3 ? 'inactive' : 'active', nowAt(0) - DAY - flow * MINUTE);
	settle(await n8n.activate());
	for (const step of history) {
		n8n.now += 1;
		switch (step.does) {
			case 'wait':
				n8n.now += step.ms;
				break;
			case 'poll':
				settle(await n8n.poll());
				break;
			case 'poll meanwhile':
				platform.meanwhile.push(...step.events.map((event) => () => happen(event)));
				settle(await n8n.poll());
				platform.meanwhile.splice(0).forEach((event) => event());
				break;
			case 'publish':
				settle(await n8n.activate());
				break;
			case 'rename':
				settle(await n8n.rename(n8n.name === 'Trigger' ? 'Switched' : 'Trigger'));
				break;
			case 'kill': {
				ledger.restore();
				const polled = await n8n.restart();
				if (polled) settle(polled);
				break;
			}
			case 'poll twice at once': {
				const [first, second] = await Promise.all([n8n.poll(), n8n.poll()]);
				expect([second.items, second.error]).toEqual([undefined, undefined]);
				settle(first);
				break;
			}
			case 'poll in vain': {
				const before = n8n.remembered;
				platform.fault = {
					statusCode: step.how === 'status' ? 503 : 200,
					body: step.how === 'status' ? { errors: [{ message: {} }] } : '{"data":[{"id":"f',
				};
				const { items } = await n8n.poll();
				platform.fault = undefined;
				expect([items, n8n.remembered]).toEqual([undefined, before]);
				break;
			}
			case 'test in the editor': {
				const before = n8n.remembered;
				n8n.mode = 'manual';
				await n8n.poll();
				n8n.mode = 'trigger';
				expect(n8n.remembered).toBe(before);
				break;
			}
			default:
				happen(step);
		}
	}
	for (const flow of platform.flows.values()) {
		n8n.now += 1;
		if (flow.status !== 'active') platform.become(flow, 'inactive', nowAt(0));
	}
	for (let poll = 0; poll < 3; poll++) {
		n8n.now += DAY;
		settle(await n8n.poll());
	}
	return platform;
}
