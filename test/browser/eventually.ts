import { waitFor } from '../../scripts/waitFor';

/** Waits until an expectation holds: the editor moves, and what it shows comes from a server. Fails as its last check does. */
export async function eventually(expectation: () => Promise<void>, within = 20_000): Promise<void> {
	let last: unknown;
	const holds = async () =>
		await expectation().then(
			() => true,
			(failure: unknown) => {
				last = failure;
				return false;
			},
		);
	await waitFor('what is expected', holds, { within }).catch((error: unknown) => {
		throw last ?? error;
	});
}
