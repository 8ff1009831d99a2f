/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until an expectation holds: the editor moves, and what it shows comes from a server. Fails as its last check does. */
export async function eventually(expectation: () => Promise<void>, within = 20_000): Promise<void> {
	const holds = async () =>
		await expectation().then(
			() => true,
			() => false,
		);
	for (const end = Date.now() + within; Date.now() < end; await sleep(100)) if (await holds()) return;
	await expectation();
}
