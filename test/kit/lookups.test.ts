import { Lookups } from '../../nodes/FlowMate/kit/lookups';

const newSignal = () => new AbortController().signal;

/** Looks up `looked-1`, `looked-2` … */
function looking() {
	let looks = 0;
	return async () => await Promise.resolve(`looked-${++looks}`);
}

describe('A look-up', () => {
	it('is made once for all items of a run', async () => {
		const [lookups, signal, look] = [new Lookups(), newSignal(), looking()];
		const found = await Promise.all([1, 2, 3].map(async () => await lookups.once(signal, 'a', look)));
		expect(found).toEqual(['looked-1', 'looked-1', 'looked-1']);
	});

	it('of something else is another one', async () => {
		const [lookups, signal, look] = [new Lookups(), newSignal(), looking()];
		expect([await lookups.once(signal, 'a', look), await lookups.once(signal, 'b', look)]).toEqual([
			'looked-1',
			'looked-2',
		]);
	});

	it('of another run is made anew', async () => {
		const [lookups, look] = [new Lookups(), looking()];
		expect([await lookups.once(newSignal(), 'a', look), await lookups.once(newSignal(), 'a', look)]).toEqual([
			'looked-1',
			'looked-2',
		]);
	});

	it('that fails, fails for all items of the run', async () => {
		const [lookups, signal] = [new Lookups(), newSignal()];
		const look = jest.fn(async () => await Promise.reject(new Error('There is no such user')));
		await expect(lookups.once(signal, 'a', look)).rejects.toThrow('There is no such user');
		await expect(lookups.once(signal, 'a', look)).rejects.toThrow('There is no such user');
		expect(look).toHaveBeenCalledTimes(1);
	});

	it('is not shared where there is no run', async () => {
		const [lookups, look] = [new Lookups(), looking()];
		expect([await lookups.once(undefined, 'a', look), await lookups.once(undefined, 'a', look)]).toEqual([
			'looked-1',
			'looked-2',
		]);
	});
});
