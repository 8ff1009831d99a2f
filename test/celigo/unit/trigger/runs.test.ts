import fc from 'fast-check';
import { decideRuns, type KnownRuns } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/trigger/runs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.parse('2026-11-20T12:00:00Z');

/** A job as Celigo lists it, created and over so many minutes after NOW. */
function job(id: string, created: number, ended: number | undefined, at: number, more = {}) {
	const isOver = ended !== undefined && ended <= at;
	const time = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();
	return {
		_id: id,
		status: isOver ? 'completed' : 'running',
		createdAt: time(created),
		numError: 0,
		...(isOver && { endedAt: time(ended) }),
		...more,
	};
}

const idsOf = (found: Array<{ _jobId?: unknown }>) => found.map(({ _jobId }) => _jobId);

describe('Runs that have come to their end', () => {
	test('are none at the first look, but those under way then are told later', () => {
		const first = decideRuns(undefined, [job('a', -60, -50, 0), job('b', -5, 3, 0)], 'any', NOW - DAY);
		expect(first.found).toEqual([]);
		const second = decideRuns(first.next, [job('b', -5, 3, 5)], 'any');
		expect(idsOf(second.found)).toEqual(['b']);
		expect(decideRuns(second.next, [job('b', -5, 3, 9)], 'any').found).toEqual([]);
	});

	test.each([
		['any', ['a', 'b', 'c', 'd']],
		['errors', ['b', 'c']],
		['failed', ['c']],
	] as const)('count by their outcome: %s', (outcome, expected) => {
		const jobs = [
			job('a', 0, 1, 9),
			job('b', 0, 2, 9, { numError: 3 }),
			job('c', 0, 3, 9, { status: 'failed' }),
			job('d', 0, 4, 9, { status: 'canceled' }),
		];
		expect(idsOf(decideRuns({ from: NOW, over: [] }, jobs, outcome).found)).toEqual(expected);
	});

	test('are not waited for longer than a week, so that one that hangs does not grow the list', () => {
		const day = 24 * 60;
		const jobs = [job('hangs', 0, undefined, 0), job('new', 8 * day, 8 * day + 1, 8 * day + 2)];
		const { next } = decideRuns({ from: NOW, over: [] }, jobs, 'any');
		expect(next).toEqual({ from: NOW + day * MINUTE, over: ['new'], open: {} });
	});

	test('are not told again because a list lacked them for a while', () => {
		const seen = decideRuns({ from: NOW, over: [] }, [job('a', 1, 2, 3)], 'any');
		const empty = decideRuns(seen.next, [], 'any');
		expect(decideRuns(empty.next, [job('a', 1, 2, 3)], 'any').found).toEqual([]);
	});

	test('are neither told again nor lost because a list lacked them while others began', () => {
		const told = decideRuns({ from: NOW, over: [] }, [job('a', 1, 2, 3), job('b', 1, 9, 3)], 'any');
		expect(idsOf(told.found)).toEqual(['a']);
		const lacking = decideRuns(told.next, [job('c', 30, 31, 32)], 'any');
		expect(idsOf(lacking.found)).toEqual(['c']);
		const all = [job('a', 1, 2, 33), job('b', 1, 9, 33), job('c', 30, 31, 33)];
		const listed = all.filter(({ createdAt }) => Date.parse(createdAt) >= lacking.next.from);
		expect(idsOf(decideRuns(lacking.next, listed, 'any').found)).toEqual(['b']);
	});

	test.each([undefined, null, NOW])(
		'are told once where they say that they were created at %p',
		(createdAt) => {
			const jobs = [job('a', 1, 2, 3, { createdAt })];
			const seen = decideRuns({ from: NOW, over: [] }, jobs, 'any');
			expect(idsOf(seen.found)).toEqual(['a']);
			expect(decideRuns(seen.next, jobs, 'any').found).toEqual([]);
		},
	);

	test('are each told once, in whatever order they begin, end and are looked at', () => {
		const runs = fc.array(
			fc.record({ begins: fc.integer({ min: 1, max: 600 }), takes: fc.integer({ min: 0, max: 300 }) }),
			{
				maxLength: 30,
			},
		);
		const looks = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(runs, looks, (all, times) => {
				const told: unknown[] = [];
				let state: KnownRuns | undefined = decideRuns(undefined, [], 'any', NOW).next;
				const inOrder = [...times].sort((a, b) => a - b);
				for (const at of inOrder) {
					const { from } = state;
					const listed = all
						.map(({ begins, takes }, index) => job(String(index), begins, begins + takes, at))
						.filter(({ createdAt }, index) => all[index].begins <= at && Date.parse(createdAt) >= from);
					const { found, next } = decideRuns(state, listed, 'any');
					told.push(...idsOf(found));
					state = next;
				}
				const last = inOrder.at(-1)!;
				const over = all.flatMap(({ begins, takes }, index) =>
					begins + takes <= last ? [String(index)] : [],
				);
				expect([...told].sort()).toEqual(over.sort());
			}),
		);
	});
});
