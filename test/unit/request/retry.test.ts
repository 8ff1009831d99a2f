import fc from 'fast-check';
import { pause, retryAfterMs, waitBeforeRetry, type Outcome } from '../../../nodes/FlowMate/request/retry';

const NOW = Date.parse('2026-11-22T10:00:00Z');

describe('Retry-After', () => {
	test.each([
		['0', 0],
		['7', 7_000],
		[' 120 ', 120_000],
		['Sun, 22 Nov 2026 10:00:05 GMT', 5_000],
		['Sunday, 22-Nov-26 10:00:05 GMT', 5_000],
	])('%j is %d ms from now', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	it('is no wait at all when its date has passed', () => {
		expect(retryAfterMs('Sun, 22 Nov 2026 09:59:00 GMT', NOW)).toBe(0);
	});

	test.each([undefined, '', '  ', 'soon', 'in 5 minutes', 'soon 5', '1.5', '-5', '5s', 'Sunday'])(
		'%j is neither a number of seconds nor a date and says nothing',
		(header) => {
			expect(retryAfterMs(header, NOW)).toBeUndefined();
		},
	);
});

const wait = (outcome: Outcome, attempts: number, { repeatable = true, random = 0 } = {}) =>
	waitBeforeRetry(outcome, attempts, repeatable, random, NOW);

describe('An answer that settles the request', () => {
	it('is not asked for again', () => {
		expect(wait({ kind: 'final' }, 1)).toBeUndefined();
	});
});

describe('A request that may not have arrived', () => {
	test.each([
		[1, 1_000],
		[2, 2_000],
		[3, 4_000],
	])('is repeated after attempt %d, %d ms later', (attempts, ms) => {
		expect(wait({ kind: 'unavailable' }, attempts)).toBe(ms);
	});

	it('fails after its fourth attempt', () => {
		expect(wait({ kind: 'unavailable' }, 4)).toBeUndefined();
	});

	it('is never repeated where that could do harm', () => {
		expect(wait({ kind: 'unavailable' }, 1, { repeatable: false })).toBeUndefined();
	});

	it('is repeated up to a quarter later, so that many do not come back at once', () => {
		expect(wait({ kind: 'unavailable' }, 2, { random: 1 })).toBe(2_500);
	});
});

describe('A request that came too fast', () => {
	it('waits as long as the server says, whatever the method', () => {
		const outcome: Outcome = { kind: 'rateLimited', retryAfter: '30' };
		expect(wait(outcome, 1, { repeatable: false })).toBe(30_000);
	});

	it('waits as for an unavailable server when the server does not say how long', () => {
		expect([1, 2, 3, 4, 10].map((attempts) => wait({ kind: 'rateLimited' }, attempts))).toEqual([
			1_000, 2_000, 4_000, 4_000, 4_000,
		]);
	});

	it('fails at once when the server asks for more than two minutes', () => {
		expect(wait({ kind: 'rateLimited', retryAfter: '120' }, 1)).toBe(120_000);
		expect(wait({ kind: 'rateLimited', retryAfter: '121' }, 1)).toBeUndefined();
	});

	it('fails after ten waits', () => {
		expect(wait({ kind: 'rateLimited', retryAfter: '1' }, 10)).toBe(1_000);
		expect(wait({ kind: 'rateLimited', retryAfter: '1' }, 11)).toBeUndefined();
	});

	it('never comes back earlier than told', () => {
		fc.assert(
			fc.property(fc.nat(120), fc.double({ min: 0, max: 1, noNaN: true }), (seconds, random) => {
				const waited = wait({ kind: 'rateLimited', retryAfter: String(seconds) }, 1, { random });
				expect(waited).toBeGreaterThanOrEqual(seconds * 1_000);
				expect(waited).toBeLessThanOrEqual(seconds * 1_000 + 250);
			}),
		);
	});
});

describe('A pause', () => {
	it('ends after its time', async () => {
		const begin = Date.now();
		await pause(20, new AbortController().signal);
		expect(Date.now() - begin).toBeGreaterThanOrEqual(19);
	});

	it('ends at once when the execution is cancelled', async () => {
		const controller = new AbortController();
		const waiting = pause(1_000, controller.signal);
		controller.abort();
		await expect(waiting).rejects.toThrow('The execution was canceled');
	});

	it('does not begin when the execution was cancelled before', async () => {
		await expect(pause(1_000, AbortSignal.abort())).rejects.toThrow('The execution was canceled');
	});
});
