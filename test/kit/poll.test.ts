import type { IPollFunctions } from 'n8n-workflow';
import { Polls, timeFor } from '../../nodes/FlowMate/kit/poll';

/** What the kit asks of n8n's context. */
const contextOf = (workflow: string, node: string, budget?: number) =>
	({
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
		...(budget !== undefined && { getPollBudgetMs: () => budget }),
	}) as IPollFunctions;

const items = [[{ json: { id: 1 } }]];

describe('Polls', () => {
	it('of the same node do not overtake each other', async () => {
		const polls = new Polls();
		let end: (result: null) => void = () => {};
		const first = polls.run(contextOf('w', 'n'), async () => await new Promise((resolve) => (end = resolve)));
		const poll = jest.fn(async () => items);
		expect(await polls.run(contextOf('w', 'n'), poll)).toBeNull();
		expect(poll).not.toHaveBeenCalled();
		end(null);
		await first;
		expect(await polls.run(contextOf('w', 'n'), poll)).toBe(items);
	});

	test.each([
		['another node', 'w', 'm'],
		['another workflow', 'v', 'n'],
	])('of %s go on', async (_, workflow, node) => {
		const polls = new Polls();
		void polls.run(contextOf('w', 'n'), async () => await new Promise(() => {}));
		expect(await polls.run(contextOf(workflow, node), async () => items)).toBe(items);
	});

	it('that failed make room for the next', async () => {
		const polls = new Polls();
		const failing = polls.run(contextOf('w', 'n'), async () => await Promise.reject(new Error('lost')));
		await expect(failing).rejects.toThrow('lost');
		expect(await polls.run(contextOf('w', 'n'), async () => items)).toBe(items);
	});
});

describe('The time for a poll', () => {
	it('is half of what n8n grants for asking, and nine tenths for waiting', () => {
		expect(timeFor(contextOf('w', 'n', 60_000), 1_000)).toEqual({ halfTime: 31_000, deadline: 55_000 });
	});

	it('is five minutes where n8n grants none', () => {
		expect(timeFor(contextOf('w', 'n'), 0)).toEqual({ halfTime: 150_000, deadline: 270_000 });
	});
});
