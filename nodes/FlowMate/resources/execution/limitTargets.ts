import type { NodeOperationError } from 'n8n-workflow';
import type { Inputs } from '../../kit/inputs';
import { isNothing } from '../../kit/empty';
import type { Target } from '../../kit/outcome';
import type { Parameter } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { choice, filledText } from '../../kit/parameters';
import { readWholeNumber } from '../../kit/readers';
import type { Item } from '../../kit/scope';
import { shown } from '../../kit/shown';
import { valueAt } from '../../many/targets';
import { HOW_JSON, pairsFrom } from './limitPairs';
import type { Pair } from './limitPairs';

/** Where the limits come from. */
const limitsFrom = choice({
	displayName: 'Limits',
	name: 'limitsFrom',
	type: 'options',
	options: [
		{ name: 'From Input Items', value: 'items', description: 'Each input item holds a customer and the limit' },
		{ name: 'Using JSON', value: 'json', description: 'All limits in one object or list' },
	],
	default: 'items',
	description: 'Where the limits come from. One request counts the executions of all customers.',
});

const FROM_ITEMS = { show: { limitsFrom: ['items'] } };

const customerField = filledText({
	displayName: 'Customer Field',
	name: 'customerField',
	type: 'string',
	default: 'customer',
	required: true,
	displayOptions: FROM_ITEMS,
	description:
		"Name of the field of the input items that holds the user: your own system's ID (the user name), or FlowMate's",
	builderHint: { propertyHint: 'The name of a field, such as customer, and not an expression' },
});

const limitField = filledText({
	displayName: 'Limit Field',
	name: 'limitField',
	type: 'string',
	default: 'limit',
	required: true,
	displayOptions: FROM_ITEMS,
	description: 'Name of the field of the input items that holds how many executions the user may have in the window',
	builderHint: { propertyHint: 'The name of a field, such as limit, and not an expression' },
});

const limitsJson: Parameter<Pair[]> = {
	property: {
		displayName: 'Limits (JSON)',
		name: 'limits',
		type: 'json',
		default: '{}',
		required: true,
		displayOptions: { show: { limitsFrom: ['json'] } },
		description: 'Limits by user name or ID, as in { "customer-1001": 5000 }, or an array of { "key": …, "limit": … }',
	},
	reader: ofKind('limits', (value, place) => {
		const pairs = pairsFrom(value, place);
		if (pairs.length > 0) return pairs;
		throw place.refuse(`'${place.displayName}' holds no limit`, HOW_JSON);
	}),
};

/** The parameters that give the limits, in the order of the panel. */
export const limitsParameters = [limitsFrom, customerField, limitField, limitsJson];

/** A user, by ID or user name, and how much he may use. */
export interface LimitTarget extends Target {
	limit: number;
}

/** The limits in order, each with what is wrong with it. The parameters are read once, not once per item. */
export function limitTargets(item: Item, inputs: Inputs): LimitTarget[] {
	if (item.read(limitsFrom) === 'json') {
		const [{ index }] = inputs;
		return item.read(limitsJson).map((pair) => target(item, index, pair));
	}
	const [customer, limit] = [item.read(customerField), item.read(limitField)];
	return inputs.map(({ index, item: { json } }) =>
		target(item, index, [valueAt(json, customer), valueAt(json, limit)], { customer, limit }),
	);
}

/** The fields of the input items that hold a customer and the limit. */
interface Fields {
	customer: string;
	limit: string;
}

/** @param fields where the pair stands in an input item */
function target(item: Item, index: number, [key, limit]: Pair, fields?: Fields): LimitTarget {
	const id = nameIn(key);
	const problem = (id === undefined ? badKey(key, fields) : undefined) ?? badLimit(item, limit, id ?? '', fields);
	if (problem === undefined) return { index, id: id ?? '', limit: Number(limit) };
	return { index, id: id ?? '', limit: 0, problem: { code: 400, message: `${problem} [item ${index}]` } };
}

/** A user name or an ID. Undefined for what can be neither. */
function nameIn(key: unknown): string | undefined {
	if (typeof key !== 'string' && !Number.isSafeInteger(key)) return undefined;
	return String(key).trim() || undefined;
}

function badKey(key: unknown, fields: Fields | undefined): string {
	const place = fields ? `The field '${fields.customer}'` : "A key under 'Limits (JSON)'";
	return isNothing(key) ? `${place} is empty` : `${place} is neither a user name nor the ID of a user: ${shown(key)}`;
}

/** What is wrong with a limit. 0 is no limit that anybody could be warned of. */
function badLimit(item: Item, limit: unknown, id: string, fields: Fields | undefined): string | undefined {
	const [words, name] = fields ? ['The field', fields.limit] : ['The limit of', id];
	if (isNothing(limit)) return `${words} '${name}' is empty`;
	try {
		readLimit(limit, item.placeOf(name));
		return undefined;
	} catch (error) {
		const { message, description } = error as NodeOperationError;
		return `${words} ${message}. ${description}`;
	}
}

const readLimit = readWholeNumber(1, 'Enter a number of executions such as 10000');
