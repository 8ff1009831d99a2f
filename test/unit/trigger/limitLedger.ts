import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { USERS } from './history';
import { windowsOf, type Kind } from './ledger';
import type { Book } from './live';
import type { Platform } from './platform';

/** Limits that the trigger should have told about, kept as a list of what was told. */
export class LimitLedger implements Book {
	/** `window user percentage` of what was reached, whether told or found by the first poll. */
	private reached = new Set<string>();
	private over = new Set<string>();
	private begun = false;
	private saved: [Set<string>, Set<string>, boolean] = [new Set(), new Set(), false];

	constructor(
		private readonly platform: Platform,
		private readonly limit: (user: string) => number,
		private readonly percentages: number[],
	) {}

	save(): void {
		this.saved = [new Set(this.reached), new Set(this.over), this.begun];
	}

	restore(): void {
		const [reached, over, begun] = this.saved;
		[this.reached, this.over, this.begun] = [new Set(reached), new Set(over), begun];
	}

	beginAnew(): void {
		[this.reached, this.over, this.begun] = [new Set(), new Set(), false];
	}

	/** Gives `window user percentage` for each item that is due; the window is `last` for one that slides. */
	poll(now: number, { window, days, timezone, keys }: IDataObject): string[] {
		const { ids } = keys as { ids?: string[] };
		const date = DateTime.fromMillis(now, { zone: timezone as string });
		const today = date.toISODate() as string;
		const overEverywhere = DateTime.fromMillis(now, { zone: 'Etc/GMT+12' }).toISODate() as string;
		const slides = window === 'lastDays';
		const windows = slides
			? new Map([[date.minus({ days: (days as number) - 1 }).toISODate() as string, today]])
			: windowsOf(this.platform, window as Kind, today);
		const items: string[] = [];
		for (const [start, end] of windows) {
			if (this.over.has(start)) continue;
			for (const user of ids ?? USERS) {
				const row = this.platform.executions(user, start, end < today ? end : today);
				const count = slides ? (row ?? 0) : row;
				if (count === undefined) continue;
				for (const percentage of this.percentages) {
					const id = `${slides ? 'last' : start} ${user} ${percentage}`;
					const isReached = count >= (this.limit(user) * percentage) / 100 && this.limit(user) > 0;
					if (isReached && this.begun && !this.reached.has(id)) items.push(id);
					if (isReached) this.reached.add(id);
					else if (slides) this.reached.delete(id);
				}
			}
			if (!slides && end < overEverywhere) this.over.add(start);
		}
		this.begun = true;
		return items.sort();
	}
}
