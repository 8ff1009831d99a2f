import type { Operation } from '../../nodes/FlowMate/kit/operation';
import type { Entry, Parameter } from '../../nodes/FlowMate/kit/parameter';

/** What every parameter of a kind takes, and what none of them does. */
interface Cases {
	takes?: Array<[given: unknown, read: unknown]>;
	refuses?: unknown[];
}

const ID = '6762e154616e91cb8d8b1aaf';
const NO_TEXT = [null, true, ['a'], { a: 1 }, 2 ** 60];
const NOTHING = ['', ' ', null, undefined];
const NO_DATE = [
	'01.11.2026',
	'01/02/2024',
	'2024-06-31',
	'2026-W45-1',
	'20261101',
	'5',
	'run 7',
	5,
	null,
	true,
	{},
];
const NO_JSON = ['{', "{'a':1}", '', null, '{"a":12345678901234567890}', '{"a":1,"a":2}'];
const NO_LIST = [null, true, { a: 1 }, ['a', null], [{ a: 1 }], '[a]'];

/** By the kind that a reader names. A parameter whose kind is not here has no known reader. */
export const KINDS: Record<string, Cases> = {
	'yes or no': {
		takes: [
			[true, true],
			[' FALSE', false],
		],
		refuses: ['yes', '1', '0', 1, 0, ['true'], ...NOTHING],
	},
	text: {
		takes: [
			['Ada', 'Ada'],
			[5, '5'],
		],
		refuses: [undefined, ...NO_TEXT],
	},
	schedule: {
		takes: [
			['', ''],
			['*/5 * * * *', '*/5 * * * *'],
		],
		refuses: ['never', '5', undefined, ...NO_TEXT],
	},
	'text, not empty': {
		takes: [
			['Ada', 'Ada'],
			[5, '5'],
		],
		refuses: [...NOTHING, ...NO_TEXT],
	},
	'text to select by': { takes: [['Ada', 'Ada']], refuses: [...NOTHING, ...NO_TEXT] },
	'optional text': {
		takes: [
			['', undefined],
			['Ada', 'Ada'],
		],
		refuses: NO_TEXT,
	},
	'whole number': {
		takes: [
			[12, 12],
			[' 12 ', 12],
		],
		refuses: ['10.000', '10,5', '1e3', '１２', 1.5, -1, true, ...NOTHING],
	},
	limit: {
		takes: [
			['', 0],
			['10000', 10_000],
			[0, 0],
		],
		refuses: ['10.000', '10,5', 1.5, -1, true, ' ', null, undefined],
	},
	seconds: {
		takes: [
			[0.5, 0.5],
			['90', 90],
		],
		refuses: ['1.000', '0,5', 0, -1, true, ...NOTHING],
	},
	choice: { refuses: ['no such value', 1, ['a'], ...NOTHING] },
	'optional day': {
		takes: [
			['2026-11-01', '2026-11-01'],
			['', undefined],
		],
		refuses: NO_DATE,
	},
	'date-time': {
		takes: [['2026-11-01T08:00Z', '2026-11-01T08:00:00.000Z']],
		refuses: [...NO_DATE, ...NOTHING],
	},
	names: {
		takes: [
			['a b, c', ['a b', 'c']],
			['["a","b"]', ['a', 'b']],
			['', []],
		],
		refuses: NO_LIST,
	},
	keys: {
		takes: [
			['a, b', ['a', 'b']],
			['["a","b"]', ['a', 'b']],
		],
		refuses: NO_LIST,
	},
	'keys of errors': {
		takes: [
			['5', ['5']],
			[5, ['5']],
			['a, b', ['a', 'b']],
			[['a', 'a', null, ''], ['a']],
		],
		refuses: [undefined, null, '', ' ', ',', [], [''], 'a b', 'a;b', ['a|b'], {}, true, [{}], [['a']]],
	},
	'names, at least one': {
		takes: [
			['a b, c', ['a b', 'c']],
			['["a","b"]', ['a', 'b']],
		],
		refuses: [...NOTHING, ',', [], true, { a: 1 }, [{ a: 1 }], '[a]'],
	},
	IDs: {
		takes: [
			[` ${ID.toUpperCase()} `, [ID]],
			[`["${ID}"]`, [ID]],
		],
		refuses: ['x', `${ID} ${ID}`, ...NO_LIST],
	},
	ID: { takes: [[` ${ID.toUpperCase()} `, ID]], refuses: ['x', `${ID}, ${ID}`, ...NOTHING, ...NO_LIST] },
	'ID, or none': { takes: [[` ${ID.toUpperCase()} `, ID]], refuses: ['x', `${ID}, ${ID}`, ...NO_LIST] },
	'IDs by ID': {
		takes: [[{ [ID.toUpperCase()]: ` ${ID}` }, { [ID]: ID }]],
		refuses: [{ a: ID }, '[]', ...NO_JSON],
	},
	'JSON object': {
		takes: [
			['{"name":"a"}', { name: 'a' }],
			['```json\n{"name":"a"}\n```', { name: 'a' }],
		],
		refuses: ['[]', '5', ...NO_JSON],
	},
	'JSON objects': { takes: [['[{"a":1}]', [{ a: 1 }]]], refuses: ['{}', '[1]', ...NO_JSON] },
	'JSON to send': {
		takes: [
			['{"a":1e400}', '{"a":1e400}'],
			[{ a: 1 }, '{"a":1}'],
		],
		refuses: ['5', '"a"', '{', true, ...NOTHING],
	},
	percentages: {
		takes: [
			['80, 100', [80, 100]],
			[
				[100, 80],
				[80, 100],
			],
		],
		refuses: ['80,5', '100, 80', '1.000', 'x', 0, ...NOTHING],
	},
	limits: {
		takes: [
			['{ "a": 5 }', [['a', 5]]],
			[[{ key: 'a', limit: 5 }], [['a', 5]]],
		],
		refuses: ['{', '{}', [], [1], 5, ...NOTHING],
	},
	changes: {
		takes: [
			[['active'], ['active']],
			['inactive, fellBack', ['inactive', 'fellBack']],
		],
		refuses: ['stopped', [], true, ...NOTHING],
	},
	'IDs, at least one': { takes: [[` ${ID.toUpperCase()} `, [ID]]], refuses: ['x', [], true, ...NOTHING] },
	'limits by key': { refuses: ['{', [1], 5, { a: '10.000' }, { a: -1 }] },
	entries: {
		takes: [
			[`["${ID}", "x"]`, [ID, 'x']],
			['a b,c', ['a b', 'c']],
		],
		refuses: [...NOTHING, true, '[a]'],
	},
	locator: {},
	key: { takes: [[' a b ', 'a b']], refuses: [...NOTHING, ...NO_TEXT] },
	'user name': {
		takes: [[{ mode: 'username', value: ' Ada ' }, 'Ada']],
		refuses: [...NOTHING, 'undefined', true, ['a'], 2 ** 60],
	},
	'trigger keys': { refuses: [{ ids: [{ ids: ' ' }] }, { selected: [{ component: '' }] }] },
	'mapped fields': {},
	fields: { refuses: [[], ['no such field'], null] },
	rows: {},
	'rows, at least one': { refuses: [{}, null, undefined] },
	collection: {},
	notice: {},
	anything: {},
};

