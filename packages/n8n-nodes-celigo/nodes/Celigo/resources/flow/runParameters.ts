import { entry, ofKind } from '../../kit/parameter';
import { additionalFields, instant, rows } from '../../kit/parameters';
import { exportLocator } from '../../parameters/export';

export const startDate = entry(
	additionalFields,
	instant({
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		description:
			'For delta exports: export what has changed since then, e.g. 2026-11-01T08:00, instead of since the last run. Other exports ignore it.',
	}),
);

export const endDate = entry(
	additionalFields,
	instant({
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		default: '',
		description:
			'For delta exports: export what has changed until then, e.g. 2026-11-30T18:00. Other exports ignore it.',
	}),
);

const exportRows = rows(
	{
		displayName: 'Only These Exports',
		name: 'onlyExports',
		placeholder: 'Add Export',
		description: 'Sources of the flow to run. Left out, all of them run.',
	},
	{ displayName: 'Export', name: 'source' },
	{ export: exportLocator },
);

/** n8n drops an expression that stands in the place of rows, and all exports are not what was asked for then. */
export const onlyExports = entry(additionalFields, {
	...exportRows,
	reader: ofKind('rows, at least one', (value, place) => {
		const found = exportRows.reader(value, place);
		if (found.length > 0) return found;
		throw place.refuse("'Only These Exports' names none", 'Add exports to it, or remove it to run all of them');
	}),
});
