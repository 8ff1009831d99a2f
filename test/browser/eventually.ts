/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */

/** Waits until an expectation holds: the editor moves, and what it shows comes from a server. */
export async function eventually(expectation: () => Promise<void>, within = 20_000): Promise<void> {
	const end = Date.now() + within;
	for (;;) {
		try {
			return await expectation();
		} catch (error) {
			if (Date.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}
