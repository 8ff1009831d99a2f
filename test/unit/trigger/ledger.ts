import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Book } from './live';
import type { Platform } from './platform';

export type Kind = 'day' | 'week' | 'month';

/** What the trigger has to tell, worked out in the plainest way: every window that ever had executions is looked at, none is forgotten. */
export class Ledger implements Book {
	/** The count that was last told or passed over, by window and user. */
	private last = new Map<string, number>();
	/** Windows that were looked at when they were over everywhere. */
	private over = new Set<string>();
	private begun = false;
	private saved: [Map<string, number>, Set<string>, boolean] = [new Map(), new Set(), false];

	constructor(private readonly platform: Platform) {}

	/** n8n saves what the node remembers. */
	save(): void {
		this.saved = [new Map(this.last), new Set(this.over), this.begun];
	}

	/** n8n is killed, or begins the next poll with what it saved. */
	restore(): void {
		const [last, over, begun] = this.saved;
		[this.last, this.over, this.begun] = [new Map(last), new Set(over), begun];
	}

	/** Somebody changes what is counted. */
	beginAnew(): void {
		[this.last, this.over, this.begun] = [new Map(), new Set(), false];
	}

	/** Gives `window user previous→now` for each item that is due. */
	poll(now: number, { window, timezone, minDifference, keys }: IDataObject): string[] {
		const { ids } = keys as { ids?: string[] };
		const zone = timezone as string;
		const items: string[] = [];
		const today = DateTime.fromMillis(now, { zone }).toISODate() as string;
		const overEverywhere = DateTime.fromMillis(now, { zone: 'Etc/GMT+12' }).toISODate() as string;
		for (const [start, end] of windowsOf(this.platform, window as Kind, today)) {
			if (this.over.has(start)) continue;
			const isOver = end < overEverywhere;
			for (const user of ids ?? this.platform.users()) {
				const count = this.platform.executions(user, start, end < today ? end : today);
				if (count === undefined) continue;
				const id = `${start} ${user}`;
				const before = this.last.get(id) ?? 0;
				const rise = count - before;
				const isDue = this.begun && rise > 0 && (rise >= (minDifference as number) || isOver);
				if (isDue) items.push(`${id} ${before}→${count}`);
				if (isDue || rise < 0 || !this.begun) this.last.set(id, count);
			}
			if (isOver) this.over.add(start);
		}
		this.begun = true;
		return items.sort();
	}
}

/** All windows that have begun and were ever counted in, by their first day. */
export function windowsOf(platform: Platform, kind: Kind, today: string): Map<string, string> {
	const windows = new Map<string, string>();
	for (const day of [...platform.days.keys(), today].sort()) {
		const date = DateTime.fromISO(day, { zone: 'UTC' });
		const start = date.startOf(kind).toISODate() as string;
		if (start <= today) windows.set(start, date.endOf(kind).toISODate() as string);
	}
	return windows;
}
