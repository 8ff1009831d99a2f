import { isRecord } from '../kit/answer';
import type { Parameter, Place } from '../kit/parameter';
import { rowsIn } from '../kit/parameters';
import { readWholeNumber, shown } from '../kit/readers';
import { matchable } from './limits';

/** Percentages from `80, 100`, from a number, or from an array of either; ascending and each once. */
export const percentages: Parameter<number[]> = {
	property: {
		displayName: 'Percentages',
		name: 'percentages',
		type: 'string',
		displayOptions: { show: { triggerOn: ['limit'] } },
		required: true,
		default: '80, 100',
		placeholder: 'e.g. 80, 100',
		description:
			'Percentages of the limit to tell about, with commas between them. Each one that is reached gives an item.',
	},
	reader(value, { refuse }) {
		const texts = Array.isArray(value) ? (value as unknown[]).map(String) : [String(value ?? '')];
		const numbers = texts.flatMap((text) =>
			text
				.split(/[\s,;%]+/)
				.filter((part) => part !== '')
				.map(Number),
		);
		if (numbers.length > 0 && numbers.every((number) => Number.isFinite(number) && number > 0))
			return [...new Set(numbers)].sort((a, b) => a - b);
		throw refuse(
			`'Percentages' is not a list of numbers above 0: ${shown(value)}`,
			'Enter percentages with commas between them, such as 80, 100',
		);
	},
};

/**
 * Limits of single keys, from `{ limits: [{ key, limit }], json: [{ json }] }`. JSON is an object from key to limit or an array of
 * `{ key, limit }`, as text or, from an expression, as it is. A later entry overrides an earlier one.
 */
export const keyLimits: Parameter<Map<string, number>> = {
	property: {
		displayName: 'Limits per Key',
		name: 'keyLimits',
		type: 'fixedCollection',
		displayOptions: { show: { triggerOn: ['limit'] } },
		typeOptions: { multipleValues: true },
		placeholder: 'Add Limit',
		default: {},
		description: "Limits of single users, flows or components, instead of 'Limit'",
		options: [
			{
				displayName: 'JSON',
				name: 'json',
				values: [
					{
						displayName: 'JSON',
						name: 'json',
						type: 'json',
						default: '{}',
						description: 'Limits by key, as in { "customer-1001": 5000 }, or an array of { "key": …, "limit": … }',
					},
				],
			},
			{
				displayName: 'Limit',
				name: 'limits',
				values: [
					{
						displayName: 'Key',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. customer-1001',
						description: 'ID of the user, flow or component, or a user name',
					},
					{
						displayName: 'Limit',
						name: 'limit',
						type: 'number' as const,
						typeOptions: { minValue: 0 },
						default: 0,
						description: 'Executions that it may use in a window. Enter 0 for no limit.',
					},
				],
			},
		],
	},
	reader(value, place) {
		const limits = new Map<string, number>();
		for (const [key, limit] of pairsIn(value, place)) {
			const name = typeof key === 'string' || typeof key === 'number' ? matchable(String(key)) : '';
			if (!name) throw badKey(place);
			limits.set(name, readLimit(limit, { ...place, displayName: `Limits per Key: ${key}` }));
		}
		return limits;
	},
};

const readLimit = readWholeNumber(0);

type Pair = [key: unknown, limit: unknown];

function pairsIn(value: unknown, place: Place): Pair[] {
	const isPanel = isRecord(value) && (Array.isArray(value.limits) || Array.isArray(value.json));
	if (!isPanel) return pairsOf(parsed(value, place)) ?? [];
	const pairs = rowsIn(value, 'limits').map(({ key, limit }): Pair => [key, limit]);
	for (const { json } of rowsIn(value, 'json')) {
		const found = pairsOf(parsed(json, place));
		if (!found) throw badJson(place);
		for (const pair of found) pairs.push(pair);
	}
	return pairs;
}

/** Undefined for what is neither a list of keys and limits nor an object from one to the other. */
function pairsOf(value: unknown): Pair[] | undefined {
	if (Array.isArray(value)) {
		const isList = value.every((entry) => isRecord(entry) && 'key' in entry && 'limit' in entry);
		return isList ? value.map(({ key, limit }): Pair => [key, limit]) : undefined;
	}
	return isRecord(value) ? Object.entries(value) : undefined;
}

function parsed(value: unknown, place: Place): unknown {
	if (typeof value !== 'string' || value === '') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw badJson(place);
	}
}

const badKey = ({ refuse }: Place) =>
	refuse("'Key' under 'Limits per Key' is empty", 'Enter the ID of a user, flow or component, or a user name');

const badJson = ({ refuse }: Place) =>
	refuse(
		"'Limits per Key' is not JSON that gives each key its limit",
		'Enter something like { "customer-1001": 5000 } or [{ "key": "customer-1001", "limit": 5000 }]',
	);
