import { pause, stopIfCancelled, systemClock } from '../../nodes/FlowMate/kit/clock';
import { TestClock } from './clock';

describe('A pause', () => {
	it('takes its time', async () => {
		const clock = new TestClock();
		await pause(clock, 2_500);
		expect(clock.passed).toBe(2_500);
	});

	it('takes its time in slices where it can be cancelled', async () => {
		const clock = new TestClock();
		await pause(clock, 2_500, new AbortController().signal);
		expect(clock.waits).toEqual([1_000, 1_000, 500]);
	});

	it('goes on where a timer fired before its time', async () => {
		const clock = new TestClock();
		clock.sleep = async (ms) => void (clock.passed += Math.ceil(ms / 2));
		await pause(clock, 400, new AbortController().signal);
		expect(clock.passed).toBeGreaterThanOrEqual(400);
	});

	it('ends at once when the execution is cancelled', async () => {
		const controller = new AbortController();
		const clock = { ...systemClock, sleep: async () => await new Promise<void>(() => {}) };
		const waiting = pause(clock, 100_000, controller.signal);
		controller.abort();
		await expect(waiting).rejects.toThrow('The execution was canceled');
	});

	it('does not begin when the execution was cancelled before', async () => {
		const clock = new TestClock();
		await expect(pause(clock, 1_000, AbortSignal.abort())).rejects.toThrow('The execution was canceled');
		expect(clock.waits).toEqual([]);
	});

	it('burdens the signal with one listener, however many wait at a time: Node warns of more than ten', async () => {
		const { signal } = new AbortController();
		const listen = jest.spyOn(signal, 'addEventListener');
		await Promise.all(Array.from({ length: 50 }, async () => await pause(new TestClock(), 10, signal)));
		await pause(new TestClock(), 10, signal);
		expect(listen).toHaveBeenCalledTimes(1);
	});

	it('ends at once for all who wait when the execution is cancelled', async () => {
		const controller = new AbortController();
		const clock = { ...systemClock, sleep: async () => await new Promise<void>(() => {}) };
		const waiting = Array.from({ length: 3 }, async () => await pause(clock, 100_000, controller.signal));
		controller.abort();
		const ended = await Promise.allSettled(waiting);
		expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
	});
});

describe('An execution', () => {
	it('goes on unless it was cancelled', () => {
		expect(() => stopIfCancelled()).not.toThrow();
		expect(() => stopIfCancelled(new AbortController().signal)).not.toThrow();
		expect(() => stopIfCancelled(AbortSignal.abort())).toThrow('The execution was canceled');
	});
});

describe("The system's clock", () => {
	it('tells the time and waits', async () => {
		const begin = systemClock.now();
		await systemClock.sleep(20);
		expect(systemClock.now() - begin).toBeGreaterThanOrEqual(19);
		expect(systemClock.now()).toBeLessThanOrEqual(Date.now());
	});
});
