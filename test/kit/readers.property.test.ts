/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { NodeOperationError } from 'n8n-workflow';
import { readDay, readInstant, readZonedInstant } from '../../nodes/FlowMate/kit/dates';
import { readJson, readJsonText } from '../../nodes/FlowMate/kit/json';
import { idsReader, readFilledNames, readNames } from '../../nodes/FlowMate/kit/names';
import type { Reader } from '../../nodes/FlowMate/kit/parameter';
import {
	optional,
	readChoice,
	readFilledText,
	readFilterText,
	readFlag,
	readNumber,
	readSeconds,
	readText,
	readWholeNumber,
} from '../../nodes/FlowMate/kit/readers';
import { runs } from '../runs';
import { itemWith } from './scope';

const OFTEN = runs(1_000);
const REFUSED = Symbol('refused');
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu'];

class Refusal extends Error {
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
	}
}

/** A node's own error takes a millisecond to make, which ten thousand runs would feel. */
const refuse = (message: string, description: string) =>
	new Refusal(message, description) as unknown as NodeOperationError;
const places = new Map(
	ZONES.map((zone) => [
		zone,
		{ ...itemWith({}, { getTimezone: () => zone }).placeOf('The Parameter'), refuse },
	]),
);

/** What a reader makes of a value. A refusal names the parameter, says what to do, and is short. */
function reading<T>(reader: Reader<T>, value: unknown, zone = 'UTC'): T | typeof REFUSED {
	try {
		return reader(value, places.get(zone)!);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { message, description } = error;
		const isClear =
			message.includes("'The Parameter'") &&
			message.length < 700 &&
			!/[\p{Cc}\p{Cf}]|(?! )\p{Z}/u.test(message) &&
			/\S/.test(description);
		if (!isClear) throw new Error(`Not a clear refusal: ${message} | ${description}`);
		return REFUSED;
	}
}

const digits = fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE _\u00a0\u200b１'), maxLength: 12 });
const anything = fc.oneof(
	fc.anything(),
	fc.json(),
	digits,
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'true',
		'False',
		'yes',
		'1',
		'',
		' ',
		'null',
		'undefined',
		'2026-11-01',
		'01.11.2026',
		'[]',
		'{}',
	),
);

test('Nothing but true and false, and these words, is yes or no', () => {
	const word = fc.constantFrom('true', 'TRUE', ' false\n', 'False', 'fälse', 'truе', 'on', 'no');
	fc.assert(
		fc.property(fc.oneof(anything, word, fc.boolean()), (value) => {
			const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
			const meant =
				text === true || text === 'true' ? true : text === false || text === 'false' ? false : REFUSED;
			expect(reading(readFlag, value)).toBe(meant);
		}),
		OFTEN,
	);
});

test('A whole number is the one that its digits say', () => {
	fc.assert(
		fc.property(
			fc.oneof(anything, digits, fc.integer(), fc.integer().map(String)),
			fc.constantFrom(0, 1),
			(value, least) => {
				const read = reading(readWholeNumber(least), value);
				if (read === REFUSED) return;
				expect(read).toBeGreaterThanOrEqual(least);
				expect(
					String(value)
						.trim()
						.replace(/^(-?)0+(?=\d)/, '$1'),
				).toBe(String(read));
			},
		),
		OFTEN,
	);
});

test('A whole number is read from a number and from its text', () => {
	fc.assert(
		fc.property(fc.nat(), (number) => {
			expect(
				[number, String(number), ` ${number}\n`].map((value) => reading(readWholeNumber(0), value)),
			).toEqual([number, number, number]);
			expect(reading(readWholeNumber(0), (number + 1000).toLocaleString('de-DE'))).toBe(REFUSED);
			expect(reading(readWholeNumber(0), (number + 1000).toLocaleString('en-US'))).toBe(REFUSED);
			expect(reading(readWholeNumber(0), (number + 10000).toLocaleString('fr-FR'))).toBe(REFUSED);
		}),
		OFTEN,
	);
});

test('A number, and seconds, are what JSON says of the text', () => {
	fc.assert(
		fc.property(fc.oneof(anything, digits, fc.double(), fc.double().map(String)), (value) => {
			for (const reader of [readNumber, readSeconds]) {
				const read = reading(reader, value);
				if (read === REFUSED) continue;
				expect(Number.isFinite(read)).toBe(true);
				if (typeof value === 'string')
					expect(value.trim().replace(/^(-?)0+(?=\d)/, '$1')).toMatch(/^-?\d+(\.\d+)?$/);
				expect(
					typeof value === 'string' ? JSON.parse(value.trim().replace(/^(-?)0+(?=\d)/, '$1')) : value,
				).toBe(read);
			}
		}),
		OFTEN,
	);
});

