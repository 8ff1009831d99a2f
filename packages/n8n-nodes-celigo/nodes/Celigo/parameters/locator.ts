import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../request/item';
import type { Locator } from '../request/operation';
import { isObjectId } from '../request/path';

export interface LocatorDefinition {
	displayName: string;
	name: string;
	/** What it names, in words: `flow`. */
	noun: string;
	/** Method under `methods.listSearch` that fills the list. */
	search: string;
	/** Words that stand before the id in addresses of such records, in Celigo's pages and its API: `flowBuilder`, `flows`. */
	urlWords: string[];
	/** What such an address looks like. */
	urlExample: string;
	description?: string;
}

const HEX_ID = '[0-9a-fA-F]{24}';

/** Makes a resource locator: its panel property, and the function that reads a checked id from it. */
export function locator(definition: LocatorDefinition): Locator {
	return {
		noun: definition.noun,
		property: { ...locatorProperty(definition), required: true },
		read: async (item) => readLocator(item, item.parameter(definition.name), definition),
	};
}

/** The id in a locator's value, wherever the locator stands: at the top of the panel or in a collection. */
export function readLocator(item: Item, raw: unknown, definition: LocatorDefinition): string {
	const { displayName, noun } = definition;
	const { mode, value } = modeAndValue(raw);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (!text) {
		const isObject = typeof value === 'object' && value !== null;
		throw item.badInput(
			isObject ? `'${displayName}' is an object, not the ID of ${a(noun)}` : `'${displayName}' is empty`,
			isObject
				? 'Use the ID field of the object, such as {{ $json._id }}'
				: `Choose ${a(noun)} from the list, or enter its ID`,
		);
	}
	const id = idIn(mode, text, definition);
	if (id !== undefined) return id;
	const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
	throw item.badInput(
		`'${displayName}' is not the ID of ${a(noun)}: ${JSON.stringify(shown)}`,
		`Celigo's IDs have 24 characters, 0 to 9 and a to f. Choose ${a(noun)} from the list, or enter its ID.`,
	);
}

/** The id in a locator's value as the editor holds it; undefined where there is none, or an expression that has no value there. */
export function idInEditor(raw: unknown, definition: LocatorDefinition): string | undefined {
	const { mode, value } = modeAndValue(raw);
	return typeof value === 'string' ? idIn(mode, value.trim(), definition) : undefined;
}

export function locatorProperty(definition: LocatorDefinition): INodeProperties {
	const { displayName, name, noun, search, urlWords, urlExample, description } = definition;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(description && { description }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${a(noun)}...`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 5f3c1e2a9b8d7c6e5f4a3b2c',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `\\s*${HEX_ID}\\s*`,
							errorMessage: 'An ID has 24 characters, 0 to 9 and a to f',
						},
					},
				],
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${urlExample}`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `.*${urlPattern(urlWords)}.*`,
							errorMessage: `A URL that holds the ID of ${a(noun)}`,
						},
					},
				],
			},
		],
	};
}

function modeAndValue(raw: unknown): { mode: string; value: unknown } {
	if (typeof raw !== 'object' || raw === null || !('value' in raw)) return { mode: 'id', value: raw };
	const { mode, value } = raw as { mode?: unknown; value: unknown };
	return { mode: typeof mode === 'string' ? mode : 'id', value };
}

const urlPattern = (words: string[]) => `/(?:${words.join('|')})/${HEX_ID}(?![0-9a-zA-Z])`;

function idIn(mode: string, text: string, { urlWords }: LocatorDefinition): string | undefined {
	const id = mode === 'url' ? new RegExp(urlPattern(urlWords)).exec(text)?.[0].slice(-24) : text;
	return isObjectId(id) ? id : undefined;
}

const a = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
