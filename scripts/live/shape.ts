/** What a report may tell of a value: its keys and types, never the value. */

const ID = /^[0-9a-f]{24}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** What users fill with names of their own: keys below these are theirs. */
const FREE_FORM = new Set([
	...['fields', 'inputParameters', 'outputParameters', 'nodeSettings', 'flowSettings', 'mapper', 'payload'],
	...['settings', 'settingsForm', 'mappings', 'data', 'connectionMap'],
]);

export type Shape = string | Shape[] | { [key: string]: Shape };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ id: 'x', owners: [{ type: 'user' }] }` → `{ id: 'text', owners: [{ type: 'text' }] }`; of a list, the shapes of its entries in one. */
export function shapeOf(value: unknown, depth = 6): Shape {
	if (typeof value === 'string') return kindOfText(value);
	if (Array.isArray(value)) return depth === 0 ? 'list' : [...shapeOfEntries(value.slice(0, 100), depth)];
	if (isRecord(value)) return depth === 0 ? 'object' : shapeOfRecord(value, depth);
	return value === null ? 'null' : typeof value;
}

function kindOfText(text: string): string {
	if (ID.test(text)) return 'id';
	if (DAY.test(text)) return 'day';
	return INSTANT.test(text) ? 'instant' : 'text';
}

function shapeOfRecord(record: Record<string, unknown>, depth: number): Shape {
	return Object.fromEntries(
		Object.entries(record).map(([key, value]) => [safeKey(key), shapeUnder(key, value, depth - 1)]),
	);
}

/** An envelope's `data` is the platform's own; a `data` of plain values may be anybody's. */
function shapeUnder(key: string, value: unknown, depth: number): Shape {
	if (!FREE_FORM.has(key) || !isRecord(value)) return shapeOf(value, depth);
	const isOwn = key === 'data' && depth >= 4;
	if (isOwn) return shapeOf(value, depth);
	return 'inputParameters' in value ? 'object with inputParameters' : 'object';
}

/** An id or an e-mail address as a key says whose it is. */
const safeKey = (key: string) => (/^[A-Za-z_$][\w$-]{0,39}$/.test(key) && !ID.test(key) ? key : '…');

/** Entries of the same form once; keys that some entries lack end in `?`. */
function shapeOfEntries(list: unknown[], depth: number): Set<Shape> {
	const records = list.filter(isRecord);
	const others = list.filter((entry) => !isRecord(entry)).map((entry) => shapeOf(entry, depth - 1));
	const shapes = new Map(others.map((shape) => [JSON.stringify(shape), shape]));
	if (records.length > 0) shapes.set('record', mergedShape(records, depth));
	return new Set(shapes.values());
}

function mergedShape(records: Array<Record<string, unknown>>, depth: number): Shape {
	const merged: Record<string, Shape> = {};
	const counts = new Map<string, number>();
	for (const record of records) {
		for (const [key, shape] of Object.entries(shapeOfRecord(record, depth))) {
			counts.set(key, (counts.get(key) ?? 0) + 1);
			if (!(key in merged) || merged[key] === 'null') merged[key] = shape;
		}
	}
	const named = (key: string) => (counts.get(key) === records.length ? key : `${key}?`);
	return Object.fromEntries(Object.entries(merged).map(([key, shape]) => [named(key), shape]));
}

/** `/flows/5c99ec7e5ed40d3e7512cffa/start` → `/flows/{id}/start`. */
export function safePath(path: string): string {
	const known = /^[a-z][a-z\d_]{0,19}$/i;
	return path
		.split('/')
		.map((segment) => (segment === '' || (known.test(segment) && !ID.test(segment)) ? segment : '{id}'))
		.join('/');
}

/** An error's words without what stands in quotes, ids, addresses and long tokens. */
export function safeText(text: string): string {
	return text
		.replace(/https?:\/\/\S+/g, '…')
		.replace(/\S+@\S+/g, '…')
		.replace(/(['"`‘“])(?:(?!\1).){1,300}\1/g, '$1…$1')
		.replace(/\b[0-9a-f]{24}\b/gi, '{id}')
		.replace(/[\w-]{25,}/g, '…')
		.slice(0, 300);
}