test('A text is the text itself, or the digits of a number', () => {
	fc.assert(
		fc.property(anything, (value) => {
			for (const reader of [readText, readFilledText, readFilterText, optional(readText)]) {
				const read = reading<string | undefined>(reader, value);
				if (read === REFUSED || read === undefined) continue;
				expect(typeof value === 'number' ? Object.is(Number(read), value + 0) : read === value).toBe(true);
			}
			if (typeof value === 'string') expect(reading(readText, value)).toBe(value);
			if (typeof value === 'string' && !value.trim()) expect(reading(readFilterText, value)).toBe(REFUSED);
		}),
		OFTEN,
	);
});

test('A choice is one of its values', () => {
	const allowed = ['active', 'inactive', 'toString'];
	const near = fc.constantFrom(...allowed, 'Active', ' active', 'constructor', '__proto__');
	fc.assert(
		fc.property(fc.oneof(anything, near), (value) => {
			expect(reading(readChoice(allowed), value)).toBe(allowed.includes(value as string) ? value : REFUSED);
		}),
		OFTEN,
	);
});

const day = fc.tuple(
	fc.integer({ min: 1950, max: 2199 }),
	fc.integer({ min: 0, max: 13 }),
	fc.integer({ min: 0, max: 32 }),
);
const two = (number: number) => String(number).padStart(2, '0');
const local = day.chain(([y, m, d]) =>
	fc.constantFrom(
		`${two(d)}.${two(m)}.${y}`,
		`${d}.${m}.${y}`,
		`${two(m)}/${two(d)}/${y}`,
		`${y}/${two(m)}/${two(d)}`,
		`${two(d)}-${two(m)}-${y}`,
		`${two(d)} ${two(m)} ${y}`,
		`${y}${two(m)}${two(d)}`,
		`${y}-W${two(m)}-1`,
		`${y}-${m}-${d}`,
		`${y}-${two(m)}`,
		`${d}. November ${y}`,
		`Nov ${d}, ${y}`,
		`${y}年${m}月${d}日`,
	),
);
const iso = day.map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
const time = fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 61 }));
const offset = fc.constantFrom('', 'Z', '+02:00', '-0530', '+14', '+99:99', ' Z');

test('A day is the one that ISO 8601 says, and exists', () => {
	fc.assert(
		fc.property(iso, fc.constantFrom(...ZONES), (text, zone) => {
			const exists = new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) ?? false;
			expect(reading(readDay, text, zone)).toBe(exists ? text : REFUSED);
		}),
		OFTEN,
	);
});

test('An instant is the one that ISO 8601 says, in its own zone or that of the workflow', () => {
	fc.assert(
		fc.property(iso, time, offset, fc.constantFrom(...ZONES), (date, [hour, minute], zoned, zone) => {
			const text = `${date}T${two(hour)}:${two(minute)}${zoned}`;
			const moment = DateTime.fromISO(text, { zone, setZone: true });
			const said = moment.isValid && hour < 24 && moment.toFormat("yyyy-MM-dd'T'HH:mm") === text.slice(0, 16);
			const meant = said && !/99|\s/.test(zoned) ? moment.toUTC().toISO() : REFUSED;
			expect(reading(readInstant, text, zone)).toBe(meant);
			const kept = reading(readZonedInstant, text, zone);
			expect(kept === REFUSED ? REFUSED : DateTime.fromISO(kept).toUTC().toISO()).toBe(meant);
		}),
		OFTEN,
	);
});

test('No other form of a date is read, whatever it says', () => {
	fc.assert(
		fc.property(fc.oneof(local, anything), (value) => {
			const isIso = typeof value === 'string' && /^\s*\d{4}-\d\d-\d\d(?:$|[Tt\s])/.test(value);
			const isDate = value instanceof Date && !Number.isNaN(value.getTime());
			if (isIso || isDate) return;
			for (const reader of [readDay, readInstant, readZonedInstant])
				expect(reading(reader, value)).toBe(REFUSED);
		}),
		OFTEN,
	);
});

