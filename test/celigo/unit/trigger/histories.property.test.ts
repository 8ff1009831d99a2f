import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { Polls } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/kit/poll';
import { celigo } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/service';
import { poll } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/trigger/poll';
import { PollingN8n, type Keeping, type Polled } from '../../../kit/pollingN8n';
import { NODE } from '../item';
import { Account, FLOW, INTEGRATION, type BadList } from './account';
import { ConnectionLedger, ErrorLedger, RunLedger, UNREADABLE, type Ledger } from './ledger';
import { runs } from '../../../runs';

/** Something that happens in Celigo or in n8n. */
type Step =
	| {
			does: 'run';
			flow: number;
			ms: number;
			late: number;
			status: 'completed' | 'failed' | 'canceled';
			numError: number;
	  }
	| { does: 'fail' | 'resolve' | 'retry'; step: number; records: number; late: number }
	| { does: 'connection'; name: string; is: 'online' | 'offline' | 'hidden' }
	| { does: 'wait'; ms: number }
	| { does: 'poll' | 'poll twice at once' | 'hide' | 'show' | 'publish' | 'kill' | 'test in the editor' }
	| { does: 'poll in vain'; nth: number; how: keyof typeof FAULTS }
	| { does: 'clock'; ahead: number }
	| { does: 'bad row'; list: BadList; isThere: boolean }
	| { does: 'rename'; name: string }
	| { does: 'choose'; of: 'flow' | 'integration' }
	| { does: 'select'; outcome: 'any' | 'errors' | 'failed' };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const FAULTS = {
	'an error of the server': { statusCode: 500, body: '' },
	'a cut answer': { statusCode: 200, body: '[{"_id":"a","na' },
	'an answer of another form': { statusCode: 200, body: { data: [] } },
	'a complaint': { statusCode: 200, body: { errors: [{ code: 'made_up', message: 'No.' }] } },
	'a refused token': { statusCode: 401, body: { message: 'Unauthorized' } },
};

/** Histories of each kind. */
const HISTORIES = runs(250);

const records = fc.integer({ min: 1, max: 9 });
/** Celigo may list something a little later than it was. */
const late = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 * MINUTE }));
const anyOf = <T extends string>(...values: T[]) => fc.constantFrom(...values);

/** What happens in Celigo, by what the trigger tells of it. */
const HAPPENS: Record<string, fc.Arbitrary<Step>> = {
	runFinished: fc.record({
		does: fc.constant('run' as const),
		flow: fc.integer({ min: 0, max: 1 }),
		ms: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * HOUR })),
		late,
		status: anyOf('completed', 'failed', 'canceled'),
		numError: fc.constantFrom(0, 3),
	}),
	newErrors: fc.record({
		does: anyOf('fail', 'fail', 'resolve', 'retry'),
		step: fc.integer({ min: 0, max: 3 }),
		records,
		late,
	}),
	connectionOffline: fc.record({
		does: fc.constant('connection' as const),
		name: anyOf('Shopify', 'NetSuite'),
		is: anyOf('online', 'offline', 'hidden'),
	}),
};
const wait: fc.Arbitrary<Step> = fc.record({
	does: fc.constant('wait' as const),
	ms: fc.oneof(fc.integer({ min: 1, max: 10 * MINUTE }), fc.integer({ min: MINUTE, max: 100 * HOUR })),
});
const DAY = 24 * HOUR;
/** By how much n8n's clock may be wrong, in ms. */
const ahead = fc.oneof(fc.constant(0), fc.integer({ min: -40 * DAY, max: 40 * DAY }));
const interruption: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ does: anyOf('hide', 'show') }),
	fc.record({ does: fc.constant('clock' as const), ahead }),
	fc.record({
		does: fc.constant('bad row' as const),
		list: anyOf<BadList>('jobs', 'connections', 'counts of flows', 'counts of steps', 'errors'),
		isThere: fc.boolean(),
	}),
	fc.record({ does: anyOf('poll twice at once', 'publish', 'kill', 'test in the editor') }),
	fc.record({
		does: fc.constant('poll in vain' as const),
		nth: fc.integer({ min: 1, max: 4 }),
		how: anyOf(...(Object.keys(FAULTS) as Array<keyof typeof FAULTS>)),
	}),
	fc.record({ does: fc.constant('rename' as const), name: anyOf('Trigger', 'Celigo') }),
	fc.record({ does: fc.constant('choose' as const), of: anyOf('flow', 'integration') }),
	fc.record({ does: fc.constant('select' as const), outcome: anyOf('any', 'errors', 'failed') }),
);
const historyOf = (triggerOn: string) =>
	fc.array(
		fc.oneof(
			{ weight: 4, arbitrary: HAPPENS[triggerOn] },
			{ weight: 3, arbitrary: wait },
			{ weight: 4, arbitrary: fc.constant<Step>({ does: 'poll' }) },
			{ weight: 2, arbitrary: interruption },
		),
		{ minLength: 5, maxLength: 60 },
	);
const keeping = anyOf<Keeping>('memory', 'database', 'cursor');

const KINDS: Record<
	string,
	{ ledger: new (account: Account) => Ledger; lines(item: IDataObject): string[] }
