import type { IDataObject } from 'n8n-workflow';
import { entry } from '../../kit/parameter';
import { choice, filters, flag, instant } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import { exportLocator } from '../../parameters/export';
import { flowFilter } from '../../parameters/flow';
import { readId } from '../../parameters/ids';
import { importLocator } from '../../parameters/import';
import { integrationFilter } from '../../parameters/integration';
import { rangeOf } from '../../parameters/range';

const createdAfter = entry(
	filters,
	instant({
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: 'Date and time, e.g. 2026-11-01T08:00',
	}),
);

const createdBefore = entry(
	filters,
	instant({
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: 'Date and time, e.g. 2026-11-01T08:00',
	}),
);

const exportFilter = entry(filters, exportLocator);

const importFilter = entry(filters, importLocator);

const flowJobId = entry(filters, {
	property: {
		displayName: 'Flow Job ID',
		name: 'flowJobId',
		type: 'string',
		default: '',
		description: 'ID of the job of a run, to get the jobs of its exports and imports',
	},
	reader: readId,
});

const statusFilter = entry(
	filters,
	choice({
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Canceled', value: 'canceled' },
			{ name: 'Canceling', value: 'canceling' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Queued', value: 'queued' },
			{ name: 'Retrying', value: 'retrying' },
			{ name: 'Running', value: 'running' },
		],
		default: 'completed',
	}),
);

const typeFilter = entry(
	filters,
	choice({
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Bulk Retry', value: 'bulk_retry' },
			{ name: 'Export', value: 'export' },
			{ name: 'Flow', value: 'flow' },
			{ name: 'Import', value: 'import' },
			{ name: 'Retry', value: 'retry' },
		],
		default: 'flow',
	}),
);

const withErrors = entry(
	filters,
	flag({
		displayName: 'With Errors Only',
		name: 'withErrors',
		type: 'boolean',
		default: true,
		description: 'Whether to return only jobs in which records failed',
	}),
);

export const jobFilters = [
	createdAfter,
	createdBefore,
	exportFilter,
	flowFilter,
	flowJobId,
	importFilter,
	integrationFilter,
	statusFilter,
	typeFilter,
	withErrors,
];

/** Celigo keeps jobs for about 30 days; three times that is all of them. */
const KEPT = 90 * 24 * 60 * 60 * 1_000;

/** The query of a list of jobs. Celigo refuses one that has neither a record nor a time. */
export function jobQueryOf(scope: Scope): IDataObject {
	const created = rangeOf(scope, createdAfter, createdBefore);
	const records = {
		_flowId: scope.read(flowFilter),
		_integrationId: scope.read(integrationFilter),
		_exportId: scope.read(exportFilter),
		_importId: scope.read(importFilter),
		_flowJobId: scope.read(flowJobId),
	};
	const type = scope.read(typeFilter);
	checkType(scope, type, records);
	const isOpen = Object.values({ ...records, ...created }).every((value) => value === undefined);
	const oldest = new Date(scope.service.clock.now() - KEPT).toISOString();
	return {
		...records,
		type,
		status: scope.read(statusFilter),
		numError_gte: scope.read(withErrors) ? 1 : undefined,
		createdAt_gte: isOpen ? oldest : created.from,
		createdAt_lte: created.to,
	};
}

/** Celigo lists the jobs of exports and imports below something only. */
function checkType(scope: Scope, type: string | undefined, records: IDataObject): void {
	const { _flowJobId, _exportId, _importId } = records;
	if ((type !== 'export' && type !== 'import') || _flowJobId || _exportId || _importId) return;
	throw scope.badInput(
		"'Type' Export or Import needs another filter",
		"Add the filter 'Flow Job ID', 'Export' or 'Import'",
	);
}