/** A parameter with where it stands, such as `flow.getAll: filters.search`. */
export type Named = [where: string, parameter: Parameter];

/** Every parameter of these operations, with the columns of those that have rows. */
export function parametersOf(
	resources: ReadonlyArray<{ value: string; operations: Operation[] }>,
	others: Parameter[] = [],
): Named[] {
	return resources.flatMap(({ value, operations }) =>
		operations.flatMap(({ value: operation, path, uses = [] }) => {
			const locators = path.filter((part) => typeof part !== 'string');
			return [...locators, ...uses, ...others].flatMap((parameter) =>
				named(`${value}.${operation}: `, parameter),
			);
		}),
	);
}

/** A parameter, its collection and its columns. */
export function named(where: string, parameter: Parameter | Entry): Named[] {
	const { name } = parameter.property;
	const inCollection = 'collection' in parameter ? `${parameter.collection.property.name}.` : '';
	const columns = 'columns' in parameter ? Object.values(parameter.columns as Record<string, Parameter>) : [];
	return [
		...('collection' in parameter ? named(where, parameter.collection) : []),
		[`${where}${inCollection}${name}`, parameter],
		...columns.flatMap((column) => named(`${where}${inCollection}${name}.`, column)),
	];
}

/** Each parameter once by its name and place. */
export const onlyOnce = (all: Named[]): Named[] => [...new Map(all)];
