import { firstPace, paceAfter, type Pace } from '../../nodes/FlowMate/kit/pace';

interface Server {
	/** ms that an answer takes where there is room. */
	latency: number;
	/** Requests above it are refused at once. */
	bears: number;
	/** Requests that are worked on at the same time; the others wait. Left out: all of them. */
	hands?: number;
}

/** Sends `count` requests one after the other as the pace allows, on a clock of its own. */
function send(count: number, { latency, bears, hands = Infinity }: Server, most = 50) {
	let pace: Pace = firstPace;
	let [now, begun, refused, done] = [0, 0, 0, 0];
	const flying: Array<{ startedAt: number; endsAt: number; isTooMuch: boolean; isFull: boolean }> = [];
	const free: number[] = [];
	const widths: number[] = [];
	while (done < count) {
		while (flying.length < Math.floor(Math.min(most, pace.width)) && begun - refused < count) {
			const isTooMuch = flying.filter((one) => !one.isTooMuch).length >= bears;
			// A hand that is free begins at once, else the one that is free next.
			const from = free.length < hands ? now : Math.max(now, Math.min(...free));
			if (free.length >= hands) free.splice(free.indexOf(Math.min(...free)), 1);
			const endsAt = isTooMuch ? now + 1 : from + latency;
			if (!isTooMuch) free.push(endsAt);
			begun++;
			const isFull = flying.length + 1 >= Math.floor(Math.min(most, pace.width));
			flying.push({ startedAt: now, endsAt, isTooMuch, isFull });
		}
		flying.sort((a, b) => a.endsAt - b.endsAt);
		const next = flying.shift();
		if (!next) break;
		now = next.endsAt;
		if (next.isTooMuch) refused++;
		else done++;
		pace = paceAfter(pace, { ...next, endedAt: now }, most, next.isFull);
		widths.push(pace.width);
	}
	return { ms: now, refused, widths, pace };
}

/** How long the same takes with a fixed number of requests in flight. */
const fixed = (count: number, { latency }: Server, width: number) => Math.ceil(count / width) * latency;

describe('The pace', () => {
	it('reaches the most that is allowed in three rounds where the server takes its time', () => {
		const server = { latency: 50, bears: Infinity };
		expect(send(1_000, server).ms).toBeLessThanOrEqual(fixed(1_000, server, 50) + 150);
	});

	it('finds the twenty that a server bears, with fewer than 5 % refused and 1.25 times the time of the best fixed number', () => {
		const server = { latency: 50, bears: 20 };
		const { ms, refused } = send(1_000, server);
		expect(refused / 1_000).toBeLessThan(0.05);
		expect(ms).toBeLessThanOrEqual(fixed(1_000, server, 20) * 1.25);
	});

	test.each([1, 2, 5, 10, 35])('finds %d as well', (bears) => {
		const server = { latency: 50, bears };
		const { ms, refused } = send(2_000, server);
		expect(refused / 2_000).toBeLessThan(0.05);
		expect(ms).toBeLessThanOrEqual(fixed(2_000, server, bears) * 1.4);
	});

	it('does not grow while answers take longer and longer', () => {
		const { widths } = send(1_000, { latency: 20, bears: Infinity, hands: 5 });
		expect(Math.max(...widths)).toBeLessThan(30);
	});

	it('halves once for requests that were refused together', () => {
		const pace = { ...firstPace, width: 40 };
		const experience = { startedAt: 0, endedAt: 10, isTooMuch: true };
		const once = paceAfter(pace, experience, 50, true);
		expect(once.width).toBe(20);
		expect(paceAfter(once, { ...experience, endedAt: 11 }, 50, true)).toBe(once);
		expect(paceAfter(once, { startedAt: 12, endedAt: 13, isTooMuch: true }, 50, true).width).toBe(10);
	});

	it('never falls below one', () => {
		let pace: Pace = firstPace;
		for (let at = 0; at < 20; at++)
			pace = paceAfter(pace, { startedAt: at, endedAt: at, isTooMuch: true }, 50, true);
		expect(pace.width).toBe(1);
	});

	it('does not grow where nobody needs the places', () => {
		expect(paceAfter(firstPace, { startedAt: 0, endedAt: 50, isTooMuch: false }, 50, false).width).toBe(10);
	});
});
