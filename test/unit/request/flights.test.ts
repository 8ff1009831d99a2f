/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setImmediate as turn } from 'node:timers/promises';
import { inFlight } from '../../../nodes/FlowMate/request/flights';

/** Starts flights of an execution that land when told to, and notes which are in the air. */
function airport(signal: AbortSignal | undefined, limit: number) {
	const flying: Array<{ name: string; land: () => void }> = [];
	const start = (name: string) =>
		inFlight(signal, limit, async () => {
			await new Promise<void>((land) => flying.push({ name, land }));
			return name;
		});
	return { flying, start, names: () => flying.map(({ name }) => name) };
}

const execution = () => new AbortController().signal;

describe('Requests in flight', () => {
	it('are at most as many as allowed, and the others follow in turn', async () => {
		const { flying, start, names } = airport(execution(), 2);
		const all = ['a', 'b', 'c', 'd'].map(start);
		await turn();
		expect(names()).toEqual(['a', 'b']);
		flying[0].land();
		await turn();
		expect(names()).toEqual(['a', 'b', 'c']);
		flying[1].land();
		flying[2].land();
		await turn();
		flying[3].land();
		expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
	});

	it('of another execution do not count', async () => {
		const [one, other] = [airport(execution(), 1), airport(execution(), 1)];
		void one.start('a');
		void other.start('b');
		await turn();
		expect([one.names(), other.names()]).toEqual([['a'], ['b']]);
	});

	it('make room when one fails', async () => {
		const signal = execution();
		const failing = inFlight(signal, 1, async () => await Promise.reject(new Error('lost')));
		const next = inFlight(signal, 1, async () => await Promise.resolve('arrived'));
		await expect(failing).rejects.toThrow('lost');
		expect(await next).toBe('arrived');
	});

	it('do not take off after the execution was cancelled', async () => {
		const controller = new AbortController();
		const { flying, start, names } = airport(controller.signal, 1);
		const [first, second] = ['a', 'b'].map(start);
		await turn();
		controller.abort();
		flying[0].land();
		await expect(second).rejects.toThrow('The execution was canceled');
		expect([await first, names()]).toEqual(['a', ['a']]);
	});
});
