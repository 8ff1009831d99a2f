import type { IDataObject } from 'n8n-workflow';
import { exportProperty, readExport } from '../../parameters/export';
import { importProperty, readImport } from '../../parameters/import';
import type { Item } from '../../request/item';
import type { Parameter } from '../../request/operation';
import { oneOf } from '../../request/query';

/** Celigo's editor calls page generators sources, and page processors destinations and lookups. */
export const sources: Parameter = {
	property: {
		displayName: 'Sources',
		name: 'sources',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Source',
		description: 'The exports that records come from',
		options: [
			{
				displayName: 'Source',
				name: 'source',
				values: [
					exportProperty,
					{
						displayName: 'Schedule',
						name: 'schedule',
						type: 'string',
						default: '',
						placeholder: 'e.g. ? 0 2 ? * *',
						description: 'A schedule of this source alone. Empty for that of the flow.',
					},
				],
			},
		],
	},
};

export const steps: Parameter = {
	property: {
		displayName: 'Steps',
		name: 'steps',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		placeholder: 'Add Step',
		description:
			"The imports and lookups that records go through, in this order. For branches use 'Routers (JSON)' under 'Additional Fields' instead.",
		options: [
			{
				displayName: 'Step',
				name: 'step',
				values: [
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Import', value: 'import' },
							{ name: 'Lookup', value: 'export', description: 'An export that looks something up' },
						],
						default: 'import',
					},
					{ ...importProperty, displayOptions: { show: { type: ['import'] } } },
					{ ...exportProperty, displayOptions: { show: { type: ['export'] } } },
					{
						displayName: 'Proceed on Failure',
						name: 'proceedOnFailure',
						type: 'boolean',
						default: false,
						description: 'Whether records that this step cannot process go on to the next one',
					},
				],
			},
		],
	},
};

/** `{ pageGenerators: [{ _exportId, schedule? }] }`; empty where nothing was added. */
export function pageGeneratorsOf(item: Item): IDataObject {
	const generators = entriesIn(item.collection('sources').source).map(({ export: from, schedule }) => ({
		_exportId: readExport(item, from),
		...(schedule ? { schedule } : {}),
	}));
	return generators.length > 0 ? { pageGenerators: generators } : {};
}

/** `{ pageProcessors: [{ type, _importId | _exportId, proceedOnFailure? }] }`; empty where nothing was added. */
export function pageProcessorsOf(item: Item): IDataObject {
	const processors = entriesIn(item.collection('steps').step).map((entry) => {
		const type = oneOf(item, 'Type', entry.type, ['import', 'export']) ?? 'import';
		const id =
			type === 'import'
				? { _importId: readImport(item, entry.import) }
				: { _exportId: readExport(item, entry.export) };
		return { type, ...id, ...(entry.proceedOnFailure ? { proceedOnFailure: true } : {}) };
	});
	return processors.length > 0 ? { pageProcessors: processors } : {};
}

/** The entries of a parameter that takes several. */
export const entriesIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as IDataObject[]) : [];
