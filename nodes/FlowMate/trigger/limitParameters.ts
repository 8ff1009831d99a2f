import { isRecord } from '../kit/answer';
import { emptyError, isExpression, isNothing } from '../kit/empty';
import type { Parameter, Place } from '../kit/parameter';
import { ofKind, varied } from '../kit/parameter';
import { rowsIn } from '../kit/parameters';
import { readWholeNumber } from '../kit/readers';
import { matchable } from '../resources/execution/counts';
import type { Pair } from '../resources/execution/limitPairs';
import { HOW_JSON, pairsFrom } from '../resources/execution/limitPairs';
import { percentages as percentagesReached } from '../resources/execution/percentages';

export const percentages = varied(percentagesReached, {
	displayOptions: { show: { triggerOn: ['limit'] } },
	description:
		'Rising percentages of the limit to tell about, with commas between them and points before decimals. ' +
		'Each one that is reached gives an item.',
});

/**
 * Limits of single keys, from `{ limits: [{ key, limit }], json: [{ json }] }`. JSON is an object from key to limit or an array of
 * `{ key, limit }`, as text or, from an expression, as it is. A later entry overrides an earlier one.
 */
export const keyLimits: Parameter<Map<string, number>> = {
	property: {
		displayName: 'Individual Limits',
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
	reader: ofKind('limits by key', (value, place) => {
		if (isNothing(value) && isExpression(place.written())) throw emptyError(place, HOW_JSON);
		const limits = new Map<string, number>();
		for (const [key, limit] of pairsIn(value, place)) {
			const name = typeof key === 'string' || Number.isSafeInteger(key) ? matchable(String(key)) : '';
			if (!name) throw badKey(place);
			limits.set(name, readLimit(limit, { ...place, displayName: `Individual Limits: ${String(key)}` }));
		}
		return limits;
	}),
};

const readLimit = readWholeNumber(0);

function pairsIn(value: unknown, place: Place): Pair[] {
	const isPanel = isRecord(value) && (Array.isArray(value.limits) || Array.isArray(value.json));
	if (!isPanel) return isNothing(value) ? [] : pairsFrom(value, place);
	const pairs = rowsIn(value, 'limits').map(({ key, limit }): Pair => [key, limit]);
	for (const { json } of rowsIn(value, 'json')) for (const pair of pairsFrom(json, place)) pairs.push(pair);
	return pairs;
}

const badKey = ({ refuse }: Place) =>
	refuse("'Key' under 'Individual Limits' is empty", 'Enter the ID of a user, flow or component, or a user name');
