import { sendAll, type SimulatedServer } from './simulated';

const server = (
	latency: number,
	perTime: SimulatedServer['perTime'],
	other: Partial<SimulatedServer> = {},
) => ({
	latency,
	takes: () => Infinity,
	perTime,
	...other,
});

/** Seconds that nobody is quicker than. */
const least = (count: number, { latency, perTime }: SimulatedServer) =>
	Math.max((count * latency) / 50, ((count - perTime!.requests) / perTime!.requests) * perTime!.ms) / 1_000;

const asking: SimulatedServer['refusal'] = { statusCode: 429, headers: { 'retry-after': '1' }, body: {} };

describe('A server that counts requests by time', () => {
	describe.each([
		['from one full second to the next', {}],
		['in any second', { bucket: true }],
	])('%s', (_, kind) => {
		it.each(
			[5, 50, 200].flatMap((latency) => [2, 5, 10, 20, 50, 100].map((requests) => [requests, latency])),
		)(
			'is met where it takes %d a second, each for %d ms, and does not say when',
			async (requests, latency) => {
				const limited = server(latency, { requests, ms: 1_000, ...kind });
				const { ms, refused, failed } = await sendAll(1_000, limited);
				expect(failed).toBe(0);
				expect(refused).toBeLessThan(500);
				expect(ms / 1_000).toBeLessThan(least(1_000, limited) * 1.7);
			},
		);

		it.each([5, 50, 200])('is met where it takes a hundred a minute, each for %d ms', async (latency) => {
			const limited = server(latency, { requests: 100, ms: 60_000, ...kind });
			const { ms, refused, failed } = await sendAll(1_000, limited);
			expect(failed).toBe(0);
			expect(refused).toBeLessThan(200);
			expect(ms / 1_000).toBeLessThan(least(1_000, limited) * 1.1);
		});

		it('is met by fifty requests, too', async () => {
			const { ms, failed } = await sendAll(50, server(50, { requests: 10, ms: 1_000, ...kind }));
			expect(failed).toBe(0);
			expect(ms).toBeLessThan(12_000);
		});

		it.each([5, 50])('is not asked before the second that it names is over (%d ms)', async (latency) => {
			const limited = server(latency, { requests: 10, ms: 1_000, ...kind }, { refusal: asking });
			const { ms, refused, failed } = await sendAll(1_000, limited);
			expect(failed).toBe(0);
			expect(refused).toBeLessThan(250);
			expect(ms / 1_000).toBeLessThan(least(1_000, limited) * 1.2);
		});
	});

	it.each([
		[1, 11],
		[5, 55],
		[1_000, 1_100],
	])('is given up after a minute where it refuses everything: %d items, %d requests', async (count, most) => {
		const { ms, requests, failed } = await sendAll(count, { latency: 50, takes: () => 0 });
		expect(failed).toBe(count);
		expect(requests).toBeLessThanOrEqual(most);
		expect(ms).toBeGreaterThan(60_000);
		expect(ms).toBeLessThan(80_000);
	});

	it('is asked more and more often when it counts no longer', async () => {
		const perTime = { requests: 10, ms: 1_000 };
		const takes = (at: number) => {
			if (at > 20_000) perTime.requests = 10_000;
			return Infinity;
		};
		const { ms, failed } = await sendAll(5_000, { latency: 50, takes, perTime });
		expect(failed).toBe(0);
		expect(ms).toBeLessThan(100_000); // at ten a second 500 s
	});
});
