import { isRecord, Refusal } from './answers';

/** Least and most of minute, hour, day of month, month and day of week (0 is Sunday). */
const PARTS: Array<[least: number, most: number]> = [
	[0, 59],
	[0, 23],
	[1, 31],
	[1, 12],
	[0, 6],
];

/**
 * A schedule is six parts with single blanks between them, the first of them a question mark: `? 5 9 ? * 1,2,3`. Each part is `?`, `*`,
 * or a list of numbers, ranges and steps within its bounds. An empty text clears it; newer documents have an object with the same in `cron`.
 * @throws Refusal
 */
export function checkSchedule(schedule: unknown): void {
	const text = isRecord(schedule) ? schedule.cron : schedule;
	if (text === undefined || text === null || text === '') return;
	const [first, ...parts] = String(text).split(' ');
	const isValid = first === '?' && parts.length === PARTS.length && parts.every(isPart);
	if (!isValid) throw new Refusal(422, 'invalid_schedule', 'Invalid cron expression.', 'schedule');
}

function isPart(part: string, index: number): boolean {
	if (part === '?') return true;
	const [least, most] = PARTS[index];
	const isWithin = (number: string) => Number(number) >= least && Number(number) <= most;
	return part.split(',').every((entry) => {
		const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/([1-9]\d?))?$/.exec(entry);
		if (!match) return false;
		const [, from = String(least), to = from, step = '1'] = match;
		return isWithin(from) && isWithin(to) && Number(from) <= Number(to) && Number(step) <= most + 1;
	});
}

/** A name of the IANA's list, such as Europe/Berlin. @throws Refusal */
export function checkTimezone(timezone: unknown): void {
	if (timezone === undefined || timezone === null || timezone === '') return;
	const name = String(timezone);
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		if (/^[A-Za-z]/.test(name)) return;
	} catch {
		// Refused below.
	}
	throw new Refusal(422, 'invalid_timezone', `${name} is not a time zone.`, 'timezone');
}
