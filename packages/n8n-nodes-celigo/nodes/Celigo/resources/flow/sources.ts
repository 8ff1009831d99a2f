import type { IDataObject } from 'n8n-workflow';
import type { Locator, Parameter } from '../../kit/parameter';
import { ofKind, varied } from '../../kit/parameter';
import { choice, flag, rows } from '../../kit/parameters';
import { optional, readText } from '../../kit/readers';
import type { Scope } from '../../kit/scope';
import { exportLocator } from '../../parameters/export';
import { importLocator } from '../../parameters/import';

/** Celigo's editor calls page generators sources, and page processors destinations and lookups. */
export const sources = rows(
	{
		displayName: 'Sources',
		name: 'sources',
		placeholder: 'Add Source',
		description: 'The exports that records come from',
	},
	{ displayName: 'Source', name: 'source' },
	{
		export: exportLocator,
		schedule: {
			property: {
				displayName: 'Schedule',
				name: 'schedule',
				type: 'string',
				default: '',
				placeholder: 'e.g. ? 0 2 ? * *',
				description: 'A schedule of this source alone. Empty for that of the flow.',
			},
			reader: optional(readText),
		},
	},
);

/** A column for one type of step. It is read once that is known: of the other type there is no ID. */
const only = (type: 'import' | 'export', { property, reader }: Locator<string>): Parameter<() => string> => ({
	property: { ...property, displayOptions: { show: { type: [type] } } },
	reader: ofKind('locator', (value, place) => () => reader(value, place)),
});

export const steps = varied(
	rows(
		{
			displayName: 'Steps',
			name: 'steps',
			placeholder: 'Add Step',
			description:
				"The imports and lookups that records go through, in this order. For branches use 'Routers (JSON)' under 'Additional Fields' instead.",
		},
		{ displayName: 'Step', name: 'step' },
		{
			type: choice({
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Import', value: 'import' },
					{ name: 'Lookup', value: 'export', description: 'An export that looks something up' },
				],
				default: 'import',
			}),
			import: only('import', importLocator),
			export: only('export', exportLocator),
			proceedOnFailure: flag({
				displayName: 'Proceed on Failure',
				name: 'proceedOnFailure',
				type: 'boolean',
				default: false,
				description: 'Whether records that this step cannot process go on to the next one',
			}),
		},
	),
	{ typeOptions: { multipleValues: true, sortable: true } },
);

/** `{ pageGenerators: [{ _exportId, schedule? }] }`; empty where nothing was added. */
export function pageGeneratorsOf(scope: Scope): IDataObject {
	const generators = scope
		.read(sources)
		.map(({ export: from, schedule }) => ({ _exportId: from, ...(schedule && { schedule }) }));
	return generators.length > 0 ? { pageGenerators: generators } : {};
}

/** `{ pageProcessors: [{ type, _importId | _exportId, proceedOnFailure? }] }`; empty where nothing was added. */
export function pageProcessorsOf(scope: Scope): IDataObject {
	const processors = scope.read(steps).map(({ type, import: to, export: from, proceedOnFailure }) => ({
		type,
		...(type === 'import' ? { _importId: to() } : { _exportId: from() }),
		...(proceedOnFailure && { proceedOnFailure }),
	}));
	return processors.length > 0 ? { pageProcessors: processors } : {};
}
