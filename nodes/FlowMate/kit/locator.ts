import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { isRecord } from './answer';
import { emptyError } from './empty';
import { idIn } from './ids';
import type { Id, Locator, Place } from './parameter';
import { ofKind } from './parameter';
import type { IdForm } from './service';
import { shown } from './shown';

export interface LocatorDefinition {
	displayName: string;
	name: string;
	/** What it names, in words: `flow`. */
	noun: string;
	/** Method under `methods.listSearch` that fills the list. */
	search: string;
	/** Words that stand before the ID in addresses of such records: `flows`, `webhooks`. */
	urlWords: string[];
	/** What such an address looks like. */
	urlExample: string;
	description?: string;
	/** What n8n's AI workflow builder has to know to fill it in. */
	builderHint?: string;
}

/** A way to name a record beside list, ID and URL, with what turns its value into an ID. */
export interface FurtherMode {
	mode: INodePropertyMode;
	resolve(value: string, place: Place): Promise<string>;
}

/** Makes resource locators for a service whose IDs look like that. */
export function locatorsFor(service: { name: string; ids: IdForm }) {
	/** A locator: its panel property, and the reader that gives a checked ID. */
	function locator(definition: LocatorDefinition): Locator<string>;
	function locator(definition: LocatorDefinition, further: FurtherMode): Locator<Promise<string>>;
	function locator(definition: LocatorDefinition, further?: FurtherMode): Locator {
		return {
			noun: definition.noun,
			property: propertyOf(definition, service.ids, further),
			reader: ofKind('locator', (value, place) => readLocator(value, place, definition, service, further)),
			peek: (raw) => idAt(modeAndValue(raw), definition, service.ids),
		};
	}
	return locator;
}

function readLocator(
	raw: unknown,
	place: Place,
	{ noun, ...definition }: LocatorDefinition,
	{ name: service, ids }: { name: string; ids: IdForm },
	further?: FurtherMode,
): Id {
	const { displayName, refuse } = place;
	const { mode, value } = modeAndValue(raw);
	const text = typeof value === 'string' || Number.isSafeInteger(value) ? String(value).trim() : '';
	if (!text) {
		throw typeof value === 'object' && value !== null
			? refuse(
					`'${displayName}' is an object, not the ID of ${a(noun)}`,
					`Use the ID field of the object, such as {{ $json.${ids.field ?? 'id'} }}`,
				)
			: typeof value === 'number'
				? refuse(`'${displayName}' is not the ID of ${a(noun)}: ${value}`, 'Use text instead of a number')
				: emptyError(place, `Choose ${a(noun)} from the list, or enter its ID`);
	}
	if (further && mode === further.mode.name) return further.resolve(text, place);
	const id = idAt({ mode, value: text }, { noun, ...definition }, ids);
	if (id !== undefined) return id;
	throw refuse(
		`'${displayName}' is not the ID of ${a(noun)}: ${shown(text)}`,
		`${service}'s IDs have ${ids.inWords}. Choose ${a(noun)} from the list, or enter its ID.`,
	);
}

/** No mode has n8n's `validation`: n8n gives it 250 ms, which a busy machine takes, and its refusals cannot be caught. Readers check. */
function propertyOf(definition: LocatorDefinition, ids: IdForm, further?: FurtherMode): INodeProperties {
	const { displayName, name, noun, description, builderHint } = definition;
	return {
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
				placeholder: `Select ${a(noun)}...`,
				typeOptions: { searchListMethod: definition.search, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${ids.example}`,
			},
			...(further ? [further.mode] : []),
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${definition.urlExample}`,
			},
		],
	};
}

interface Located {
	mode: string;
	value: unknown;
}

export function modeAndValue(raw: unknown): Located {
	if (!isRecord(raw) || !Object.hasOwn(raw, 'value')) return { mode: 'id', value: raw };
	const { mode, value } = raw;
	return { mode: typeof mode === 'string' ? mode : 'id', value };
}

/** The checked ID in a value of one of the modes list, id and url. */
function idAt({ mode, value }: Located, definition: LocatorDefinition, ids: IdForm): string | undefined {
	if (mode !== 'url' || typeof value !== 'string') return idIn(value, ids);
	return idIn(new RegExp(urlPattern(definition, ids)).exec(value.trim())?.[1], ids);
}

const urlPattern = ({ urlWords }: LocatorDefinition, { pattern }: IdForm) =>
	`/(?:${urlWords.join('|')})/(${pattern})(?![0-9a-zA-Z])`;

/** `a flow`, `an export`. */
export const a = (noun: string) => `${'aeio'.includes(noun[0]) ? 'an' : 'a'} ${noun}`;
