import { cancelOf, stopIfCancelled } from '../kit/clock';

/** A login under way, which any number of requests wait for. It ends when nobody waits for it any more. */
export class Opening {
	private readonly controller = new AbortController();

	private readonly token: Promise<string>;

	private waiting = 0;

	/** Whether the login is through, one way or the other. */
	isOver = false;

	constructor(open: (signal: AbortSignal) => Promise<string>) {
		this.token = open(this.controller.signal).finally(() => (this.isOver = true));
		// Whoever waits hears of it; nobody may be left.
		this.token.catch(() => {});
	}

	/** Whether all who waited for it have gone. */
	get abandoned(): boolean {
		return this.controller.signal.aborted;
	}

	/** The token that the login gives. @throws OperationalError when the execution is canceled meanwhile */
	async wait(signal?: AbortSignal): Promise<string> {
		this.waiting++;
		const cancel = signal && cancelOf(signal);
		try {
			if (!signal?.aborted) await Promise.race([this.token, ...(cancel ? [cancel.cancelled] : [])]);
			stopIfCancelled(signal);
			return await this.token;
		} finally {
			cancel?.forget();
			if (--this.waiting === 0) this.controller.abort();
		}
	}
}
