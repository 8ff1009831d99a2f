import { exportProperty, readExport } from '../../parameters/export';
import { additionalFields } from '../../parameters/list';
import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { entriesIn } from './sources';

export const startDate: Entry = {
	collection: additionalFields,
	property: {
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		description:
			'For delta exports: export what has changed since then, instead of since the last run. Other exports ignore it.',
	},
};

export const endDate: Entry = {
	collection: additionalFields,
	property: {
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		default: '',
		description: 'For delta exports: export what has changed until then. Other exports ignore it.',
	},
};

export const onlyExports: Entry = {
	collection: additionalFields,
	property: {
		displayName: 'Only These Exports',
		name: 'onlyExports',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Export',
		description: 'Sources of the flow to run. All of them if none is given.',
		options: [{ displayName: 'Export', name: 'source', values: [exportProperty] }],
	},
};

/** The ids of the exports to run; none for all of them. */
export function onlyExportsOf(item: Item): string[] {
	const { onlyExports: given } = item.collection('additionalFields');
	return isRecord(given) ? entriesIn(given.source).map((entry) => readExport(item, entry.export)) : [];
}
