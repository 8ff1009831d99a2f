import type { IDataObject } from 'n8n-workflow';
import { isRecord } from './answer';
import type { Item } from './item';

/** A JSON parameter: text that a person typed, or an object or array that an expression gave. @throws when it is no JSON */
export function jsonOf(item: Item, displayName: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		// The parser quotes the text it stumbled over, which may hold what nobody should read in an error.
		const position = /position (\d+)/.exec((error as Error).message)?.[1];
		throw item.badInput(
			`'${displayName}' is not valid JSON${position ? ` (character ${position})` : ''}`,
			'Check quotes, commas and brackets, or use an expression that gives an object',
		);
	}
}

/** A JSON parameter that must be an object. */
export function jsonObjectOf(item: Item, displayName: string, value: unknown): IDataObject {
	const parsed = jsonOf(item, displayName, value);
	if (isRecord(parsed)) return parsed as IDataObject;
	throw item.badInput(`'${displayName}' must be a JSON object`, 'Enter something like { "key": "value" }');
}
