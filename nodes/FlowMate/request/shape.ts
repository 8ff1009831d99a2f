import type { IDataObject } from 'n8n-workflow';
import type { Item } from './item';
import { oneOf } from './query';

/** How records of one kind may be handed on. */
export interface Shape {
	/** At most ten flat fields, the ID first; all of them are named, whatever the record has. */
	simplified(record: IDataObject): IDataObject;
	/** Names of the server's own fields that may be selected besides. */
	further: readonly string[];
}

/** The record as 'Simplify' says; where a model called, as 'Output' says. */
export function shaped(item: Item, record: IDataObject, shape: Shape): IDataObject {
	if (!item.isTool) return item.parameter('simplify') ? shape.simplified(record) : record;
	switch (outputOf(item)) {
		case 'raw':
			return record;
		case 'selected': {
			const all = { ...record, ...shape.simplified(record) };
			return Object.fromEntries(selectedFields(item, shape).map((name) => [name, all[name]]));
		}
		default:
			return shape.simplified(record);
	}
}

/** To be called before anything is sent. @throws NodeOperationError that lists the fields there are */
export function checkShape(item: Item, shape: Shape): void {
	if (item.isTool && outputOf(item) === 'selected') selectedFields(item, shape);
}

const outputOf = (item: Item) =>
	oneOf(item, 'Output', item.parameter('output'), ['simplified', 'raw', 'selected']);

/** The names under 'Fields', the ID always among them. */
function selectedFields(item: Item, { simplified, further }: Shape): string[] {
	const known = [...Object.keys(simplified({})), ...further];
	// A model may write a list as JSON.
	const names = String(item.parameter('outputFields') ?? '').match(/[^\s,;[\]"']+/g) ?? [];
	const unknown = names.filter((name) => !known.includes(name));
	if (names.length > 0 && unknown.length === 0) return [...new Set([known[0], ...names])];
	throw item.badInput(
		names.length > 0 ? `'Fields' has names that no field has: ${unknown.join(', ')}` : "'Fields' is empty",
		`Choose from these: ${known.join(', ')}`,
	);
}
