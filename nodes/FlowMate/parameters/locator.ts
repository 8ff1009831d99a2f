import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import type { Item } from '../request/item';
import type { Locator } from '../request/operation';
import { isObjectId } from '../request/path';

interface LocatorDefinition {
	displayName: string;
	name: string;
	/** What it names, in words: `flow`. */
	noun: string;
	/** Method under `methods.listSearch` that fills the list. */
	search: string;
	/** Words that stand before the id in URLs of such records: `flows`, `webhooks`. */
	urlWords: string[];
	description?: string;
	/** What n8n's AI workflow builder has to know to fill it in. */
	builderHint?: string;
	/** Modes beside list, id and URL. */
	modes?: INodePropertyMode[];
	/** Turns the value of one of those modes into an id. */
	resolve?(item: Item, mode: string, value: string): Promise<string> | undefined;
}

const HEX_ID = '[0-9a-fA-F]{24}';

/** Makes a resource locator: its panel property, and the function that reads a checked id from it. */
export function locator(definition: LocatorDefinition): Locator {
	return {
		noun: definition.noun,
		property: locatorProperty(definition),
		read: async (item) => await readLocator(item, item.parameter(definition.name), definition),
		peek(raw) {
			const { mode, value } = modeAndValue(raw);
			const id = mode === 'url' ? idInUrl(String(value), definition) : value;
			return isObjectId(id) ? id : undefined;
		},
	};
}

/** The id in a locator's value, wherever the locator stands: at the top of the panel or in a collection. */
export async function readLocator(item: Item, raw: unknown, definition: LocatorDefinition): Promise<string> {
	const { displayName, noun } = definition;
	const { mode, value } = modeAndValue(raw);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (!text) {
		const isObject = typeof value === 'object' && value !== null;
		throw item.badInput(
			isObject ? `'${displayName}' is an object, not the ID of a ${noun}` : `'${displayName}' is empty`,
			isObject
				? 'Use the ID field of the object, such as {{ $json.id }}'
				: `Choose a ${noun} from the list, or enter its ID`,
		);
	}
	const resolved = definition.resolve?.(item, mode, text);
	if (resolved) return await resolved;
	const id = mode === 'url' ? idInUrl(text, definition) : text;
	if (!isObjectId(id)) {
		const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
		throw item.badInput(
			`'${displayName}' is not the ID of a ${noun}: ${JSON.stringify(shown)}`,
			`FlowMate's IDs have 24 characters, 0 to 9 and a to f. Choose a ${noun} from the list, or enter its ID.`,
		);
	}
	return id;
}

export function locatorProperty({
	displayName,
	name,
	noun,
	search,
	urlWords,
	description,
	builderHint,
	modes,
}: LocatorDefinition) {
	const property: INodeProperties = {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		...(description && { description }),
		...(builderHint && { builderHint: { propertyHint: builderHint } }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${noun}...`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 6762e154616e91cb8d8b1aaf',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `\\s*${HEX_ID}\\s*`,
							errorMessage: `'${displayName}' takes an ID of 24 characters, 0 to 9 and a to f`,
						},
					},
				],
			},
			...(modes ?? []),
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. https://app.example.com/${urlWords[0]}/6762e154616e91cb8d8b1aaf`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `.*${urlPattern(urlWords)}.*`,
							errorMessage: `'${displayName}' takes a URL that holds the ID of a ${noun}`,
						},
					},
				],
			},
		],
	};
	return property;
}

function modeAndValue(raw: unknown): { mode: string; value: unknown } {
	if (typeof raw !== 'object' || raw === null || !('value' in raw)) return { mode: 'id', value: raw };
	const { mode, value } = raw as { mode?: unknown; value: unknown };
	return { mode: typeof mode === 'string' ? mode : 'id', value };
}

const urlPattern = (words: string[]) => `/(?:${words.join('|')})/${HEX_ID}(?![0-9a-zA-Z])`;

function idInUrl(url: string, { urlWords }: LocatorDefinition): string {
	const match = new RegExp(urlPattern(urlWords)).exec(url);
	return match ? match[0].slice(-24) : url;
}
