const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** ms by which the time of the last poll that a node remembers may be too early, so that it is not written at every poll. */
const COARSE = 6 * HOUR;

/** One poll, as the service's trigger sees it. */
export interface Tick {
	/** When it began, ms since 1970. */
	readonly now: number;
	/** Until when to ask for more, and until when to wait for an answer. */
	readonly halfTime: number;
	readonly deadline: number;
	/** What the poll before has left; undefined on the first one. */
	readonly remembered: string | undefined;
	/** Leaves a text for the next poll. It counts when this poll has come to its end. */
	remember(text: string): void;
	/** The time to remember as that of this poll: `last` again where that is recent enough. */
	stamp(last: number | undefined): number;
	/**
	 * Whether to go by the clock. Where it jumped by more than a day since the last poll, it is doubted until a second poll sees the same.
	 *
	 * @param isExact whether `last` is when that poll was, and no `stamp`
	 */
	clockSince(last: number, isExact?: boolean): 'steady' | 'doubted' | 'jumped';
	/** How often in a row something has happened to the polls of this process, this time included. */
	again(what: string): number;
	/** It did not happen this time. */
	over(what: string): void;
	/** For an error that a person should see at once, though the next poll may do better. */
	atOnce<E extends Error>(error: E): E;
}

/** What this process knows of a node beside what n8n keeps for it. */
export class Known {
	/** What polls that gave nothing have left one after the other, and what all of it has in common. */
	left?: string;
	/** Whether the first of them began with nothing. */
	isFirst = false;
	/** When the last poll that came to its end began: by the clock, and in ms that only go forward. */
	at = -Infinity;
	elapsed = 0;
	failingSince?: number;
	/** The time that the last poll did not believe. */
	doubted?: number;
	budget?: number;
	keepsContext = false;
	readonly times = new Map<string, number>();

	constructor(public lineage: string | undefined) {}

	cameToEnd(now: number): void {
		[this.at, this.elapsed] = [now, elapsed()];
	}
}

/** A poll under way. */
export class Running implements Tick {
	readonly halfTime: number;

	readonly deadline: number;

	/** What it leaves. */
	next?: string;

	private shown?: unknown;

	constructor(
		private readonly known: Known,
		readonly now: number,
		budget: number,
		readonly remembered: string | undefined,
	) {
		({ halfTime: this.halfTime, deadline: this.deadline } = timeOf(budget, now));
	}

	remember(text: string): void {
		this.next = text;
	}

	stamp(last: number | undefined): number {
		return last !== undefined && last <= this.now && this.now - last < COARSE ? last : this.now;
	}

	clockSince(last: number, isExact = false): 'steady' | 'doubted' | 'jumped' {
		const { known, now } = this;
		// What polls once a day may be a little late.
		const isNear = now > last - DAY && now < last + DAY + (isExact ? HOUR : COARSE);
		// This process has been there all the while: so much time has gone by indeed.
		const isSeen = Math.abs(now - known.at - (elapsed() - known.elapsed)) < HOUR;
		const isSteady = isNear || isSeen;
		const isConfirmed = confirms(known.doubted, now, last);
		// A poll that fails after all leaves the doubt to the next one.
		if (!isConfirmed) known.doubted = isSteady ? undefined : now;
		if (isSteady) return 'steady';
		return isConfirmed ? 'jumped' : 'doubted';
	}

	again(what: string): number {
		const times = (this.known.times.get(what) ?? 0) + 1;
		this.known.times.set(what, times);
		return times;
	}

	over(what: string): void {
		this.known.times.delete(what);
	}

	atOnce<E extends Error>(error: E): E {
		this.shown = error;
		return error;
	}

	isShown(error: unknown): boolean {
		return error === this.shown;
	}
}

/** Until when to ask for more, and until when to wait for an answer. A tenth of the time stays for everything else. */
export const timeOf = (budget: number, now: number) => ({ halfTime: now + budget * 0.5, deadline: now + budget * 0.9 });

/**
 * Whether the time of this poll goes on from the one that was not believed, on the same side of the last that was, and not as far again.
 */
function confirms(doubted: number | undefined, now: number, last: number): boolean {
	if (doubted === undefined || now < doubted || now > last !== doubted > last) return false;
	return now - doubted <= Math.max(DAY, Math.abs(doubted - last));
}

/** ms on a clock that nobody sets. */
const elapsed = () => performance.now();
