/** A calendar day, YYYY-MM-DD, as FlowMate takes and gives it. Days compare as texts. */
export type Day = string;

/** A range of days, both included. */
export interface Window {
	start: Day;
	end: Day;
}

export type Calendar = 'day' | 'week' | 'month';

const HOUR = 60 * 60 * 1000;

/** ms */
export const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is in a time zone (IANA name). @throws RangeError for a zone that nobody knows */
export function dayIn(timezone: string, time: number): Day {
	const parts = new Map(
		formatFor(timezone)
			.formatToParts(time)
			.map(({ type, value }) => [type, value]),
	);
	return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** Making one takes longer than all the rest of a poll's dates. */
function formatFor(timezone: string): Intl.DateTimeFormat {
	const known = formats.get(timezone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	formats.set(timezone, format);
	return format;
}

/** The day that has begun in a zone and in UTC: FlowMate does not say in which of them its days begin. */
export const todayIn = (timezone: string, time: number): Day => earlier(dayIn(timezone, time), dayIn('UTC', time));

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

export const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** The earliest day that it still is anywhere: that of UTC-12. A day before it has ended in every time zone. */
export function earliestDay(time: number): Day {
	return utcDay(time - 12 * HOUR);
}

/** Days have no hours here, so daylight-saving time cannot get between two of them. */
export function addDays(day: Day, days: number): Day {
	return utcDay(Date.parse(day) + days * DAY);
}

/** The calendar day, week (Monday to Sunday) or month that a day belongs to. */
export function windowOf(calendar: Calendar, day: Day): Window {
	switch (calendar) {
		case 'day':
			return { start: day, end: day };
		case 'week': {
			const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
			return { start: addDays(day, -sinceMonday), end: addDays(day, 6 - sinceMonday) };
		}
		case 'month': {
			const [year, month] = day.split('-').map(Number);
			return { start: `${day.slice(0, 7)}-01`, end: utcDay(Date.UTC(year, month, 0)) };
		}
	}
}

/** The windows from the one that `first` belongs to up to the one of `last`, without a gap. */
export function windowsBetween(calendar: Calendar, first: Day, last: Day): Window[] {
	const windows: Window[] = [];
	for (
		let window = windowOf(calendar, first);
		window.start <= last;
		window = windowOf(calendar, addDays(window.end, 1))
	)
		windows.push(window);
	return windows;
}

const utcDay = (time: number): Day => new Date(time).toISOString().slice(0, 10);
