import { isRecord } from '../../kit/answer';
import { readJson } from '../../kit/json';
import type { Place } from '../../kit/parameter';

/** A user, flow or component, and how much it may use: both as they were given. */
export type Pair = [key: unknown, limit: unknown];

export const HOW_JSON = 'Enter something like { "customer-1001": 5000 } or [{ "key": "customer-1001", "limit": 5000 }]';

/** What JSON, or an expression in its place, gives. @throws NodeOperationError for what gives no key its limit */
export function pairsFrom(value: unknown, place: Place): Pair[] {
	const found = pairsOf(readJson(value, place));
	if (found) return found;
	throw place.refuse(`'${place.displayName}' is not JSON that gives each key its limit`, HOW_JSON);
}

/** Undefined for what is neither a list of keys and limits nor an object from one to the other. */
function pairsOf(value: unknown): Pair[] | undefined {
	if (Array.isArray(value)) {
		const isList = value.every((entry) => isRecord(entry) && 'key' in entry && 'limit' in entry);
		return isList ? value.map(({ key, limit }): Pair => [key, limit]) : undefined;
	}
	return isRecord(value) ? Object.entries(value) : undefined;
}
