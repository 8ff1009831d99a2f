import { firstPace, paceAfter, type Pace } from '../../nodes/FlowMate/kit/pace';
import { sendAll, type SimulatedServer } from './simulated';

/** How long the same takes with a fixed number of requests in flight. */
const fixed = (count: number, { latency }: SimulatedServer, width: number) =>
	Math.ceil(count / width) * latency;

const server = (
	latency: number,
	takes = Infinity,
	other: Partial<SimulatedServer> = {},
): SimulatedServer => ({
	latency,
	takes: () => takes,
	...other,
});

describe('The pace', () => {
	it.each([50, 200])('reaches the most that is allowed in three rounds of %d ms', async (latency) => {
		const generous = server(latency);
		const { ms, refused } = await sendAll(1_000, generous);
		expect(ms).toBeLessThanOrEqual(fixed(1_000, generous, 50) + 2 * latency);
		expect(refused).toBe(0);
	});

	it.each([
		[50, 0],
		[50, 1.5],
		[50, 3],
		[200, 0],
		[200, 1.5],
	])(
		'finds the twenty that a server of %d ms takes where a request keeps this process busy for %d ms, with fewer than 4 %% refused',
		async (latency, handling) => {
			const narrow = server(latency, 20);
			const { ms, refused, failed } = await sendAll(1_000, narrow, 50, handling);
			const best = await sendAll(1_000, narrow, 20, handling);
			expect(refused / 1_000).toBeLessThan(0.04);
			expect(ms).toBeLessThanOrEqual(best.ms * 1.05);
			expect([failed, best.refused]).toEqual([0, 0]);
		},
	);

	it.each([1, 2, 5, 10, 15, 35, 45])('finds %d as well', async (takes) => {
		const narrow = server(50, takes);
		const { ms, refused } = await sendAll(2_000, narrow);
		expect(refused / 2_000).toBeLessThan(0.03);
		expect(ms).toBeLessThanOrEqual(fixed(2_000, narrow, takes) * 1.15);
	});

	it('tries the more seldom the more often it was in vain', async () => {
		const { refused } = await sendAll(10_000, server(50, 20));
		expect(refused).toBeLessThan(50);
	});

	it('tries no more where what is left is done before a refused request comes again', async () => {
		const short = await sendAll(1_000, server(50, 20));
		expect(short.ms).toBe(fixed(1_000, server(50, 20), 20) + 50);
	});

	it.each([
		['twenty, then five', (at: number) => (at < 1_000 ? 20 : 5), 1_000, 7_000],
		['five, then forty', (at: number) => (at < 2_000 ? 5 : 40), 3_000, 5_500],
		[
			'twenty, ten and thirty by turns',
			(at: number) => [20, 10, 30][Math.floor(at / 3_000) % 3],
			3_000,
			7_500,
		],
	])('follows a server that takes %s', async (_, takes, count, best) => {
		const { ms, refused, failed } = await sendAll(count, { latency: 50, takes });
		expect(ms).toBeLessThanOrEqual(best * 1.4);
		expect(refused / count).toBeLessThan(0.06);
		expect(failed).toBe(0);
	});

	it.each([
		['HTTP 503', { statusCode: 503, headers: {}, body: {} }, 1.05],
		[
			'HTTP 429 that asks to wait a second',
			{ statusCode: 429, headers: { 'retry-after': '1' }, body: {} },
			2,
		],
		['time-outs of a second', 'timeOut' as const, 1.5],
	])('learns from %s', async (_, refusal, atMost) => {
		const narrow = server(50, 20, { refusal });
		const { ms, refused, failed } = await sendAll(1_000, narrow);
		expect(refused / 1_000).toBeLessThan(0.05);
		expect(ms).toBeLessThanOrEqual(fixed(1_000, narrow, 20) * atMost);
		expect(failed).toBe(0);
	});

	it('does not grow while answers take longer and longer', async () => {
		const { mostInFlight } = await sendAll(1_000, server(20, Infinity, { hands: 5 }));
		expect(mostInFlight).toBeLessThan(40);
	});

	/** A request among forty. */
	const experience = { startedAt: 0, endedAt: 10, isTooMuch: true, inFlight: 40, isFull: true, waiting: 100 };

	it('halves once for requests that were refused together', () => {
		const pace = { ...firstPace, width: 40 };
		const once = paceAfter(pace, experience, 50);
		expect(once.width).toBe(20);
		expect(paceAfter(once, { ...experience, endedAt: 11 }, 50)).toBe(once);
		expect(paceAfter(once, { ...experience, startedAt: 12, endedAt: 13 }, 50).width).toBe(10);
	});

	it('never falls below one', () => {
		let pace: Pace = firstPace;
		for (let at = 0; at < 20; at++) pace = paceAfter(pace, { ...experience, startedAt: at, endedAt: at }, 50);
		expect(pace.width).toBe(1);
	});

	it('does not grow where nobody needs the places', () => {
		const answered = { ...experience, endedAt: 50, isTooMuch: false, inFlight: 5, isFull: false };
		expect(paceAfter(firstPace, answered, 50).width).toBe(10);
	});
});
