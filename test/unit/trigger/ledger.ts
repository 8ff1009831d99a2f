import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Broken } from './history';
import type { Platform } from './platform';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** A poll of a window of the past fails so many times before it is given up. */
const MOST_REFUSALS = 3;

/** What a ledger keeps; n8n saves it, or forgets what came after it saved. */
interface Page {
	begun: boolean;
	/** Whose days they are. */
	timezone?: unknown;
	/** When the last poll was, up to six hours early unless the clock has jumped. */
	at: number;
	/** Windows that ended before this day are done with. */
	from: string;
	/** The last day that was looked at. */
	until: string;
	/** The same before the clock jumped, and when it did, until it has been steady for a day. */
	origin?: { at: number; from: string; since: number; last: Page['last']; told: Page['told'] };
	/** What was told of rows that could not be read. */
	troubles: string[];
	/** Keys and user names that are kept to. */
	only?: string[];
	/** `window user` to the last count that was told or passed over. */
	last: Map<string, number>;
	/** `window user` of those that the last answer which had them found to have run. */
	seen: Set<string>;
	/** `window user percentage` to the highest limit that it was told for, and whether the count was below one that is higher still. */
	told: Map<string, { limit: number; again: boolean }>;
}

const blank = (): Page => ({
	begun: false,
	at: 0,
	from: '',
	until: '',
	troubles: [],
	last: new Map(),
	seen: new Set(),
	told: new Map(),
});

/** One look at a user's count in a window. */
export interface Look {
	window: string;
	user: string;
	count: number;
	/** Whether more days of the window were counted before: the clock was put back. */
	isShort: boolean;
	/** Whether the window is over everywhere. */
	isOver: boolean;
	isTold: boolean;
}

/**
 * What the trigger has to tell, worked out in the plainest way: every window that ever had executions is looked at, and none is
 * forgotten. Each kind of trigger has its own way to judge a count.
 */
export abstract class Ledger {
	protected page = blank();
	private saved = blank();
	private doubted?: number;
	private refusals = new Map<string, number>();
	private hasRefusedRows = false;

	constructor(protected readonly platform: Platform) {}

	/** What is due of one count, as lines. */
	protected abstract judge(look: Look, parameters: IDataObject): string[];

	/** n8n saves what the node remembers. */
	save(): void {
		this.saved = structuredClone(this.page);
	}

	/** n8n is killed: what it has not saved is gone, and what only the process knew. */
	restore(): void {
		this.page = structuredClone(this.saved);
		this.doubted = undefined;
		this.refusals.clear();
		this.hasRefusedRows = false;
	}

	/** Whether a poll fails for rows that cannot be read: the first time, and where there are no others. */
	refusesRow({ trouble }: Broken): boolean {
		if (trouble !== undefined && this.page.troubles.includes(trouble)) return false;
		const isFirst = !this.hasRefusedRows;
		this.hasRefusedRows = true;
		return isFirst || trouble === undefined;
	}

	/**
	 * A poll that got an answer for the current window.
	 *
	 * @param broken an answer that was not as it should be: none for a window of the past, or one with a row that is set aside
	 * @returns the lines that are due; undefined where the clock is not believed
	 */
	poll(now: number, parameters: IDataObject, broken?: Broken): string[] | undefined {
		// What is counted by days of another time zone begins anew.
		if (this.page.timezone !== parameters.timezone) this.page = { ...blank(), timezone: parameters.timezone };
		const clock = this.page.begun ? this.clockSince(now) : 'steady';
		if (clock === 'doubted') return undefined;
		const hasJumped = clock === 'jumped' || (this.page.origin !== undefined && now < this.page.at);
		const page = hasJumped ? afterJump(this.page, now) : this.page;
		// Before the days that are known it is as if nothing had ever been looked at.
		const isBehind = hasJumped && now < page.at - DAY;
		const overEverywhere = dayIn('Etc/GMT+12', now);
		const windows = windowsFor(now, parameters, isBehind || !page.begun ? overEverywhere : page.from);
		if (windows.length === 0) return undefined;
		this.page = page;
		const failed = broken?.trouble === undefined ? broken?.start : undefined;
		this.noteRows(broken);
		const lines: string[] = [];
		let open: string | undefined;
		for (const window of windows) {
			const isUntold =
				!page.begun || (isBehind && parameters.window !== 'lastDays' && window.start < page.from);
			const isDone =
				window.start === failed ? this.giveUp(window) : this.look(window, parameters, isUntold, lines);
			if (!isDone) open ??= window.start;
		}
		page.from = open ?? windows[windows.length - 1].start;
		if (failed === undefined) page.only = (parameters.keys as { ids?: string[] }).ids;
		const isSecond = page.origin && page.at > page.origin.since;
		if (page.origin || now < page.at || now - page.at >= 6 * HOUR) page.at = now;
		const today = windows[windows.length - 1].until;
		const isLong = isSecond && page.origin && page.at >= page.origin.since + DAY;
		page.until = !isLong && page.until > today ? page.until : today;
		if (isLong) delete page.origin;
		page.begun = true;
		return lines.sort();
	}

