import { exitCode } from '../../scripts/live/report';
import { LiveBench } from './bench';
import { failingStarts, openSource, startTwisted, TWISTS } from './twists';

describe('An installation that differs', () => {
	const bench = new LiveBench();

	it.each(TWISTS)(
		'by %s is told so, and by nothing else',
		async (_name, twist, named) => {
			const twisted = await startTwisted(bench.sandbox.url, twist());
			const slow = named === 'flow.start' && { limits: { start: 1_000 } };
			const result = await bench.check(await bench.connect({ url: twisted.url, ...slow }));
			twisted.close();
			expect(result.asked.filter(({ verdict }) => verdict === 'differs').map(({ id }) => id)).toEqual([
				named,
			]);
			expect(result.tried.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
			expect(exitCode(result)).toBe(1);
			expect(bench.leftBehind).toEqual([]);
		},
		90_000,
	);
});

describe('An installation where the flow of the check does not start', () => {
	const bench = new LiveBench();

	it('is told so, is tried once, and nothing is said to differ', async () => {
		const twisted = await startTwisted(bench.sandbox.url, failingStarts);
		const result = await bench.check(await bench.connect({ url: twisted.url }));
		twisted.close();
		expect(result.asked.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
		expect(result.tried.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
		expect(exitCode(result)).toBe(0);
		const start = result.tried.find(({ operation }) => operation === 'flow.start');
		expect(start).toMatchObject({ outcome: 'could not be seen' });
		expect(start?.detail).toMatch(/FLOWMATE_COMPONENT/);
		expect(bench.leftBehind).toEqual([]);
	});
});

describe('An installation of the open-source platform', () => {
	const bench = new LiveBench({ seed: 'recorded' });

	it('is as assumed without /impersonate and /icenter', async () => {
		const twisted = await startTwisted(bench.sandbox.url, openSource);
		const result = await bench.check(await bench.connect({ url: twisted.url }));
		twisted.close();
		expect(result.asked.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
		expect(result.tried.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
		expect(result.asked.find(({ id }) => id === 'impersonate')?.detail).toMatch(/open-source platform/);
		expect(result.asked.find(({ id }) => id === 'counts.user')?.detail).toMatch(/open-source platform/);
		expect(exitCode(result)).toBe(0);
		expect(bench.leftBehind).toEqual([]);
	});
});
