/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { FaultRule } from '../../../sandbox/flowmate';
import { startFlowMate } from '../../../sandbox/flowmate';
import { PATIENCE } from '../../../nodes/FlowMate/kit/poll';
import { loadEngine, type Engine, type PollOptions } from '../harness';
import { idsIn, OPERATIONS, type Case } from './operations';

/**
 * Every operation and the trigger × every fault: what must happen.
 *
 *   done     it succeeds, if need be on a second attempt
 *   unknown  it fails after one attempt and says that FlowMate may have carried it out
 *   others   it fails and says so, see SAYS
 *
 * The trigger's polls are repeatable requests; one that never ends is given up when n8n's time for the poll is over, and made good by the next poll.
 */
const FAULTS: Array<{
	fault: string;
	rule: Partial<FaultRule>;
	repeatable: string;
	once: string;
	/** Where a poll differs from other repeatable requests. */
	poll?: string;
}> = [
	{ fault: 'latency of 200 ms', rule: { effect: { latency: 200 } }, repeatable: 'done', once: 'done' },
	{
		fault: 'no answer',
		rule: { times: 1, effect: { hang: true } },
		repeatable: 'done',
		once: 'unknown',
	},
	{
		fault: 'reset before it was read',
		rule: { times: 1, effect: { reset: 'before' } },
		repeatable: 'done',
		once: 'unknown',
	},
	{
		fault: 'reset after it was done',
		rule: { times: 1, effect: { reset: 'after' } },
		repeatable: 'done',
		once: 'unknown',
	},
	{
		fault: 'answer cut off',
		rule: { times: 1, effect: { truncate: true } },
		repeatable: 'done',
		once: 'unknown',
	},
	{
		fault: 'broken JSON',
		rule: { times: 1, effect: { truncateJson: true } },
		repeatable: 'done',
		once: 'unreadable',
	},
	{ fault: 'HTML 502', rule: { times: 1, effect: { html: 502 } }, repeatable: 'done', once: 'unavailable' },
	{ fault: 'HTML 504', rule: { times: 1, effect: { html: 504 } }, repeatable: 'done', once: 'unavailable' },
	{
		fault: '429, seconds',
		rule: { times: 1, effect: { status: 429, retryAfter: '1' } },
		repeatable: 'done',
		once: 'done',
	},
	{
		fault: '429, date',
		rule: { times: 1, effect: { status: 429, retryAfter: 'date:1' } },
		repeatable: 'done',
		once: 'done',
	},
	{
		fault: '429 for too long',
		rule: { effect: { status: 429, retryAfter: '600' } },
		repeatable: 'slow down',
		once: 'slow down',
	},
	{
		fault: '500 without a message',
		rule: { effect: { status: 500 } },
		repeatable: 'no reason',
		once: 'no reason, unknown',
	},
	{
		fault: 'all tokens expire',
		rule: { times: 1, effect: { expireTokens: true } },
		repeatable: 'done',
		once: 'done',
	},
	{
		fault: 'redirect',
		rule: { effect: { redirect: 'http://127.0.0.1:9/' } },
		repeatable: 'leads on',
		once: 'leads on',
	},
	{
		fault: '413, above 100 kB',
		rule: { effect: { status: 413, body: { errors: [{ message: 'request entity too large', code: 413 }] } } },
		repeatable: 'too large',
		once: 'too large',
	},
];

const SAYS: Record<string, RegExp> = {
	unknown: /FlowMate may have carried this out.*before you repeat it/,
	unreadable: /could not be read.*FlowMate may have carried this out.*before you repeat it/s,
	unavailable:
		/not available at the moment \(HTTP 50\d\).*FlowMate may have carried this out.*before you repeat it/s,
	'slow down': /FlowMate asks to slow down/,
	'no reason': /FlowMate could not handle the request|FlowMate did not say/,
	'no reason, unknown':
		/FlowMate could not handle the request.*FlowMate may have carried this out.*before you repeat it/s,
	'leads on': /leads on to another address/,
	'too large': /larger than FlowMate accepts/,
};

/** For any answer that comes at all, on a busy machine, too: ms. */
const LONG_ENOUGH = 5_000;