	private noteRows({ trouble }: Partial<Broken> = {}): void {
		if (trouble === undefined || this.page.troubles.includes(trouble)) this.hasRefusedRows = false;
		this.page.troubles = trouble === undefined ? [] : [trouble];
	}

	/** Adds what is due of one window. @returns whether it is done with */
	private look(
		{ start, end, until, isOver }: Window,
		parameters: IDataObject,
		isUntold: boolean,
		lines: string[],
	): boolean {
		const { page, platform } = this;
		this.refusals.delete(start);
		const slides = parameters.window === 'lastDays';
		const window = slides ? 'last' : start;
		const isShort = until < page.until && (slides || until < end);
		const counts = new Map(platform.users().map((user) => [user, platform.executions(user, start, until)]));
		const isWhole = [...counts].every(
			([user, count]) => count !== undefined || !page.seen.has(`${window} ${user}`),
		);
		const { ids } = parameters.keys as { ids?: string[] };
		for (const [user, seen] of counts) {
			const key = `${window} ${user}`;
			if (seen === undefined && (isShort || !slides)) continue;
			if (ids && !ids.includes(user)) {
				this.forget(key);
				continue;
			}
			const isNew = page.only && !page.only.includes(user) && !page.last.has(key);
			const look = {
				window,
				user,
				count: seen ?? 0,
				isOver,
				isShort,
				isTold: !isUntold && !isNew,
			};
			lines.push(...this.judge(look, parameters));
			if (seen !== undefined) this.note(key, seen);
		}
		return isOver && isWhole;
	}

	/** A row of 0 says as much as none, unless something was told of it. */
	private note(key: string, count: number): void {
		const { last, seen, told } = this.page;
		const hasTold = [...told.keys()].some((id) => id.startsWith(`${key} `));
		if (count > 0 || Number(last.get(key)) > 0 || hasTold) seen.add(key);
		else seen.delete(key);
	}

	private forget(key: string): void {
		const { last, seen, told } = this.page;
		last.delete(key);
		seen.delete(key);
		for (const id of told.keys()) if (id.startsWith(`${key} `)) told.delete(id);
	}

	private giveUp({ start, isOver }: Window): boolean {
		const times = (this.refusals.get(start) ?? 0) + 1;
		this.refusals.set(start, times);
		return times >= MOST_REFUSALS && isOver;
	}

	/** A poll that got no answer for the current window. */
	fail(now: number): void {
		if (this.page.begun) this.clockSince(now);
	}

	private clockSince(now: number): 'steady' | 'doubted' | 'jumped' {
		const { at } = this.page;
		const { doubted } = this;
		const isNear = now > at - DAY && now < at + DAY + (this.page.origin ? 1 : 6) * HOUR;
		const isConfirmed =
			doubted !== undefined &&
			now >= doubted &&
			now > at === doubted > at &&
			now - doubted <= Math.max(DAY, Math.abs(doubted - at));
		if (!isConfirmed) this.doubted = isNear ? undefined : now;
		if (isNear) return 'steady';
		return isConfirmed ? 'jumped' : 'doubted';
	}
}

