import { limit, returnAll } from '../kit/list';
import { output } from '../kit/output';
import { panel } from '../kit/panel';
import { additionalFields, filters, options, updateFields } from '../kit/parameters';
import { flowLocator, stepFlowLocator } from '../parameters/flow';
import { integrationLocator } from '../parameters/integration';
import { jobLocator } from '../parameters/job';
import { notices } from '../parameters/notices';
import { stepLocator } from '../parameters/step';
import { celigo } from '../service';
import { error } from './error';
import { state } from './error/getAll';
import { errorIds } from './error/resolve';
import { retryDataKeys } from './error/retry';
import { flow } from './flow';
import { connectionMap, connectionMapJson, connections } from './flow/connections';
import { disabled, name } from './flow/create';
import { flowJson } from './flow/replace';
import { sources, steps } from './flow/sources';
import { job } from './job';
import { wait } from './job/wait';

export const resources = [flow, job, error];

/** The panel's parameters from broad to narrow: which record, what, how many, then what may be left alone. */
export const properties = panel(celigo, resources, [
	flowLocator,
	stepFlowLocator,
	stepLocator,
	jobLocator,
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
