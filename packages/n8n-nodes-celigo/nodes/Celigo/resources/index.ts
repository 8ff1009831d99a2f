import { limit, returnAll } from '../kit/list';
import { output } from '../kit/output';
import { panel, subtitleOf } from '../kit/panel';
import { additionalFields, filters, options, updateFields } from '../kit/parameters';
import { connectionRecord } from '../parameters/connection';
import { exportRecord } from '../parameters/export';
import { flowLocator, stepFlowLocator } from '../parameters/flow';
import { integrationLocator, integrationRecord } from '../parameters/integration';
import { jobLocator } from '../parameters/job';
import { notices } from '../parameters/notices';
import { stepLocator } from '../parameters/step';
import { celigo } from '../service';
import { connection } from './connection';
import { error } from './error';
import { state } from './error/getAll';
import { errorIds } from './error/resolve';
import { retryDataKeys } from './error/retry';
import { retryData, retryDataKey } from './error/retryData';
import { exportResource } from './export';
import { flow } from './flow';
import { connectionMap, connectionMapJson, connections } from './flow/connections';
import { disabled, name } from './flow/create';
import { flowJson } from './flow/replace';
import { sources, steps } from './flow/sources';
import { integration } from './integration';
import { job } from './job';
import { wait } from './job/wait';

export const resources = [flow, job, error, integration, connection, exportResource];

/** The panel's parameters from broad to narrow: which record, what, how many, then what may be left alone. */
export const properties = panel(celigo, resources, [
	flowLocator,
	stepFlowLocator,
	stepLocator,
	jobLocator,
	integrationRecord,
	connectionRecord,
	exportRecord,
	...notices,
	integrationLocator,
	name,
	disabled,
	sources,
	steps,
	flowJson,
	connections,
	connectionMap,
	connectionMapJson,
	errorIds,
	retryDataKeys,
	retryDataKey,
	retryData,
	state,
	wait,
	returnAll,
	limit,
	updateFields,
	additionalFields,
	filters,
	...output,
	options,
]);

export const subtitle = subtitleOf(resources);