let engine: Engine;
const counted = { cells: 0, done: 0, failed: 0 };

beforeAll(async () => {
	engine = await loadEngine();
});

afterAll(() => {
	process.stdout.write(
		`fault matrix: ${counted.cells} cells, ${counted.done} done, ${counted.failed} failed clearly\n`,
	);
});

/** Runs an operation under a fault. @returns `done`, or message and description of the error, and how often the platform was asked */
async function outcomeOf(
	operation: Case,
	rule: Partial<FaultRule>,
): Promise<{ outcome: string; processed: number }> {
	const sandbox = await startFlowMate({ webhookMissDelay: 0, flowDelay: 60_000 });
	try {
		const credential = engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner });
		sandbox.faults.add({ method: operation.method, path: operation.path, ...rule } as FaultRule);
		const parameters = { ...operation.parameters(idsIn(sandbox)), requestOptions: { timeout: LONG_ENOUGH } };
		const { error, items } = await engine.run({ node: 'flowMate', parameters, credential });
		const processed = sandbox.count(operation.method, operation.path);
		if (error) return { outcome: `${error.message}\n${String(error.description)}`, processed };
		return { outcome: items.length > 0 ? 'done' : 'nothing', processed };
	} finally {
		await sandbox.close();
	}
}

/** A quarter of an hour later. */
async function pollLater(trigger: PollOptions) {
	const { now } = Date;
	const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + PATIENCE);
	try {
		return await engine.poll(trigger);
	} finally {
		later.mockRestore();
	}
}

/** Polls, and again under a fault and with a count that has risen; where that is passed over, a third time when it has lasted. */
async function pollUnder(rule: Partial<FaultRule>) {
	const sandbox = await startFlowMate();
	try {
		const { user, active } = idsIn(sandbox);
		const trigger = {
			node: 'flowMateTrigger',
			parameters: { triggerOn: 'executions', groupBy: 'user', window: 'month', timezone: 'UTC' },
			credential: engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner }),
			staticData: {},
			budget: 5_000,
		};
		await engine.poll(trigger);
		const state = JSON.stringify(trigger.staticData);
		sandbox.countExecutions({
			user,
			flow: active,
			day: new Date().toISOString().slice(0, 10),
			executions: 3,
		});
		sandbox.faults.add({ path: '/icenter', ...rule } as FaultRule);
		let { items, error } = await engine.poll(trigger);
		if (!items && !error) ({ items, error } = await pollLater(trigger));
		const differences = items?.[0].map(({ json }) => json.difference);
		return {
			outcome: error ? `${error.message}\n${String(error.description)}` : 'done',
			differences,
			stateKept: JSON.stringify(trigger.staticData) === state,
		};
	} finally {
		await sandbox.close();
	}
}

describe.each(FAULTS)('$fault', ({ rule, repeatable, once, poll = repeatable }) => {
	test('the trigger gives the count that rose once, or fails clearly and forgets nothing', async () => {
		const { outcome, differences, stateKept } = await pollUnder(rule);
		counted.cells++;
		counted[poll === 'done' ? 'done' : 'failed']++;
		if (poll === 'done') expect([outcome, differences]).toEqual(['done', [3]]);
		else
			expect([outcome, differences, stateKept]).toEqual([expect.stringMatching(SAYS[poll]), undefined, true]);
	});

	test('every operation does what the table says', async () => {
		const results = await Promise.all(OPERATIONS.map(async (operation) => await outcomeOf(operation, rule)));
		OPERATIONS.forEach((operation, index) => {
			const expected = operation.repeatable ? repeatable : once;
			const { outcome, processed } = results[index];
			counted.cells++;
			counted[expected === 'done' ? 'done' : 'failed']++;
			const told = expected === 'done' ? outcome : (SAYS[expected].exec(outcome)?.[0] ?? outcome);
			expect([operation.name, told]).toEqual([
				operation.name,
				expected === 'done' ? 'done' : (expect.stringMatching(SAYS[expected]) as string),
			]);
			if (expected === 'unknown') expect([operation.name, processed]).toEqual([operation.name, 1]);
		});
	});
});
