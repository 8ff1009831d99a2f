import type { IDataObject } from 'n8n-workflow';
import { choice, flag, text } from './parameters';
import type { Item } from './scope';

/** How records of one kind may be handed on. */
export interface Shape {
	/** At most ten flat fields, the ID first; all of them are named, whatever the record has. */
	simplified(record: IDataObject): IDataObject;
	/** Names of the server's own fields that may be selected besides. */
	further: readonly string[];
}

const simplify = flag({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	displayOptions: { hide: { '@tool': [true] } },
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const toolOutput = choice({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Raw', value: 'raw', description: 'All that the server sends' },
		{ name: 'Selected Fields', value: 'selected', description: 'Some fields, and always the ID' },
		{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
	],
	default: 'simplified',
	displayOptions: { show: { '@tool': [true] } },
	description: 'How much of each record the model gets to read',
});

const outputFields = text({
	displayName: 'Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. name, description',
	displayOptions: { show: { '@tool': [true], output: ['selected'] } },
	description: 'Names of fields separated by commas. The ID always comes.',
});

/** How much of each record is returned: a switch for people, a choice for models, whose reading costs. */
export const output = [simplify, toolOutput, outputFields];

/** The record as 'Simplify' says; where a model called, as 'Output' says. */
export function shaped(item: Item, record: IDataObject, shape: Shape): IDataObject {
	if (!item.isTool) return item.read(simplify) ? shape.simplified(record) : record;
	switch (item.read(toolOutput)) {
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

/** Whether records are wanted as the server sends them. */
export const isRaw = (item: Item): boolean => (item.isTool ? item.read(toolOutput) === 'raw' : !item.read(simplify));

/** To be called before anything is sent. @throws NodeOperationError that lists the fields there are */
export function checkShape(item: Item, shape: Shape): void {
	if (!item.isTool) return void item.read(simplify);
	if (item.read(toolOutput) === 'selected') selectedFields(item, shape);
}

/** The names under 'Fields', the ID always among them. */
function selectedFields(item: Item, { simplified, further }: Shape): string[] {
	const known = [...Object.keys(simplified({})), ...further];
	// A model may write a list as JSON.
	const names = (item.read(outputFields) ?? '').match(/[^\s,;[\]"']+/g) ?? [];
	const unknown = names.filter((name) => !known.includes(name));
	if (names.length > 0 && unknown.length === 0) return [...new Set([known[0], ...names])];
	throw item.badInput(
		names.length > 0 ? `'Fields' has names that no field has: ${unknown.join(', ')}` : "'Fields' is empty",
		`Choose from these: ${known.join(', ')}`,
	);
}
