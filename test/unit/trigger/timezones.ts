/**
 * Zones that differ in what can go wrong: both ends of the world; half hours; daylight-saving time that begins or ends at midnight, so
 * that a day begins at one o'clock (Cairo, Havana) or yesterday comes back for an hour (Beirut); a day that never was (Apia, 2011).
 */
export const TIMEZONES = [
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'Asia/Beirut',
	'Africa/Cairo',
	'America/Havana',
	'Asia/Kolkata',
	'America/St_Johns',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Kiritimati',
	'Etc/GMT+12',
];

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is in a time zone. A format takes longer to make than a history to play. */
export function dayAt(zone: string, time: number): string {
	const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone });
	formats.set(zone, format);
	return format.format(time);
}
