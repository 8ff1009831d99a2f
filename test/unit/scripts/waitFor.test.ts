import { waitFor } from '../../../scripts/waitFor';

test('gives what is seen, as soon as it is neither undefined nor false', async () => {
	const sights = [undefined, false, 0];
	expect(await waitFor('a number', () => sights.shift(), { within: 10_000, every: 1 })).toBe(0);
});

test('tells what did not come in time', async () => {
	await expect(waitFor('a ship', () => false, { within: 20, every: 1 })).rejects.toThrow(
		'Not within 0.02 s: a ship',
	);
});

test('does not wait longer for a look that never ends', async () => {
	const never = async () => await new Promise<boolean>(() => {});
	await expect(waitFor('a ship', never, { within: 20 })).rejects.toThrow('Not within 0.02 s: a ship');
});

test('ends with what looking throws', async () => {
	const look = () => {
		throw new Error('no window');
	};
	await expect(waitFor('a ship', look, { within: 10_000 })).rejects.toThrow('no window');
});
