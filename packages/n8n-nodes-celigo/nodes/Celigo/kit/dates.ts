import { tryToParseDateTime } from 'n8n-workflow';
import { emptyError, isNothing } from './empty';
import type { Place } from './parameter';
import { ofKind } from './parameter';
import { shown } from './shown';

/** What n8n's expressions give for a date, such as `$now`: luxon's DateTime. */
type Moment = ReturnType<typeof tryToParseDateTime>;

/** ISO 8601: a day, and maybe a time with or without an offset. A blank may stand for the T, as in databases. */
const ISO =
	/^(\d{4}-\d\d-\d\d)(?:[Tt ]((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?(?:[Zz]|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$/;

/** The year 10000, in ms since 1970. */
const LATEST = 253_402_300_800_000;

/** The calendar day, YYYY-MM-DD, in the workflow's time zone. A day by itself stays that day. */
export const readDay = ofKind<string>('day', (value, place) =>
	String(momentOf(value, place, 'yyyy-MM-dd').setZone(place.timezone).toISODate()),
);

/** An instant in UTC, such as 2026-11-01T00:00:00.000Z. Without a time zone, the date is one of the workflow's. */
export const readInstant = ofKind<string>('date-time', (value, place) =>
	String(momentOf(value, place, "yyyy-MM-dd'T'HH:mm").toUTC().toISO()),
);

/** An instant with the offset of its zone, such as 2026-11-01T09:00:00.000+09:00: without one, the workflow's. */
export const readZonedInstant = ofKind<string>('date-time with offset', (value, place) =>
	String(momentOf(value, place, "yyyy-MM-dd'T'HH:mm").toISO()),
);

/** ISO 8601, n8n's DateTime or JavaScript's Date. Everything else is refused: what is 1 November here is 11 January elsewhere. */
function momentOf(value: unknown, place: Place, form: string): Moment {
	const { displayName, timezone, refuse } = place;
	const today = tryToParseDateTime(new Date(place.now()), timezone).setLocale('en-US').toFormat(form);
	const how = `Enter a date such as ${today}, or use an expression such as {{ $now.minus({ days: 1 }) }}`;
	if (isNothing(value)) throw emptyError(place, how);
	const moment = typeof value === 'string' ? fromText(value.trim(), timezone) : fromObject(value, timezone);
	if (moment && moment.toUTC().year > 0 && moment.toUTC().year < 10_000) return moment;
	throw refuse(`'${displayName}' is not a date: ${shown(value)}`, how);
}

function fromText(text: string, timezone: string): Moment | undefined {
	const [iso, day, time] = ISO.exec(text) ?? [];
	if (iso === undefined) return undefined;
	const moment = parsed(iso.replace(' ', 'T').toUpperCase(), timezone);
	if (!moment) return undefined;
	// n8n makes another day of one that does not exist, and another time of one that a change of clocks leaves out.
	const isSame = moment.toISODate() === day && (time === undefined || moment.toFormat('HH:mm') === time);
	return isSame ? moment : undefined;
}

function parsed(iso: string, timezone: string): Moment | undefined {
	try {
		return tryToParseDateTime(iso, timezone);
	} catch {
		return undefined;
	}
}

function fromObject(value: unknown, timezone: string): Moment | undefined {
	if (value instanceof Date)
		return Math.abs(value.getTime()) < LATEST ? tryToParseDateTime(value, timezone) : undefined;
	return isMoment(value) && value.isValid ? value : undefined;
}

/** Whether a value is luxon's DateTime. What merely came as JSON has no functions. */
const isMoment = (value: unknown): value is Moment =>
	typeof value === 'object' &&
	value !== null &&
	'isLuxonDateTime' in value &&
	'toUTC' in value &&
	typeof value.toUTC === 'function';
