import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { exportProperty, readExport } from '../../parameters/export';
import { flowProperty, readFlow } from '../../parameters/flow';
import { importProperty, readImport } from '../../parameters/import';
import { integrationProperty, readIntegration } from '../../parameters/integration';
import { entriesIn, filters } from '../../parameters/list';
import type { Item } from '../../request/item';
import { addedTo, flagOf, oneOf, rangeOf } from '../../request/query';
import { idsOf } from '../flow/fields';

const STATUSES: INodePropertyOptions[] = [
	{ name: 'Canceled', value: 'canceled' },
	{ name: 'Canceling', value: 'canceling' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Queued', value: 'queued' },
	{ name: 'Retrying', value: 'retrying' },
	{ name: 'Running', value: 'running' },
];

const TYPES: INodePropertyOptions[] = [
	{ name: 'Bulk Retry', value: 'bulk_retry' },
	{ name: 'Export', value: 'export' },
	{ name: 'Flow', value: 'flow' },
	{ name: 'Import', value: 'import' },
	{ name: 'Retry', value: 'retry' },
];

export const jobFilters = entriesIn(filters, [
	{ displayName: 'Created After', name: 'createdAfter', type: 'dateTime', default: '' },
	{ displayName: 'Created Before', name: 'createdBefore', type: 'dateTime', default: '' },
	exportProperty,
	flowProperty,
	{
		displayName: 'Flow Job ID',
		name: 'flowJobId',
		type: 'string',
		default: '',
		description: 'ID of the job of a run, to get the jobs of its exports and imports',
	},
	importProperty,
	integrationProperty,
	{ displayName: 'Status', name: 'status', type: 'options', options: STATUSES, default: 'completed' },
	{ displayName: 'Type', name: 'type', type: 'options', options: TYPES, default: 'flow' },
	{
		displayName: 'With Errors Only',
		name: 'withErrors',
		type: 'boolean',
		default: true,
		description: 'Whether to return only jobs in which records failed',
	},
]);

/** Celigo keeps jobs for about 30 days; three times that is all of them. */
const KEPT = 90 * 24 * 60 * 60 * 1_000;

/** The query of a list of jobs. Celigo refuses one that has neither a record nor a time. */
export function jobQueryOf(item: Item): IDataObject {
	const given = addedTo(item, 'filters');
	const created = rangeOf(
		item,
		['Created After', given.createdAfter],
		['Created Before', given.createdBefore],
	);
	const records = {
		_flowId: given.flow === undefined ? undefined : readFlow(item, given.flow),
		_integrationId: given.integration === undefined ? undefined : readIntegration(item, given.integration),
		_exportId: given.export === undefined ? undefined : readExport(item, given.export),
		_importId: given.import === undefined ? undefined : readImport(item, given.import),
		_flowJobId: idsOf(item, 'Flow Job ID', given.flowJobId)[0],
	};
	const { withErrors: wanted = false } = given;
	const withErrors = flagOf(item, 'With Errors Only', wanted);
	const type = oneOf(item, 'Type', given.type, valuesOf(TYPES));
	checkType(item, type, records);
	const isOpen = Object.values({ ...records, ...created }).every((value) => value === undefined);
	return {
		...records,
		type,
		status: oneOf(item, 'Status', given.status, valuesOf(STATUSES)),
		numError_gte: withErrors ? 1 : undefined,
		createdAt_gte: isOpen ? new Date(Date.now() - KEPT).toISOString() : created.from,
		createdAt_lte: created.to,
	};
}

/** Celigo lists the jobs of exports and imports below something only. */
function checkType(item: Item, type: string | undefined, records: IDataObject): void {
	const { _flowJobId, _exportId, _importId } = records;
	if ((type !== 'export' && type !== 'import') || _flowJobId || _exportId || _importId) return;
	throw item.badInput(
		"'Type' Export or Import needs another filter",
		"Add the filter 'Flow Job ID', 'Export' or 'Import'",
	);
}

const valuesOf = (options: INodePropertyOptions[]) => options.map(({ value }) => String(value));
