import { NodeApiError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { PATIENCE, Polls, timeFor } from '../../nodes/FlowMate/kit/poll';

const DAY = 24 * 60 * 60 * 1_000;

let now: number;
let polls: Polls;
let log: string[];
/** Static data of the workflow, by n8n's keys. */
let data: Record<string, IDataObject>;

beforeEach(() => {
	now = Date.parse('2026-03-10T12:00:00Z');
	restart();
	log = [];
	data = {};
});

function restart() {
	polls = new Polls({ now: () => now, random: () => 0, sleep: async () => {} });
}

/** What the kit asks of n8n's context. */
const contextOf = ({ workflow = 'w', node = 'n', name = 'Trigger', budget = 300_000 } = {}) =>
	({
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node, name, type: 'trigger' }),
		getWorkflowStaticData: (type: string) => (data[type === 'node' ? `node:${name}` : type] ??= {}),
		getPollBudgetMs: () => budget,
		logger: { warn: (message: string) => log.push(message) },
	}) as unknown as IPollFunctions;

const SCHEDULED = { budget: 36_000 };
const items = [{ json: { id: 1 } }];
const node = {
	id: 'n',
	name: 'Trigger',
	type: 'trigger',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};
const failure = (httpCode: string) =>
	new NodeApiError(node, { message: 'No' }, { message: 'No answer', httpCode });

/** A poll that leaves a text. @returns what the one before had left */
async function leave(
	text: string,
	{ tells = false, context = contextOf() } = {},
): Promise<string | undefined> {
	let remembered: string | undefined;
	await polls.run(context, async (tick) => {
		({ remembered } = tick);
		tick.remember(text);
		return await Promise.resolve(tells ? items : null);
	});
	return remembered;
}

const fail = async (error: Error, context = contextOf()) =>
	await polls.run(context, async () => await Promise.reject(error));

describe('Polls', () => {
	it('of the same node do not overtake each other', async () => {
		let end: (result: null) => void = () => {};
		const first = polls.run(contextOf(), async () => await new Promise((resolve) => (end = resolve)));
		const poll = jest.fn(async () => await Promise.resolve(items));
		expect(await polls.run(contextOf(), poll)).toBeNull();
		expect(poll).not.toHaveBeenCalled();
		end(null);
		await first;
		expect(await polls.run(contextOf(), poll)).toEqual([items]);
	});

	test.each([
		['another node', { node: 'm' }],
		['another workflow', { workflow: 'v' }],
	])('of %s go on', async (_, other) => {
		void polls.run(contextOf(), async () => await new Promise(() => {}));
		expect(await polls.run(contextOf(other), async () => await Promise.resolve(items))).toEqual([items]);
	});
});

describe('A failed poll', () => {
	test.each(['500', '503', '408', '429', '200'])(
		'is logged and left to the next where it may pass: %s',
		async (status) => {
			expect(await fail(failure(status))).toBeNull();
			expect(log).toEqual(['Trigger: No answer. The next poll makes up for it.']);
		},
	);

	test.each([
		['401', failure('401')],
		['400', failure('400')],
		['anything else than an answer', new Error('lost')],
	])('fails at once where it lasts: %s', async (_, error) => {
		await expect(fail(error)).rejects.toBe(error);
	});

	it('goes by the reason that an error declares, rather than by its status', async () => {
		const refused = Object.assign(failure('503'), { failure: { cause: 'credential-invalid' } });
		await expect(fail(refused)).rejects.toBe(refused);
	});

	it('fails for all to see after a quarter of an hour, until one succeeds', async () => {
		await fail(failure('503'));
		now += PATIENCE;
		await expect(fail(failure('503'))).rejects.toThrow('No answer');
		await leave('a');
		expect(await fail(failure('503'))).toBeNull();
	});

	test.each([
		['in memory', contextOf(), contextOf()],
		['by the scheduler', contextOf(SCHEDULED), contextOf()],
	])('does not end a new activation, whatever came before: %s', async (_, before, activation) => {
		await fail(failure('503'), before);
		await fail(failure('503'), before);
		now += PATIENCE;
		await expect(fail(failure('503'), before)).rejects.toThrow('No answer');
		expect(await fail(failure('503'), activation)).toBeNull();
	});

	it('leaves nothing, and can be shown at once', async () => {
		await leave('a');
		const error = failure('200');
		const poll = polls.run(contextOf(), async (tick) => {
			tick.remember('b');
			throw tick.atOnce(error);
		});
		await expect(poll).rejects.toBe(error);
		expect(await leave('c')).toBe('a');
	});
});

