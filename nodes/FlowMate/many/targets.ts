import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { isNothing } from '../kit/empty';
import type { Inputs } from '../kit/inputs';
import type { Target } from '../kit/outcome';
import type { Item } from '../kit/scope';
import { shown } from '../kit/shown';
import { objectIdIn } from '../parameters/objectId';
import { flowIds, flows, flowsFrom, idField } from './parameters';

/**
 * The flows that an operation over many names, in order. The parameters are read once, not once per item.
 * An entry that is no id keeps its place and says what is wrong with it.
 */
export function targetsOf(item: Item, inputs: Inputs): Target[] {
	switch (item.read(flowsFrom)) {
		case 'list':
			return item.read(flowIds).map((value) => target(inputs[0].index, value, "'Flow IDs'"));
		case 'select':
			return item.read(flows).map((value) => target(inputs[0].index, value, "'Selected Flows'"));
		default: {
			const field = item.read(idField);
			return inputs.map(({ index, item: { json } }) => target(index, valueAt(json, field), `The field '${field}'`));
		}
	}
}

function target(index: number, value: unknown, place: string): Target {
	const id = objectIdIn(value);
	if (id !== undefined) return { index, id };
	const problem = isNothing(value)
		? `${place} is empty`
		: `${place} is not the ID of a flow (24 characters, 0 to 9 and a to f): ${shown(value)}`;
	const start = typeof value === 'string' ? value.slice(0, 60) : '';
	return { index, id: start, problem: { code: 400, message: `${problem} [item ${index}]` } };
}

/** The value of a field; a dot leads into an object, unless the item has a field with the dot in its name. */
export function valueAt(json: IDataObject, field: string): unknown {
	if (Object.hasOwn(json, field)) return json[field];
	let value: unknown = json;
	for (const key of field.split('.')) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
	return value;
}
