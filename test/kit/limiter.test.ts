/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setImmediate as turn } from 'node:timers/promises';
import { systemClock } from '../../nodes/FlowMate/kit/clock';
import { Limiters, type Load } from '../../nodes/FlowMate/kit/limiter';
import { TestClock } from './clock';

const fine = (): Load => ({ isTooMuch: false });

/** Begins requests of an execution that end when told to, and notes which are under way. */
function execution(limiters: Limiters, signal: AbortSignal | undefined, most: number) {
	const begun: Array<{ name: string; end: () => void }> = [];
	const begin = async (name: string) =>
		await limiters.run(
			systemClock,
			signal,
			most,
			async () => {
				await new Promise<void>((end) => begun.push({ name, end }));
				return name;
			},
			fine,
		);
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
		const failing = limiters.run(
			systemClock,
			signal,
			1,
			async () => await Promise.reject(new Error('lost')),
			fine,
		);
		const next = limiters.run(systemClock, signal, 1, async () => await Promise.resolve('arrived'), fine);
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

describe('A server that asks to wait', () => {
	/** Forty requests of which those before `free` are refused; gives when each began, in ms after the first. */
	async function begunAt(free: number): Promise<number[]> {
		const [clock, limiters, signal] = [new TestClock(), new Limiters(), newSignal()];
		const start = clock.now();
		const begun: number[] = [];
		const request = async (): Promise<void> => {
			const load = await limiters.run(
				clock,
				signal,
				50,
				async (): Promise<Load> => {
					const at = clock.now() - start;
					begun.push(at);
					await turn();
					return at < free ? { isTooMuch: true, asked: free - at } : { isTooMuch: false };
				},
				(result) => result,
			);
			if (load.isTooMuch) await request();
		};
		await Promise.all(Array.from({ length: 40 }, request));
		return begun;
	}

	it('is asked by those that were on their way, and by nobody else until the time is over', async () => {
		const begun = await begunAt(2_000);
		expect(begun.filter((at) => at < 2_000)).toHaveLength(10);
		expect(begun.filter((at) => at >= 2_000)).toHaveLength(40);
	});
});

describe('Requests in flight find their number', () => {
	/** How many were on their way when each of 200 requests began, on a server that refuses those above `bearable`. */
	async function widths(bearable: number, most = 50): Promise<{ seen: number[]; refused: number }> {
		const [limiters, signal] = [new Limiters(), newSignal()];
		const seen: number[] = [];
		let [flying, refused] = [0, 0];
		const request = async (): Promise<void> => {
			const isTooMuch = await limiters.run(
				systemClock,
				signal,
				most,
				async () => {
					seen.push(++flying);
					const tooMany = flying > bearable;
					if (!tooMany) await turn();
					flying--;
					return tooMany;
				},
				(result) => ({ isTooMuch: result }),
			);
			if (isTooMuch) {
				refused++;
				await request();
			}
		};
		await Promise.all(Array.from({ length: 200 }, request));
		return { seen, refused };
	}

	it('between ten and the most that is allowed', async () => {
		const { seen, refused } = await widths(Infinity);
		expect(seen.slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(Math.max(...seen)).toBe(50);
		expect(refused).toBe(0);
	});

	it('and never go above what is allowed', async () => {
		expect(Math.max(...(await widths(Infinity, 3)).seen)).toBe(3);
	});

	it('and go below ten where the server bears less', async () => {
		const { seen, refused } = await widths(4);
		expect(Math.max(...seen.slice(-50))).toBeLessThanOrEqual(6);
		expect(refused).toBeLessThan(30);
	});
});
