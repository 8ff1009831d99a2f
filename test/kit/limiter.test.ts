/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setImmediate as turn } from 'node:timers/promises';
import { Limiters } from '../../nodes/FlowMate/kit/limiter';

/** Begins requests of an execution that end when told to, and notes which are under way. */
function execution(limiters: Limiters, signal: AbortSignal | undefined, most: number) {
	const begun: Array<{ name: string; end: () => void }> = [];
	const begin = async (name: string) =>
		await limiters.run(signal, most, async () => {
			await new Promise<void>((end) => begun.push({ name, end }));
			return name;
		});
	return { begun, begin, names: () => begun.map(({ name }) => name) };
}

const newSignal = () => new AbortController().signal;

describe('Requests in flight', () => {
	it('are at most as many as allowed, and the others follow in turn', async () => {
		const { begun, begin, names } = execution(new Limiters(), newSignal(), 2);
		const all = ['a', 'b', 'c', 'd'].map(begin);
		await turn();
		expect(names()).toEqual(['a', 'b']);
		begun[0].end();
		await turn();
		expect(names()).toEqual(['a', 'b', 'c']);
		begun[1].end();
		begun[2].end();
		await turn();
		begun[3].end();
		expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
	});

	it('of another execution do not count', async () => {
		const limiters = new Limiters();
		const [one, other] = [execution(limiters, newSignal(), 1), execution(limiters, newSignal(), 1)];
		void one.begin('a');
		void other.begin('b');
		await turn();
		expect([one.names(), other.names()]).toEqual([['a'], ['b']]);
	});

	it('of another package do not count', async () => {
		const signal = newSignal();
		const [one, other] = [execution(new Limiters(), signal, 1), execution(new Limiters(), signal, 1)];
		void one.begin('a');
		void other.begin('b');
		await turn();
		expect([one.names(), other.names()]).toEqual([['a'], ['b']]);
	});

	it('are not limited where there is no execution', async () => {
		const { begin, names } = execution(new Limiters(), undefined, 1);
		void begin('a');
		void begin('b');
		await turn();
		expect(names()).toEqual(['a', 'b']);
	});

	it('make room when one fails', async () => {
		const [limiters, signal] = [new Limiters(), newSignal()];
		const failing = limiters.run(signal, 1, async () => await Promise.reject(new Error('lost')));
		const next = limiters.run(signal, 1, async () => await Promise.resolve('arrived'));
		await expect(failing).rejects.toThrow('lost');
		expect(await next).toBe('arrived');
	});

	it('are not begun after the execution was cancelled', async () => {
		const controller = new AbortController();
		const { begun, begin, names } = execution(new Limiters(), controller.signal, 1);
		const [first, second] = ['a', 'b'].map(begin);
		await turn();
		controller.abort();
		begun[0].end();
		await expect(second).rejects.toThrow('The execution was canceled');
		expect([await first, names()]).toEqual(['a', ['a']]);
	});
});
