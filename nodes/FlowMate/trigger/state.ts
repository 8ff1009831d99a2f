import type { IDataObject } from 'n8n-workflow';
import type { Day } from './calendar';

/** What is kept from poll to poll. */
export interface State {
	/** Windows that begin before this day are settled, or were never looked at. */
	from: Day;
	/** The last known count of each key, by the first day of the window that it was counted in. A missing count is 0. */
	bases: Map<Day, Bases>;
}

/** Counts by key. */
export type Bases = Map<string, number>;

/**
 * The state in n8n's static data. Counts are one text, `key=count,count key=count …`, a count for each window: n8n watches, copies
 * and compares every value of an object there, and 100,000 of them are too many for that.
 */
interface StoredState extends IDataObject {
	/** Which settings the counts belong to. */
	settings: string;
	from: Day;
	windows: Day[];
	counts: string;
}

/** @returns undefined where nothing is stored, or what is stored belongs to other settings or cannot be read: both mean to begin anew */
export function readState(stored: IDataObject, settings: string): State | undefined {
	const { from, windows, counts } = stored;
	if (stored.settings !== settings || typeof from !== 'string' || typeof counts !== 'string') return undefined;
	if (!Array.isArray(windows)) return undefined;
	const bases = windows.map((): Bases => new Map());
	for (const entry of counts ? counts.split(' ') : []) {
		const [key, values] = entry.split('=');
		if (!values) return undefined;
		for (const [index, text] of values.split(',').entries()) {
			if (!/^\d*$/.test(text) || index >= bases.length) return undefined;
			if (text) bases[index].set(unescaped(key), Number(text));
		}
	}
	return { from, bases: new Map(bases.map((base, index) => [String(windows[index]), base])) };
}

/** Puts a state into n8n's static data; leaves that alone where nothing changed, since any write counts as a change. */
export function writeState(stored: IDataObject, settings: string, { from, bases }: State): void {
	const counts: string[] = [];
	const maps = [...bases.values()];
	for (const [index, base] of maps.entries()) {
		const earlier = maps.slice(0, index);
		for (const key of base.keys()) {
			if (earlier.some((other) => other.has(key))) continue;
			const values = maps.map((other) => other.get(key) || '').join(',');
			if (/\d/.test(values)) counts.push(`${escaped(key)}=${values.replace(/,+$/, '')}`);
		}
	}
	const next: StoredState = { settings, from, windows: [...bases.keys()], counts: counts.join(' ') };
	for (const key of Object.keys(stored)) if (!(key in next)) delete stored[key];
	for (const [key, value] of Object.entries(next)) {
		if (JSON.stringify(stored[key]) !== JSON.stringify(value)) stored[key] = value;
	}
}

/** Keys are mostly hexadecimal, but nobody promised it. */
const escaped = (key: string) =>
	key.replace(/[ =,%]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

const unescaped = (text: string) =>
	text.replace(/%([\da-f]{2})/g, (_match, code: string) => String.fromCharCode(parseInt(code, 16)));