test("n8n's DateTime and JavaScript's Date are the instant that they are", () => {
	const instant = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });
	fc.assert(
		fc.property(
			instant,
			fc.constantFrom(...ZONES),
			fc.constantFrom('en', 'de', 'ar-EG'),
			(date, zone, locale) => {
				const moment = DateTime.fromJSDate(date, { zone }).setLocale(locale);
				expect(reading(readInstant, date, zone)).toBe(date.toISOString());
				expect(reading(readInstant, moment, 'UTC')).toBe(date.toISOString());
				expect(reading(readDay, moment, zone)).toBe(moment.setLocale('en').toISODate());
			},
		),
		OFTEN,
	);
});

test('JSON is what JSON says, and nothing in it changes on its way', () => {
	const spaced = fc.jsonValue().map((value) => JSON.stringify(value, null, 2));
	const number = fc
		.oneof(digits, fc.bigInt().map(String), fc.double().map(String))
		.map((text) => `{"n":${text}}`);
	fc.assert(
		fc.property(fc.oneof(fc.json(), spaced, number, fc.string()), (text) => {
			const read = reading(readJson, text);
			const sent = reading(readJsonText, text);
			if (read !== REFUSED) expect(read).toEqual(JSON.parse(text));
			if (read !== REFUSED) expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
			if (sent !== REFUSED) expect(sent).toBe(text.trim());
			if (sent !== REFUSED) JSON.parse(sent);
		}),
		OFTEN,
	);
});

test('A number in JSON is kept to its last digit, or refused', () => {
	fc.assert(
		fc.property(fc.bigInt(), (number) => {
			const read = reading(readJson, `{"n":${number}}`);
			expect(read === REFUSED ? REFUSED : BigInt((read as { n: number }).n)).toBe(
				BigInt(Number(number)) === number && (read !== REFUSED || Number.isSafeInteger(Number(number)))
					? number
					: REFUSED,
			);
		}),
		OFTEN,
	);
});

test('What an expression gives as JSON is handed on as it is', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const read = reading(readJson, typeof value === 'string' ? [value] : value);
			if (read !== REFUSED && typeof value !== 'string') expect(read).toBe(value);
			const sent = reading(readJsonText, [value]);
			expect(sent).toBe(JSON.stringify([value]));
		}),
		OFTEN,
	);
});

test('Names are what stands between commas and line ends, or in the list', () => {
	const name = fc
		.string({ unit: fc.constantFrom(...'abÄ ;.\'"日-_/'), minLength: 1, maxLength: 8 })
		.map((text) => text.trim());
	const names = fc.array(
		name.filter((text) => text !== ''),
		{ minLength: 1, maxLength: 5 },
	);
	fc.assert(
		fc.property(names, fc.constantFrom(',', ', ', '\n', '\r\n', ' ,\n'), (list, separator) => {
			for (const written of [list, list.join(separator), JSON.stringify(list)]) {
				expect(reading(readNames, written)).toEqual(list);
				expect(reading(readFilledNames(), written)).toEqual(list);
			}
		}),
		OFTEN,
	);
});

test('Names are never of something else', () => {
	fc.assert(
		fc.property(anything, (value) => {
			const read = reading(readNames, value);
			if (read === REFUSED) return;
			const given: unknown[] = Array.isArray(value) ? value : [value];
			const whole = given.map((part) => (part === undefined ? '' : String(part))).join('\n');
			for (const name of read) expect(whole).toContain(/^\s*[[`]/.test(whole) ? '' : name);
			if (reading(readFilledNames(), value) !== REFUSED) expect(read.length).toBeGreaterThan(0);
		}),
		OFTEN,
	);
});

test('IDs have the form of the service, without blanks, in lower case where that makes no difference', () => {
	const ids = idsReader({
		name: 'Shelf',
		ids: { pattern: '[0-9a-fA-F]{4}', inWords: '4 characters', example: 'ab12', ignoresCase: true },
	});
	const id = fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: 4, maxLength: 4 });
	const near = fc.string({ unit: fc.constantFrom(...'0aF \u00a0\u200b/.%'), maxLength: 6 });
	fc.assert(
		fc.property(fc.oneof(id, near, anything), (value) => {
			const read = reading(ids, value);
			if (read !== REFUSED) for (const each of read) expect(each).toMatch(/^[0-9a-f]{4}$/);
			if (typeof value === 'string' && /^[0-9a-fA-F]{4}$/.test(value))
				expect(read).toEqual([value.toLowerCase()]);
		}),
		OFTEN,
	);
});