> = {
	runFinished: {
		ledger: RunLedger,
		lines: ({ _jobId, outcome }) => [`${String(_jobId)} ${String(outcome)}`],
	},
	newErrors: {
		ledger: ErrorLedger,
		lines: ({ _flowId, _stepId, newErrors }) =>
			Array<string>(Number(newErrors)).fill(`${String(_flowId)} ${String(_stepId)}`),
	},
	connectionOffline: { ledger: ConnectionLedger, lines: ({ name }) => [String(name)] },
};

/** Lets a history happen, and compares what each poll gave with what was due. */
async function live(triggerOn: string, kept: Keeping, aheadAtFirst: number, steps: Step[]): Promise<void> {
	const { ledger: KindOfLedger, lines } = KINDS[triggerOn];
	let now = Date.parse('2026-03-10T12:00:00Z');
	const account = new Account(() => now);
	const ledger = new KindOfLedger(account);
	const n8n: PollingN8n<Polls> = new PollingN8n(
		{
			node: { ...NODE, credentials: { celigoApi: { id: 'credential-1', name: 'Celigo' } } },
			clock: celigo.clock,
			newPolls: () => new Polls(celigo.clock),
			poll,
			answer: (request) => account.answer(request),
		},
		{ triggerOn, of: 'integration', integration: INTEGRATION, flow: FLOW, outcome: 'any', groupBy: 'step' },
		kept,
	);

	const pass = (ms: number) => {
		now += ms;
		n8n.now += ms;
		if (ms > HOUR) account.hidden.clear();
	};

	/** Rows that cannot be read fail one poll. */
	let hasFailedOnRows = false;
	const settle = ({ items = [], error, isSaved }: Polled) => {
		if (ledger.freshlySpoiled(n8n.parameters).length > 0 && !hasFailedOnRows) {
			hasFailedOnRows = true;
			expect([items, isSaved, error?.message]).toEqual([[], false, expect.stringContaining('lack')]);
			return;
		}
		hasFailedOnRows = false;
		expect(error).toBeUndefined();
		const told = items.flatMap((item) => (item.event === 'unreadable' ? UNREADABLE : lines(item)));
		expect(told.sort()).toEqual(ledger.poll(n8n.parameters));
		if (isSaved) ledger.save();
	};

	async function happen(step: Step): Promise<void> {
		switch (step.does) {
			case 'run':
				return account.run(step.flow, step);
			case 'fail':
			case 'resolve':
			case 'retry':
				return account[step.does](step.step, step.records, step.late);
			case 'connection':
				return void account.connections.set(step.name, step.is);
			case 'hide':
				return account.hide(ledger.seen);
			case 'show':
				return account.hidden.clear();
			case 'wait':
				return pass(step.ms);
			case 'clock':
				return void (n8n.now = now + step.ahead);
			case 'bad row':
				return void account.bad[step.isThere ? 'add' : 'delete'](step.list);
			case 'poll':
				return settle(await n8n.poll());
			case 'publish':
				return settle(await n8n.activate());
			case 'rename':
				return settle(await n8n.rename(step.name));
			case 'select':
				n8n.parameters.outcome = step.outcome;
				return settle(await n8n.activate());
			case 'choose':
				account.hidden.clear();
				n8n.parameters.of = step.of;
				return settle(await n8n.activate());
			case 'kill': {
				ledger.restore();
				account.hidden.clear();
				hasFailedOnRows = false;
				const polled = await n8n.restart();
				return polled && settle(polled);
			}
			case 'poll twice at once': {
				const [first, second] = await Promise.all([n8n.poll(), n8n.poll()]);
				expect([second.items, second.error]).toEqual([undefined, undefined]);
				return settle(first);
			}
			case 'test in the editor': {
				const before = n8n.remembered;
				n8n.mode = 'manual';
				await n8n.poll();
				n8n.mode = 'trigger';
				return expect(n8n.remembered).toBe(before);
			}
			case 'poll in vain': {
				const before = n8n.remembered;
				const hasFailed = breakAnswer(account, step);
				const polled = await n8n.poll();
				account.fault = undefined;
				if (!hasFailed()) return settle(polled);
				return expect([polled.items, n8n.remembered]).toEqual([undefined, before]);
			}
		}
	}

	n8n.now = now + aheadAtFirst;
	settle(await n8n.activate());
	for (const step of steps) {
		// Nothing happens in the very same millisecond.
		pass(1);
		account.forgetRead();
		await happen(step);
	}
	pass(21 * HOUR);
	account.bad.clear();
	account.forgetRead();
	settle(await n8n.poll());
}

/** The nth request from now on, and all for the same, get an answer that no state may come from. @returns whether there was one */
function breakAnswer(account: Account, { nth, how }: Step & { does: 'poll in vain' }): () => boolean {
	const before = account.asked;
	let broken: string | undefined;
	account.fault = (path, request) => {
		if (request - before === nth) broken ??= path;
		return path === broken ? FAULTS[how] : undefined;
	};
	return () => broken !== undefined;
}

test.each(Object.keys(KINDS))(
	'%s tells after each poll what a ledger tells that forgets nothing, whatever happens in between',
	async (triggerOn) => {
		await fc.assert(
			fc.asyncProperty(
				keeping,
				ahead,
				historyOf(triggerOn),
				async (kept, aheadAtFirst, steps) => await live(triggerOn, kept, aheadAtFirst, steps),
			),
			HISTORIES,
		);
	},
);
