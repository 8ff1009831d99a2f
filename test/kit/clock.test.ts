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

	it('is not forgotten by the signal that outlives it', async () => {
		const { signal } = new AbortController();
		const remove = jest.spyOn(signal, 'removeEventListener');
		await pause(new TestClock(), 10, signal);
		expect(remove).toHaveBeenCalledTimes(1);
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