function afterJump(page: Page, now: number): Page {
	const { origin } = page;
	const isOld = origin && page.at >= origin.at && now > page.at && now - origin.at > 31 * DAY;
	const { at, from, last, told } = (!isOld && origin) || page;
	const both = { last: new Map(page.last), told: new Map(page.told) };
	// What slides is as it was, beside what was told since.
	for (const [key, count] of last)
		if (key.startsWith('last ')) both.last.set(key, both.last.get(key) || count);
	for (const [id, known] of told) if (id.startsWith('last ')) both.told.set(id, both.told.get(id) ?? known);
	return { ...page, ...both, at, from, origin: { ...structuredClone(both), at, from, since: now } };
}

function windowsFor(now: number, { window, days, timezone }: IDataObject, from: string): Window[] {
	const [today] = [dayIn(timezone as string, now), dayIn('UTC', now)].sort();
	if (window === 'lastDays')
		return [{ start: later(today, 1 - (days as number)), end: today, until: today, isOver: false }];
	const overEverywhere = dayIn('Etc/GMT+12', now);
	const windows = new Map<string, Window>();
	for (let day = [from, later(today, -31)].sort()[1]; day <= today; day = later(day, 1)) {
		const [start, end] = windowOf(window as Kind, day);
		windows.set(start, { start, end, until: end < today ? end : today, isOver: end < overEverywhere });
	}
	return [...windows.values()];
}

interface Window {
	start: string;
	end: string;
	until: string;
	isOver: boolean;
}

export type Kind = 'day' | 'week' | 'month';

/** luxon takes its time; histories ask for the same days again and again. */
function remembering<A extends unknown[], R>(work: (...of: A) => R): (...of: A) => R {
	const known = new Map<string, R>();
	return (...of) => {
		const key = of.join(' ');
		if (!known.has(key)) known.set(key, work(...of));
		return known.get(key) as R;
	};
}

const at = (day: string) => DateTime.fromISO(day, { zone: 'UTC' });
const dayIn = (zone: string, time: number) => DateTime.fromMillis(time, { zone }).toISODate() as string;
const later = remembering((day: string, days: number) => at(day).plus({ days }).toISODate() as string);
const windowOf = remembering((kind: Kind, day: string) => [
	at(day).startOf(kind).toISODate() as string,
	at(day).endOf(kind).toISODate() as string,
]);

/** Gives `window user previous→now`. */
export class ExecutionLedger extends Ledger {
	protected judge({ window, user, isOver, isTold, ...look }: Look, { minDifference }: IDataObject): string[] {
		const key = `${window} ${user}`;
		const last = this.page.last.get(key) ?? 0;
		const count = look.isShort ? Math.max(last, look.count) : look.count;
		const rise = count - last;
		const isDue = isTold && rise > 0 && (rise >= (minDifference as number) || isOver);
		if (isDue || rise < 0 || !isTold) this.page.last.set(key, count);
		return isDue ? [`${key} ${last}→${count}`] : [];
	}
}

/** Gives `window user percentage`; the window is `last` for one that slides. */
export class LimitLedger extends Ledger {
	protected judge({ window, user, count, isShort, isTold }: Look, parameters: IDataObject): string[] {
		const { told, last } = this.page;
		const key = `${window} ${user}`;
		const sofar = isShort ? Math.max(last.get(key) ?? 0, count) : count;
		last.set(key, sofar);
		const limit = limitFor(user, parameters);
		const lines: string[] = [];
		for (const [id, known] of told) {
			const [whichWindow, whose, percentage] = id.split(' ');
			if (whichWindow !== window || whose !== user || limit === 0 || isReached(sofar, limit, percentage))
				continue;
			if (window === 'last') told.delete(id);
			else if (limit > known.limit) told.set(id, { ...known, again: true });
		}
		for (const percentage of parameters.percentages as number[]) {
			const id = `${window} ${user} ${percentage}`;
			if (limit === 0 || !isReached(count, limit, percentage)) continue;
			const known = told.get(id);
			if (isTold && (!known || (known.again && limit > known.limit))) lines.push(id);
			if (limit > (known?.limit ?? 0)) told.set(id, { limit, again: false });
		}
		return lines;
	}
}

const isReached = (count: number, limit: number, percentage: string | number) =>
	count * 1000 >= limit * Math.round(Number(percentage) * 10);

function limitFor(user: string, { limit, keyLimits }: IDataObject): number {
	const own = (keyLimits as Record<string, number>)[user];
	return own ?? Number(limit);
}
