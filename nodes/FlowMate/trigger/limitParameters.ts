import type { IPollFunctions } from 'n8n-workflow';
import { isRecord } from '../request/answer';
import { inputError } from '../request/errors';
import { matchable } from './limits';

/** Percentages from `80, 100`, from a number, or from an array of either; ascending and each once. */
export function readPercentages(context: IPollFunctions, value: unknown): number[] {
	const texts = Array.isArray(value) ? (value as unknown[]).map(String) : [String(value ?? '')];
	const percentages = texts.flatMap((text) =>
		text
			.split(/[\s,;%]+/)
			.filter((part) => part !== '')
			.map(Number),
	);
	if (percentages.length === 0 || !percentages.every((number) => Number.isFinite(number) && number > 0)) {
		throw inputError(
			context.getNode(),
			`'Percentages' is not a list of numbers above 0: ${JSON.stringify(value)?.slice(0, 60)}`,
			'Enter percentages with commas between them, such as 80, 100',
		);
	}
	return [...new Set(percentages)].sort((a, b) => a - b);
}

/**
 * Limits of single keys, from `{ limits: [{ key, limit }], json: [{ json }] }`. JSON is an object from key to limit or an array of
 * `{ key, limit }`, as text or, from an expression, as it is. A later entry overrides an earlier one.
 */
export function readKeyLimits(context: IPollFunctions, value: unknown): Map<string, number> {
	const limits = new Map<string, number>();
	const isPanel = isRecord(value) && (Array.isArray(value.limits) || Array.isArray(value.json));
	const entries = isPanel ? (entriesOf(value.limits) ?? []) : (entriesOf(parsed(context, value)) ?? []);
	if (isPanel && Array.isArray(value.json)) {
		for (const { json } of value.json as Array<{ json?: unknown }>) {
			const found = entriesOf(parsed(context, json));
			if (!found) throw badJson(context);
			entries.push(...found);
		}
	}
	for (const [key, limit] of entries) {
		if (typeof key !== 'string' && typeof key !== 'number') throw badKey(context);
		if (!matchable(String(key))) throw badKey(context);
		limits.set(matchable(String(key)), wholeNumber(context, `Limits per Key: ${key}`, limit, 0));
	}
	return limits;
}

/** A whole number, also as text, as expressions often give it. */
export function wholeNumber(
	context: IPollFunctions,
	displayName: string,
	value: unknown,
	least: number,
): number {
	const number = typeof value === 'string' && value.trim() ? Number(value) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
	throw inputError(
		context.getNode(),
		`'${displayName}' must be a whole number, ${least} or more`,
		`Enter a number such as ${Math.max(least, 1) * 100}`,
	);
}

/** Pairs of key and limit; undefined for what is neither a list of them nor an object from one to the other. */
function entriesOf(value: unknown): Array<[unknown, unknown]> | undefined {
	if (Array.isArray(value)) {
		const isList = value.every((entry) => isRecord(entry) && 'key' in entry && 'limit' in entry);
		return isList ? value.map(({ key, limit }) => [key, limit]) : undefined;
	}
	return isRecord(value) ? Object.entries(value) : undefined;
}

function parsed(context: IPollFunctions, value: unknown): unknown {
	if (typeof value !== 'string' || value === '') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw badJson(context);
	}
}

const badKey = (context: IPollFunctions) =>
	inputError(
		context.getNode(),
		"'Key' under 'Limits per Key' is empty",
		'Enter the ID of a user, flow or component, or a user name',
	);

const badJson = (context: IPollFunctions) =>
	inputError(
		context.getNode(),
		"'Limits per Key' is not JSON that gives each key its limit",
		'Enter something like { "customer-1001": 5000 } or [{ "key": "customer-1001", "limit": 5000 }]',
	);
