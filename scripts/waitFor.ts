/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
	/** Milliseconds. */
	within: number;
	/** Milliseconds from one look to the next. */
	every?: number;
}

/**
 * Looks until there is something to see, which is neither undefined nor false, and gives it. Throws what looking throws.
 *
 * @param what stands in the error if there is nothing in time: `Not within 60 s: an answer of the webhook`
 */
export async function waitFor<T>(
	what: string,
	look: () => T | Promise<T>,
	{ within, every = 100 }: Patience,
): Promise<Exclude<T, undefined | false>> {
	const over = new AbortController();
	const tooLate = sleep(within, undefined, over).then(() => {
		throw new Error(`Not within ${within / 1000} s: ${what}`);
	});
	tooLate.catch(() => {}); // nobody may be listening when it is called off
	try {
		for (;;) {
			const seen = await Promise.race([look(), tooLate]);
			if (seen !== undefined && seen !== false) return seen as Exclude<T, undefined | false>;
			await Promise.race([sleep(every), tooLate]);
		}
	} finally {
		over.abort();
	}
}
