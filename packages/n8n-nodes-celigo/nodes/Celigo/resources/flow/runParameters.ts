import { entry } from '../../kit/parameter';
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

export const onlyExports = entry(
	additionalFields,
	rows(
		{
			displayName: 'Only These Exports',
			name: 'onlyExports',
			placeholder: 'Add Export',
			description: 'Sources of the flow to run. All of them if none is given.',
		},
		{ displayName: 'Export', name: 'source' },
		{ export: exportLocator },
	),
);