describe('What a poll has left', () => {
	it('is there for the next one, and is written only where it changed', async () => {
		expect(await leave('a')).toBeUndefined();
		for (const kept of Object.values(data)) Object.freeze(kept);
		expect(await leave('a')).toBe('a');
	});

	it('is there under the name that the node has now, and under an old one that it takes up again', async () => {
		await leave('a');
		restart();
		expect(await leave('b', { context: contextOf({ name: 'Other' }) })).toBe('a');
		restart();
		expect(await leave('c')).toBe('b');
	});

	it('is not that of another node which had the name before', async () => {
		await leave('a');
		expect(await leave('b', { context: contextOf({ node: 'm' }) })).toBeUndefined();
	});

	it('outlives n8n, which does not save a poll that gave nothing, in this process', async () => {
		await leave('a', { tells: true });
		const saved = structuredClone(data);
		await leave('b');
		data = structuredClone(saved);
		expect(await leave('c')).toBe('b');
		data = structuredClone(saved);
		expect(await leave('d')).toBe('c');
		data = structuredClone(saved);
		restart();
		expect(await leave('e')).toBe('a');
	});

	it('is what n8n saved, where items were told that n8n could not save', async () => {
		await leave('a', { tells: true });
		const saved = structuredClone(data);
		await leave('b', { tells: true });
		data = structuredClone(saved);
		expect(await leave('c')).toBe('a');
	});

	it('outlives a scheduler that saved nothing yet, but does not serve a node that begins', async () => {
		await leave('a', { context: contextOf(SCHEDULED) });
		data = {};
		expect(await leave('b', { context: contextOf(SCHEDULED) })).toBe('a');
		data = {};
		expect(await leave('c')).toBeUndefined();
	});
});

describe('The clock', () => {
	const clockSince = async (last: number) => {
		let clock: string | undefined;
		await polls.run(contextOf(), async (tick) => {
			clock = tick.clockSince(last);
			return await Promise.resolve(null);
		});
		return clock;
	};

	test.each([
		[0, 'steady'],
		[-DAY / 2, 'steady'],
		[DAY, 'steady'],
		[2 * DAY, 'doubted'],
		[-DAY, 'doubted'],
	])('that went on by %d ms: %s', async (ms, clock) => {
		expect(await clockSince(now - ms)).toBe(clock);
	});

	it('is believed when a second poll sees the same', async () => {
		const last = now;
		now += 3 * DAY;
		expect([await clockSince(last), await clockSince(last)]).toEqual(['doubted', 'jumped']);
		now -= 6 * DAY;
		expect([await clockSince(last), await clockSince(last)]).toEqual(['doubted', 'jumped']);
	});

	it('is believed at once where this process saw the time go by', async () => {
		const elapsed = jest.spyOn(performance, 'now').mockReturnValue(0);
		await leave('a');
		const last = now;
		now += 7 * DAY;
		elapsed.mockReturnValue(7 * DAY);
		expect(await clockSince(last)).toBe('steady');
		jest.restoreAllMocks();
	});
});

describe('The time for a poll', () => {
	it('is half of what n8n grants for asking, and nine tenths for waiting', () => {
		expect(timeFor(contextOf({ budget: 60_000 }), 1_000)).toEqual({ halfTime: 31_000, deadline: 55_000 });
	});
});
