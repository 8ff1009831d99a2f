import type { Day } from '../resources/execution/calendar';
import type { Telling, Told } from './limits';

/** What is kept from poll to poll. */
export interface State {
	/** When the last poll was, or, where there is no `origin`, a few hours before. ms since 1970. */
	at: number;
	/** Windows that begin before this day are settled, or were never looked at. */
	from: Day;
	/** The last day that was asked for. */
	until: Day;
	/** Where the clock stood before it jumped, until it has been steady for a day. */
	origin?: Origin;
	/** Keys and user names that were kept to; undefined for all. */
	only?: string[];
	/** What is known of each key, by the first day of the window that it was counted in. */
	bases: Map<Day, Bases>;
	/** Rows that could not be read, as far as they were told. */
	unreadable: string[];
}

/** What to go on from if the clock is put right. */
export interface Origin extends Pick<State, 'at' | 'from'> {
	/** When the clock jumped last, as it tells itself. ms since 1970. */
	since: number;
}

/** What is known of each key. */
export type Bases = Map<string, Base>;

/** The count that the next one is compared with, and what was told of it. No base is a count of 0. */
export interface Base {
	count: number;
	told?: Told;
}

/** The first line of a stored state. Below it are the bases, `key=count,count key=count …`, one count for each window. */
interface Head extends Omit<State, 'bases'> {
	/** Digest of the settings that the state belongs to. */
	settings: string;
	windows: Day[];
}

/** @returns undefined for no text, and for a state that belongs to other settings or cannot be read: all of them mean to begin anew */
export function readState(text: string | undefined, settings: string): State | undefined {
	const [line, entries] = text?.split('\n') ?? [];
	const head = headIn(line);
	if (!head || head.settings !== settings || entries === undefined) return undefined;
	const { at, from, until, origin, only, windows, unreadable } = head;
	const bases = windows.map((): Bases => new Map());
	for (const entry of entries ? entries.split(' ') : []) {
		const [key, values = ''] = entry.split('=');
		for (const [index, value] of values.split(',').entries()) {
			const base = baseIn(value);
			if (base) bases[index]?.set(unescaped(key), base);
		}
	}
	const byWindow = new Map(bases.map((base, index) => [windows[index], base]));
	return { at, from, until, origin, only, unreadable, bases: byWindow };
}

function headIn(line = ''): Head | undefined {
	try {
		const head = JSON.parse(line) as Head | null;
		return Array.isArray(head?.windows) ? head : undefined;
	} catch {
		return undefined;
	}
}

export function writeState({ bases, ...state }: State, settings: string): string {
	const head: Head = { settings, ...state, windows: [...bases.keys()] };
	const maps = [...bases.values()];
	const entries: string[] = [];
	for (const [index, base] of maps.entries()) {
		for (const key of base.keys()) {
			if (maps.slice(0, index).some((other) => other.has(key))) continue;
			const values = maps.map((other) => baseText(other.get(key))).join(',');
			if (/\d/.test(values)) entries.push(`${escaped(key)}=${values.replace(/,+$/, '')}`);
		}
	}
	return `${JSON.stringify(head)}\n${entries.join(' ')}`;
}

/**
 * `90`, or with what was told `90:80@100` for 80 % of a limit of 100, `80@100+` where it is to be told again of a higher one. Empty
 * for no base.
 */
function baseText(base: Base | undefined): string {
	if (!base) return '';
	const told = [...(base.told ?? [])]
		.map(([percentage, { limit, again }]) => `:${percentage}@${limit}${again ? '+' : ''}`)
		.join('');
	return `${base.count}${told}`;
}

function baseIn(text: string): Base | undefined {
	const [count, ...told] = text.split(':');
	if (!/^\d+$/.test(count)) return undefined;
	if (told.length === 0) return { count: Number(count) };
	return { count: Number(count), told: new Map(told.map(tellingIn)) };
}

function tellingIn(text: string): [percentage: number, telling: Telling] {
	const [percentage, limit] = text.split('@');
	return [Number(percentage), { limit: parseInt(limit, 10), again: limit.endsWith('+') }];
}

/** Keys are mostly hexadecimal, but nobody promised it. */
const escaped = (key: string) =>
	key.replace(/[ =,%\n]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

const unescaped = (text: string) =>
	text.replace(/%([\da-f]{2})/g, (_match, code: string) => String.fromCharCode(parseInt(code, 16)));
