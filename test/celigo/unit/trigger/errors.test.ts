import { groupedByFlow, itemOf } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/trigger/errorItems';
import { newIn, remembered } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/trigger/errors';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const error = (errorId: string, seconds: number) => ({
	errorId,
	occurredAt: new Date(NOW + seconds * 1_000).toISOString(),
});
const idsOf = (errors: Array<{ errorId?: unknown }>) => errors.map(({ errorId }) => errorId);

/** What is known after these errors were read. */
const known = (...errors: Array<ReturnType<typeof error>>) => ({ open: 1, ...remembered(undefined, errors) });

describe('New errors of a step', () => {
	test('are all of them where it had none before', () => {
		expect(idsOf(newIn(undefined, [error('a', 0), error('b', 1)]))).toEqual(['a', 'b']);
	});

	test('are those that are not known, also if they are listed late', () => {
		expect(idsOf(newIn(known(error('a', 0)), [error('a', 0), error('late', -60), error('b', 5)]))).toEqual([
			'late',
			'b',
		]);
	});

	test('are none of before the time that is remembered', () => {
		expect(newIn(known(error('a', 3_600)), [error('old', 0), error('a', 3_600)])).toEqual([]);
	});

	test('are told once where they have no time', () => {
		const timeless = { errorId: 'x' };
		expect(newIn(known(error('a', 0)), [timeless])).toEqual([timeless]);
		expect(newIn({ open: 1, ...remembered(known(error('a', 0)), [timeless]) }, [timeless])).toEqual([]);
	});

	test('are none of those that were there at the first look, though a later one was resolved by then', () => {
		const first = { open: 2, ...remembered(undefined, [], NOW) };
		expect(idsOf(newIn(first, [error('old', -3_600), error('a', 60)]))).toEqual(['a']);
	});

	test('are none that come back after they were not listed for a while', () => {
		const told = known(error('a', 0), error('b', 60));
		const resolved = { open: 1, ...remembered(told, [error('a', 0)]) };
		expect(newIn(resolved, [error('a', 0), error('b', 60)])).toEqual([]);
	});

	test('are told without a time where none of them has one', () => {
		const item = itemOf({ flow: 'f', step: 's', open: 1 }, [{ errorId: 'x' }]);
		expect(groupedByFlow([item])[0].lastErrorAt).toBeUndefined();
	});

	test('are remembered up to a number, and then still told once', () => {
		const many = Array.from({ length: 5_000 }, (_, index) => error(String(index), index / 100));
		const { from, ids } = remembered(undefined, many);
		expect(ids.length).toBeLessThan(2_010);
		expect(newIn({ open: 5_000, from, ids }, many)).toEqual([]);
	});
});
