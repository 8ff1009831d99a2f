import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { flowLocator } from '../parameters/flow';
import { isRecord } from '../request/answer';
import type { Item } from '../request/item';
import { isObjectId } from '../request/path';
import { oneOf } from '../request/query';
import type { Target } from './outcome';

/** The input items that one run of an operation over many works on, with their places among all input items. */
export type Inputs = Array<{ index: number; item: INodeExecutionData }>;

/**
 * The flows that an operation over many names, in order. The parameters are read once, not once per item.
 * An entry that is no id keeps its place and says what is wrong with it.
 */
export function targetsOf(item: Item, inputs: Inputs): Target[] {
	switch (oneOf(item, 'Flows', item.parameter('flowsFrom'), ['items', 'list', 'select'])) {
		case 'list':
			return listed(item).map((value) => target(inputs[0].index, value, "'Flow IDs'"));
		case 'select':
			return selected(item).map((value) => target(inputs[0].index, value, "'Selected Flows'"));
		default: {
			const field = String(item.parameter('idField') ?? '').trim();
			if (!field)
				throw item.badInput(
					"'ID Field' is empty",
					'Enter the name of the field that holds the ID, such as id',
				);
			return inputs.map(({ index, item: { json } }) =>
				target(index, valueAt(json, field), `The field '${field}'`),
			);
		}
	}
}

function target(index: number, value: unknown, place: string): Target {
	const id = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (isObjectId(id)) return { index, id };
	const shown = typeof value === 'string' ? value.slice(0, 60) : '';
	const isMissing = value === undefined || value === null || value === '';
	const message = isMissing
		? `${place} is empty [Item ${index}]`
		: `${place} is not the ID of a flow (24 characters, 0 to 9 and a to f): ${typeof value === 'string' ? JSON.stringify(shown) : typeof value} [Item ${index}]`;
	return { index, id: shown, problem: { code: 400, message } };
}

function listed(item: Item): unknown[] {
	const value: unknown = item.parameter('flowIds');
	if (Array.isArray(value)) return value as unknown[];
	const text = typeof value === 'string' ? value.trim() : '';
	if (!text)
		throw item.badInput(
			"'Flow IDs' is empty",
			'Enter at least one ID, or an expression that gives a list of IDs',
		);
	// A model that calls the node as a tool writes lists as JSON.
	return text
		.replace(/^\[|\]$|["']/g, '')
		.split(/[\s,;]+/)
		.filter(Boolean);
}

function selected(item: Item): unknown[] {
	const { flow } = item.collection('flows');
	const entries = Array.isArray(flow) ? (flow as IDataObject[]) : [];
	if (entries.length === 0) throw item.badInput("'Selected Flows' is empty", 'Add at least one flow');
	return entries.map(
		({ flow: locator }) => flowLocator.peek(locator) ?? (isRecord(locator) ? locator.value : locator),
	);
}

/** The value of a field; a dot leads into an object, unless the item has a field with the dot in its name. */
function valueAt(json: IDataObject, field: string): unknown {
	if (Object.hasOwn(json, field)) return json[field];
	let value: unknown = json;
	for (const key of field.split('.'))
		value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
	return value;
}
