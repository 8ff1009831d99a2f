import fc from 'fast-check';
import { verdictOn, waitBeforeRetry, type Verdict } from '../../nodes/FlowMate/kit/retry';

const answer = (statusCode: number, headers = {}, body: unknown = '') => ({ statusCode, headers, body });
const verdict = (result: Parameters<typeof verdictOn>[0]) => verdictOn(result, 0);

describe('What came of an attempt', () => {
	test.each([200, 201, 302, 400, 401, 403, 404, 409, 413, 501])('is final with HTTP %d', (status) => {
		expect(verdict(answer(status))).toEqual({ kind: 'final' });
	});

	test.each([408, 425, 499, 500, 502, 503, 504, 520, 522, 524])('is unavailable with HTTP %d', (status) => {
		expect(verdict(answer(status))).toEqual({ kind: 'unavailable' });
	});

	it('is unavailable when the end of the answer is missing', () => {
		expect(verdict({ ...answer(200), cutShort: true })).toEqual({ kind: 'unavailable' });
	});

	test.each([
		'ECONNRESET',
		'EPIPE',
		'ETIMEDOUT',
		'ECONNABORTED',
		'ESOCKETTIMEDOUT',
		'UND_ERR_SOCKET',
		'Z_BUF_ERROR',
	])('is unavailable when the connection ended with %s', (code) =>
		expect(verdict({ code })).toEqual({ kind: 'unavailable' }),
	);

	test.each(['ENOTFOUND', 'ECONNREFUSED', 'CERT_HAS_EXPIRED'])('is final with %s', (code) => {
		expect(verdict({ code })).toEqual({ kind: 'final' });
	});

	it('carries the wait that HTTP 429 asks for', () => {
		expect(verdict(answer(429, { 'retry-after': '7' }))).toEqual({ kind: 'rateLimited', asked: 7_000 });
		expect(verdict(answer(429))).toEqual({ kind: 'rateLimited', asked: undefined });
	});
});

const wait = (given: Verdict, attempts: number, { repeatable = true, random = 0 } = {}) =>
	waitBeforeRetry(given, attempts, repeatable, { random: () => random });

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
		expect(wait({ kind: 'rateLimited', asked: 30_000 }, 1, { repeatable: false })).toBe(30_000);
	});

	it('waits as for an unavailable server when the server does not say how long', () => {
		expect([1, 2, 3, 4, 10].map((attempts) => wait({ kind: 'rateLimited' }, attempts))).toEqual([
			1_000, 2_000, 4_000, 4_000, 4_000,
		]);
	});

	it('fails at once when the server asks for more than two minutes', () => {
		expect(wait({ kind: 'rateLimited', asked: 120_000 }, 1)).toBe(120_000);
		expect(wait({ kind: 'rateLimited', asked: 120_001 }, 1)).toBeUndefined();
	});

	it('fails after ten waits', () => {
		expect(wait({ kind: 'rateLimited', asked: 1_000 }, 10)).toBe(1_000);
		expect(wait({ kind: 'rateLimited', asked: 1_000 }, 11)).toBeUndefined();
	});

	it('never comes back earlier than told', () => {
		fc.assert(
			fc.property(fc.nat(120_000), fc.double({ min: 0, max: 1, noNaN: true }), (asked, random) => {
				const waited = wait({ kind: 'rateLimited', asked }, 1, { random });
				expect(waited).toBeGreaterThanOrEqual(asked);
				expect(waited).toBeLessThanOrEqual(asked + 250);
			}),
		);
	});
});
