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
